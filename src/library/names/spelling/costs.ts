/**
 * What it costs to read one sound for another, 0 (two spellings of it) to 1 (different), learnt from how
 * languages write each other's names: two codes (see `sounds.ts`) and the cost between them, either way round.
 */
const rules = `
# vowels
ae .1  ao .25  ai .35  au .25  ei .05  eo .25  eu .25  io .55  iu .45  ou .1  Aa .05  Ae .05  Oo .05
Oe .1  Ou .15  Uu .05  Ui .1  Uo .15  Uy .1  Ea .25  Ee .1  Ei .2  Ey .1  Wa .2  Wo .1  Wu .15
Ww .15  yi .05  yj .25  ye .2  y! .02  i! .02  e! .2  E! .15  e@ .2  a@ .02  E@ .35  o@ .6  0o .02
0u .05  0W .15  0@ .95  0! .95  @! .9  !j .2  wu .1  wo .2  w0 .15  uv .3  A@ .1
# long vowels, which stand for a letter in Arabic script
Vu .03  Vo .08  VU .1  VO .2  VW .12  Va .8  Ve .8  Vi .8  Vw .1  V0 .03  Vv .35  Vy .4  Ii .03
Ie .2  Iy .1  IE .2  I! .03  Ia .6  Iu .5  Io .5  IV .6  &V .35  &I .3  %V 0  $I 0  ?V .2  ?I .15
# throat
hK .15  hx .2  hg .4  hG .45  hj .5  Kk .25  Kx .1  KG .35  Kq .4  Kg .45  KC .3  gG .1  g4 .05
G4 .1  Gq .15  Gk .4  gq .2  gk .35  qk .05  ck .05  cq .1  cg .45  qC .2  xk .35  xS .2  xs .3
xz .35  4y .15  4h .3  4v .35  gJ .25  gj .25  jK .5  xq .45
# hissing
S1 0  s1 .05  Ss .35  SZ .4  SQ .15  SC .12  Sc .4  S3 .4  C2 0  c2 .05  Cc .2  Ck .35  Cq .2
C7 .25  CJ .35  Cj .4  CZ .4  CQ .3  2s .2  27 .15  2J .3  2S .3  z3 .05  Z3 0  Zz .3  Zj .1  ZJ .15
Zg .45  3s .2  3S .3  Jj .02  Jc .15  jc .25  Jz .4  Jy .4  cs .08  c7 .1  7s .25  7z .25  7C .25
7t .4  zs .35  xC .4  7c .1  J5 .15  j5 .2
# teeth and lips
Tt .05  Ts .2  Td .35  Tz .3  TD .2  Dd .05  Dz .12  Dt .35  5d .02  5D .1  dt .18  bp .3  bv .35
vf .3  vw .05  wf .4  fp .55  wb .6  pv .7  Tf .6  zd .35
# one letter of Hebrew, or one sound of Chinese, that Latin systems write in several ways
)h 0  )K 0  )C .05  )k .3  )x .1  [b 0  [v 0  [w .1  ]k 0  ]K .05  ]C .05  ]c 0  ]q 0  ]h .15  (p 0
(f 0  {Z 0  {C .1  {J .1  {j .15  }j 0  }J .02  }C .1  }k .4
# flowing
mn .9  lr .75  n9 .25  n8 .05  89 .3  6l 0  6w .15  6v .25
# letters of scripts without vowels
&a 0  &e .03  &i .06  &o .06  &u .08  &A 0  &E .05  &W .05  &@ 0  &O .1  &U .1  &! .3  &0 .3  &? .1
&~ .1  &h .5  &$ .4  &% .4  %u 0  %o 0  %w 0  %v .05  %W .02  %0 0  %O .05  %U .05  %f .5  %b .6
%a .35  %y .3  $i 0  $y 0  $e .03  $E 0  $! 0  $j .1  $@ .15  $a .2  $A .1  ?a 0  ?e .02  ?i .02
?o .02  ?u .02  ?E .1  ?W .1  ?@ .05  ?! .3  <d 0  <z .12  <D .05  <t .4  >z 0  >d .15  >D .05  ~h 0
~@ 0  ~e .05  ~a .05  ~t .2  ~0 .3
`

const vowelCodes = 'aeiouyAOUEWVI@!0&%$?'

/** Cost, in hundredths, of reading one code for another, at `(code of a) * 128 + (code of b)`. */
export const substitution = new Int32Array(128 * 128)
/** Cost of a sound that one side has and the other has not. */
export const omission = new Int32Array(128)
/** The same where the other side is written without vowels. */
export const omissionInAbjad = new Int32Array(128)

for (let a = 0; a < 128; a++) {
  for (let b = 0; b < 128; b++) {
    const bothVowels =
      vowelCodes.includes(String.fromCharCode(a)) && vowelCodes.includes(String.fromCharCode(b))
    substitution[a * 128 + b] = a === b ? 0 : bothVowels ? 40 : 100
  }
}
for (const line of rules.split('\n').filter((each) => !each.startsWith('# '))) {
  for (const rule of line.split(/ {2,}/)) {
    const a = rule.charCodeAt(0)
    const b = rule.charCodeAt(1)
    const cost = Math.round(Number(rule.slice(3)) * 100)
    if (rule === '') continue
    substitution[a * 128 + b] = cost
    substitution[b * 128 + a] = cost
  }
}
omission.fill(90)
omissionInAbjad.fill(90)
const lost = (codes: string, cost: number, inAbjad: number): void => {
  for (const code of codes) {
    omission[code.charCodeAt(0)] = Math.round(cost * 100)
    omissionInAbjad[code.charCodeAt(0)] = Math.round(inAbjad * 100)
  }
}
lost('aeio', 0.28, 0.04)
lost('u', 0.35, 0.04)
lost('AOUEWy', 0.4, 0.15)
lost('VI', 0.65, 0.4)
lost('@', 0.95, 0.45)
lost(')', 0.35, 0.35)
lost('!0', 0.95, 0.4)
lost('h', 0.4, 0.35)
lost('4', 0.2, 0.3)
lost('wj', 0.8, 0.6)
lost('&', 0.2, 0.3)
lost('?', 0.08, 0.15)
lost('%$', 0.45, 0.5)
lost('~', 0.15, 0.3)
