import { omission, omissionInAbjad, substitution } from './costs.ts'
import { likenessOfSounds } from './sound-distance.ts'
import type { Word, WordLikeness } from './word.ts'

const different: WordLikeness = { likeness: 0, how: 'different' }
const knownApart: WordLikeness = { likeness: 0, how: 'different', apart: true }
const same: WordLikeness = { likeness: 1, how: 'equal' }
/** One letter of the script for another that is read alike: ص for س, or the Persian ی for the Arabic ي. */
const onKeyboard: WordLikeness = { likeness: 0.98, how: 'variant' }
/** Two Chinese names that only sound alike: 张 and 章. */
const homophones: WordLikeness = { likeness: 0.5, how: 'sound', apart: true }
const spelling: WordLikeness = { likeness: 0.97, how: 'variant' }
const acrossScripts: WordLikeness = { likeness: 0.97, how: 'script' }
const translation: WordLikeness = { likeness: 0.88, how: 'variant' }
const petName: WordLikeness = { likeness: 0.82, how: 'nickname' }
const byInitial: WordLikeness = { likeness: 0.7, how: 'initial' }

/**
 * How alike two words are.
 * @param a - one word. @param b another. The order does not matter.
 * @returns likeness 0 to 1 (README.md says where to cut) and the observation it rests on. The likeness of
 *   sounds is one less the cost of reading one word for the other, in shares of 0.42 of the longer.
 */
export function compareWords(a: Word, b: Word): WordLikeness {
  if (a.written === b.written) return same
  if (a.script === b.script && a.latin === b.latin && a.latin !== '') {
    if (a.script === 'latin' || a.script === 'number') return same
    if (a.script !== 'han') return onKeyboard
    return sharedSymbol(a, b) ?? homophones
  }
  if (a.sounds === '' || b.sounds === '') return different
  if (a.initial || b.initial) return compareInitial(a, b)
  if (a.symbols.length > 0 && b.symbols.length > 0) {
    const shared = sharedSymbol(a, b)
    if (shared !== null) return shared
  }
  const lostA = isAbjad(b) && !isAbjad(a) ? omissionInAbjad : omission
  const lostB = isAbjad(a) && !isAbjad(b) ? omissionInAbjad : omission
  let likeness = likenessOfSounds(a.sounds, b.sounds, lostA, lostB)
  if (a.bare !== null)
    likeness = Math.max(likeness, 0.98 * likenessOfSounds(a.bare.sounds, b.sounds, lostA, lostB))
  if (b.bare !== null)
    likeness = Math.max(likeness, 0.98 * likenessOfSounds(a.sounds, b.bare.sounds, lostA, lostB))
  if (a.bare !== null && b.bare !== null) {
    likeness = Math.max(likeness, likenessOfSounds(a.bare.sounds, b.bare.sounds, lostA, lostB))
  }
  const apart = likeness > 0 && areKnownApart(a, b)
  if (apart) likeness -= lessForKnownApart(a, b)
  if (likeness <= 0) return apart ? knownApart : different
  if (likeness < 0.5) return { likeness, how: 'different', apart }
  return { likeness, apart, how: a.script !== b.script ? 'script' : isSlip(a, b) ? 'slip' : 'sound' }
}

function sharedSymbol(a: Word, b: Word): WordLikeness | null {
  let best: WordLikeness | null = null
  for (const symbol of a.symbols) {
    if (!b.symbols.includes(symbol)) continue
    const mark = symbol.charCodeAt(0)
    if (mark === tilde) best ??= petName
    else if (mark === equals) best = translation
    else return a.script === b.script ? spelling : acrossScripts
  }
  return best
}

const tilde = 126
const equals = 61

/** Both are known names and on no common line: two names that sound alike, as Hassan and Hussein do. */
const areKnownApart = (a: Word, b: Word): boolean =>
  (a.known && b.known) || (areSyllables(a, b) && a.script === b.script)

const syllable =
  /^(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:a|o|e|ai|ei|ao|ou|an|en|ang|eng|ong|i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ua|uo|uai|ui|uan|un|uang|ue|er)$/

/** Two syllables of Pinyin are two names: a vowel or an n for ng is all that tells Zhang from Zheng or Zhan. */
const areSyllables = (a: Word, b: Word): boolean =>
  a.latin.length <= 6 && b.latin.length <= 6 && syllable.test(a.latin) && syllable.test(b.latin)

/**
 * In a name of a syllable or two (Zhou and Zhu, Lin and Lim) every letter tells, and where one script leaves out
 * the vowels they cannot speak (حسن may be Hassan and Hussein): there the tables weigh most.
 */
const lessForKnownApart = (a: Word, b: Word): number =>
  (a.latin.length <= 4 && b.latin.length <= 4) || areSyllables(a, b) || isAbjad(a) !== isAbjad(b)
    ? 0.35
    : 0.31

function compareInitial(a: Word, b: Word): WordLikeness {
  const cost = substitution[a.sounds.charCodeAt(0) * 128 + b.sounds.charCodeAt(0)] ?? 100
  return a.latin.charAt(0) === b.latin.charAt(0) || cost <= 10 ? byInitial : different
}

const isAbjad = (word: Word): boolean =>
  word.script === 'arabic' || word.script === 'hebrew' || word.script === 'other'

/** One letter more, less, other or two swapped, in a word long enough: rather the finger than the tongue. */
function isSlip(a: Word, b: Word): boolean {
  const [one, other] = a.latin.length <= b.latin.length ? [a.latin, b.latin] : [b.latin, a.latin]
  if (one.length < 5 || other.length - one.length > 1) return false
  let from = 0
  while (from < one.length && one.charCodeAt(from) === other.charCodeAt(from)) from++
  let end = 0
  while (
    end < one.length - from &&
    one.charCodeAt(one.length - 1 - end) === other.charCodeAt(other.length - 1 - end)
  )
    end++
  const leftOne = one.length - from - end
  if (leftOne === 2 && other.length === one.length) {
    return (
      one.charCodeAt(from) === other.charCodeAt(from + 1) &&
      one.charCodeAt(from + 1) === other.charCodeAt(from)
    )
  }
  return leftOne <= 1
}
