/**
 * What it costs to read one sound for another, 0 (two spellings of it) to 1 (different), learnt from how
 * languages write each other's names. One line a rule: codes (see `sounds.ts`) and the cost between any two.
 */
const rules: readonly (readonly [string, number])[] = [
  // vowels
  ['ae', 0.15],
  ['ao', 0.25],
  ['ai', 0.35],
  ['au', 0.3],
  ['ei', 0.15],
  ['eo', 0.35],
  ['eu', 0.35],
  ['io', 0.5],
  ['iu', 0.4],
  ['ou', 0.1],
  ['Aa', 0.05],
  ['Ae', 0.05],
  ['Oo', 0.05],
  ['Oe', 0.1],
  ['Ou', 0.15],
  ['Uu', 0.05],
  ['Ui', 0.1],
  ['Uo', 0.15],
  ['Uy', 0.1],
  ['Ea', 0.15],
  ['Ee', 0.1],
  ['Ei', 0.15],
  ['Ey', 0.1],
  ['Wa', 0.2],
  ['Wo', 0.1],
  ['Wu', 0.15],
  ['Ww', 0.15],
  ['yi', 0.05],
  ['yj', 0.15],
  ['ye', 0.2],
  ['y!', 0.02],
  ['i!', 0.02],
  ['e!', 0.2],
  ['E!', 0.15],
  ['e@', 0.2],
  ['a@', 0.02],
  ['E@', 0.35],
  ['o@', 0.6],
  ['0o', 0.02],
  ['0u', 0.05],
  ['0W', 0.15],
  ['0@', 0.7],
  ['0!', 0.7],
  ['@!', 0.6],
  ['!j', 0.15],
  ['wu', 0.1],
  ['wo', 0.2],
  ['w0', 0.15],
  ['uv', 0.3],
  ['A@', 0.1],
  // long vowels, which stand for a letter in Arabic script
  ['Vu', 0.03], ['Vo', 0.08], ['VU', 0.1], ['VO', 0.2], ['VW', 0.12], ['Va', 0.5], ['Ve', 0.5], ['Vi', 0.5], ['Vw', 0.1],
  ['V0', 0.03], ['Vv', 0.35], ['Vy', 0.4], ['Ii', 0.03], ['Ie', 0.2], ['Iy', 0.1], ['IE', 0.2], ['I!', 0.03], ['Ia', 0.45], ['Iu', 0.5], ['Io', 0.5], ['IV', 0.6],
  ['&V', 0.35], ['&I', 0.3], ['%V', 0], ['$I', 0], ['?V', 0.2], ['?I', 0.15],
  // throat
  ['hK', 0.15],
  ['hx', 0.2],
  ['hg', 0.4],
  ['hG', 0.45],
  ['hj', 0.5],
  ['Kk', 0.25],
  ['Kx', 0.1],
  ['KG', 0.35],
  ['Kq', 0.4],
  ['Kg', 0.45],
  ['KC', 0.3],
  ['gG', 0.1],
  ['g4', 0.05],
  ['G4', 0.1],
  ['Gq', 0.15],
  ['Gk', 0.4],
  ['gq', 0.2],
  ['gk', 0.35],
  ['qk', 0.05],
  ['ck', 0.05],
  ['cq', 0.1],
  ['cg', 0.45],
  ['qC', 0.2],
  ['xk', 0.35],
  ['xS', 0.2],
  ['xs', 0.3],
  ['xz', 0.35],
  ['4y', 0.15],
  ['4h', 0.3],
  ['4v', 0.35],
  ['gJ', 0.3],
  ['gj', 0.3],
  ['jK', 0.5],
  ['xq', 0.45],
  // hissing
  ['S1', 0],
  ['s1', 0.05],
  ['Ss', 0.35],
  ['SZ', 0.4],
  ['SQ', 0.15],
  ['SC', 0.25],
  ['Sc', 0.4],
  ['S3', 0.4],
  ['C2', 0],
  ['c2', 0.05],
  ['Cc', 0.2],
  ['Ck', 0.35],
  ['Cq', 0.2],
  ['C7', 0.25],
  ['CJ', 0.35],
  ['Cj', 0.4],
  ['CZ', 0.4],
  ['CQ', 0.3],
  ['2s', 0.2],
  ['27', 0.15],
  ['2J', 0.3],
  ['2S', 0.3],
  ['z3', 0.05],
  ['Z3', 0],
  ['Zz', 0.3],
  ['Zj', 0.1],
  ['ZJ', 0.15],
  ['Zg', 0.45],
  ['3s', 0.2],
  ['3S', 0.3],
  ['Jj', 0.02],
  ['Jc', 0.15],
  ['jc', 0.25],
  ['Jz', 0.4],
  ['Jy', 0.4],
  ['cs', 0.2],
  ['c7', 0.1],
  ['7s', 0.25],
  ['7z', 0.25],
  ['7C', 0.25],
  ['7t', 0.4],
  ['zs', 0.25],
  ['xC', 0.4],
  ['7c', 0.1],
  ['J5', 0.15],
  ['j5', 0.2],
  // teeth and lips
  ['Tt', 0.05],
  ['Ts', 0.2],
  ['Td', 0.35],
  ['Tz', 0.3],
  ['TD', 0.2],
  ['Dd', 0.05],
  ['Dz', 0.12],
  ['Dt', 0.35],
  ['5d', 0.02],
  ['5D', 0.1],
  ['dt', 0.3],
  ['bp', 0.3],
  ['bv', 0.35],
  ['vf', 0.3],
  ['vw', 0.05],
  ['wf', 0.4],
  ['fp', 0.55],
  ['wb', 0.6],
  ['pv', 0.7],
  ['Tf', 0.6],
  ['zd', 0.6],
  // flowing
  ['mn', 0.55],
  ['lr', 0.75],
  ['n9', 0.25],
  ['n8', 0.05],
  ['89', 0.3],
  ['6l', 0],
  ['6w', 0.15],
  ['6v', 0.25],
  // letters of scripts without vowels
  ['&a', 0],
  ['&e', 0.03],
  ['&i', 0.06],
  ['&o', 0.06],
  ['&u', 0.08],
  ['&A', 0],
  ['&E', 0.05],
  ['&W', 0.05],
  ['&@', 0],
  ['&O', 0.1],
  ['&U', 0.1],
  ['&!', 0.3],
  ['&0', 0.3],
  ['&?', 0.1],
  ['&~', 0.1],
  ['&h', 0.5],
  ['&$', 0.4],
  ['&%', 0.4],
  ['%u', 0],
  ['%o', 0],
  ['%w', 0],
  ['%v', 0.05],
  ['%W', 0.02],
  ['%0', 0],
  ['%O', 0.05],
  ['%U', 0.05],
  ['%f', 0.5],
  ['%b', 0.6],
  ['%a', 0.35],
  ['%y', 0.3],
  ['$i', 0],
  ['$y', 0],
  ['$e', 0.03],
  ['$E', 0],
  ['$!', 0],
  ['$j', 0.1],
  ['$@', 0.15],
  ['$a', 0.2],
  ['$A', 0.1],
  ['?a', 0],
  ['?e', 0.02],
  ['?i', 0.02],
  ['?o', 0.02],
  ['?u', 0.02],
  ['?E', 0.1],
  ['?W', 0.1],
  ['?@', 0.05],
  ['?!', 0.3],
  ['<d', 0],
  ['<z', 0.12],
  ['<D', 0.05],
  ['<t', 0.4],
  ['>z', 0],
  ['>d', 0.15],
  ['>D', 0.05],
  ['~h', 0],
  ['~@', 0],
  ['~e', 0.05],
  ['~a', 0.05],
  ['~t', 0.2],
  ['~0', 0.3],
]

const vowelCodes = 'aeiouyAOUEWVI@!0&%$?'

/** Cost of reading one code for another, at `(code of a) * 128 + (code of b)`. */
export const substitution = new Float64Array(128 * 128)
/** Cost of a sound that one side has and the other has not. */
export const omission = new Float64Array(128)
/** The same where the other side is written without vowels. */
export const omissionInAbjad = new Float64Array(128)

for (let a = 0; a < 128; a++) {
  for (let b = 0; b < 128; b++) {
    const bothVowels =
      vowelCodes.includes(String.fromCharCode(a)) && vowelCodes.includes(String.fromCharCode(b))
    substitution[a * 128 + b] = a === b ? 0 : bothVowels ? 0.4 : 1
  }
}
for (const [codes, cost] of rules) {
  const a = codes.charCodeAt(0)
  const b = codes.charCodeAt(1)
  substitution[a * 128 + b] = cost
  substitution[b * 128 + a] = cost
}
omission.fill(0.9)
omissionInAbjad.fill(0.9)
const lost = (codes: string, cost: number, inAbjad: number): void => {
  for (const code of codes) {
    omission[code.charCodeAt(0)] = cost
    omissionInAbjad[code.charCodeAt(0)] = inAbjad
  }
}
lost('aeiou', 0.35, 0.04)
lost('AOUEWy', 0.4, 0.15)
lost('VI', 0.55, 0.4)
lost('@', 0.85, 0.25)
lost('!0', 0.85, 0.4)
lost('h', 0.35, 0.35)
lost('4', 0.2, 0.3)
lost('wj', 0.6, 0.6)
lost('&', 0.2, 0.3)
lost('?', 0.08, 0.15)
lost('%$', 0.45, 0.5)
lost('~', 0.15, 0.3)
