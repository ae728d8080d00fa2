import { omission, omissionInAbjad, substitution } from './costs.ts'
import type { Word, WordLikeness } from './word.ts'

const width = 50
const rows = [new Float64Array(width), new Float64Array(width), new Float64Array(width)] as const
const different: WordLikeness = { likeness: 0, how: 'different' }

/**
 * How alike two words are.
 * @param a one word. @param b another. The order does not matter.
 * @returns likeness 0 to 1 (README.md says where to cut) and the observation it rests on.
 */
export function compareWords(a: Word, b: Word): WordLikeness {
  if (a.written === b.written || (a.latin === b.latin && a.script === b.script && a.latin !== '')) {
    return a.latin === '' && a.written === '' ? different : { likeness: 1, how: 'equal' }
  }
  if (a.sounds === '' || b.sounds === '') return different
  if (a.initial || b.initial) return compareInitial(a, b)
  const shared = sharedSymbol(a, b)
  if (shared !== null) return shared
  let likeness = likenessOfSounds(a.sounds, b.sounds, a, b)
  if (a.bare !== null) likeness = Math.max(likeness, 0.98 * likenessOfSounds(a.bare.sounds, b.sounds, a, b))
  if (b.bare !== null) likeness = Math.max(likeness, 0.98 * likenessOfSounds(a.sounds, b.bare.sounds, a, b))
  if (a.bare !== null && b.bare !== null) {
    likeness = Math.max(likeness, likenessOfSounds(a.bare.sounds, b.bare.sounds, a, b))
  }
  if (likeness < 1 && areKnownApart(a, b)) likeness -= Math.min(0.25, (1 - likeness) * 1.5)
  if (likeness <= 0) return different
  if (a.script !== b.script) return { likeness, how: likeness >= 0.5 ? 'script' : 'different' }
  return { likeness, how: likeness >= 0.5 ? 'sound' : 'different' }
}

const spelling: WordLikeness = { likeness: 0.97, how: 'variant' }
const acrossScripts: WordLikeness = { likeness: 0.97, how: 'script' }
const translation: WordLikeness = { likeness: 0.88, how: 'variant' }
const petName: WordLikeness = { likeness: 0.82, how: 'nickname' }

function sharedSymbol(a: Word, b: Word): WordLikeness | null {
  let best: WordLikeness | null = null
  for (const symbol of a.symbols) {
    if (!b.symbols.includes(symbol)) continue
    if (symbol.startsWith('~')) best ??= petName
    else if (symbol.startsWith('=')) best = translation
    else return a.script === b.script ? spelling : acrossScripts
  }
  return best
}

/** Both stand in the tables of spellings, on no common line: two names that sound alike, as Hassan and Hussein do. */
function areKnownApart(a: Word, b: Word): boolean {
  return isSpelling(a.symbols[0]) && isSpelling(b.symbols[0])
}
const isSpelling = (symbol: string | undefined): boolean =>
  symbol !== undefined && !symbol.startsWith('~') && !symbol.startsWith('=')

function compareInitial(a: Word, b: Word): WordLikeness {
  const cost = substitution[a.sounds.charCodeAt(0) * 128 + b.sounds.charCodeAt(0)] ?? 1
  return a.latin.charAt(0) === b.latin.charAt(0) || cost <= 0.1
    ? { likeness: 0.7, how: 'initial' }
    : different
}

const abjad = (word: Word): boolean => word.script === 'arabic' || word.script === 'hebrew'

function likenessOfSounds(a: string, b: string, left: Word, right: Word): number {
  const longer = Math.max(a.length, b.length)
  const allowed = 0.42 * longer
  const cost = soundDistance(
    a,
    b,
    abjad(right) && !abjad(left) ? omissionInAbjad : omission,
    abjad(left) && !abjad(right) ? omissionInAbjad : omission,
  )
  return cost >= allowed ? 0 : 1 - cost / allowed
}

/**
 * The least cost of reading `a` for `b`: sounds exchanged, left out, or two neighbours swapped. The first sound
 * counts a third more.
 */
export function soundDistance(a: string, b: string, lostA: Float64Array, lostB: Float64Array): number {
  let [before, above, row] = rows as readonly Float64Array[] as [Float64Array, Float64Array, Float64Array]
  above[0] = 0
  for (let j = 1; j <= b.length; j++)
    above[j] = (above[j - 1] ?? 0) + (lostB[b.charCodeAt(j - 1)] ?? 1) * (j === 1 ? 1.3 : 1)
  for (let i = 1; i <= a.length; i++) {
    const codeA = a.charCodeAt(i - 1)
    const dropA = (lostA[codeA] ?? 1) * (i === 1 ? 1.3 : 1)
    row[0] = (above[0] ?? 0) + dropA
    for (let j = 1; j <= b.length; j++) {
      const codeB = b.charCodeAt(j - 1)
      const exchange = (substitution[codeA * 128 + codeB] ?? 1) * (i === 1 && j === 1 ? 1.3 : 1)
      let least = (above[j - 1] ?? 0) + exchange
      const withoutA = (above[j] ?? 0) + dropA
      if (withoutA < least) least = withoutA
      const withoutB = (row[j - 1] ?? 0) + (lostB[codeB] ?? 1)
      if (withoutB < least) least = withoutB
      if (i > 1 && j > 1 && codeA === b.charCodeAt(j - 2) && codeB === a.charCodeAt(i - 2)) {
        const swapped = (before[j - 2] ?? 0) + 0.6
        if (swapped < least) least = swapped
      }
      row[j] = least
    }
    ;[before, above, row] = [above, row, before]
  }
  return above[b.length] ?? 0
}
