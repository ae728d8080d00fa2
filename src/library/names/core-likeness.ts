import { editDistance, fewestSlips, letterLikeness } from './edit-distance.ts'
import type { Core } from './read-person.ts'
import { areTwoPlaces, compareWords, type Word, type WordLikeness } from './spelling/index.ts'

// Two words of names: by table and sound (`spelling/`), and by letters where a slip is likelier than another name.

/** How one word stands to another, and how many letters have slipped between them. */
export type CoreLikeness = {
  readonly likeness: number
  readonly how: WordLikeness['how']
  readonly slips: number
  /** both are known names, and not of one another: then letters in common are no slip of the pen */
  readonly apart: boolean
}

const sameServant: CoreLikeness = { likeness: 0.97, how: 'variant', slips: 0, apart: false }

/**
 * Compares two cores, with and without the particles written onto them, and takes the better of what the
 * sounds and what the letters say.
 * @param a - one word of a name, with its particles
 * @param b - the other
 * @param given - whether both stand first and are no family names: only those have short forms
 * @returns 0 to 1, how many slips, and by what they are alike
 */
export function coreLikeness(a: Core, b: Core, given: boolean): CoreLikeness {
  const one = a.word
  const other = b.word
  if (one.particle === 'servant' && other.particle === 'servant') return sameServant
  const fewest = fewestSlips(one.latin, one.held, other.latin, other.held)
  const longest = Math.max(one.latin.length, other.latin.length)
  const hopeless = fewest * 2 > longest
  if (hopeless && isFarApart(one, other, fewest, longest)) return farApart
  if (areTwoPlaces(one, other)) return farApart
  if (isTribeOf(one, other) || isTribeOf(other, one)) return tribe
  const like = compareWords(one, other)
  if (like.how === 'equal' && one.script === other.script && isCharacters(one)) return characters(one, other)
  if (like.likeness === 1) return withSlips(like, 0)
  if (like.how === 'variant' || like.how === 'nickname') return withSlips(like, 0.5)
  if (one.initial || other.initial) return withSlips(like, 0)
  if (one.script === other.script && isCharacters(one)) return characters(one, other)
  if (like.likeness < 0.75 && (isPetNameAbroad(one, other) || isPetNameAbroad(other, one)))
    return petNameAbroad
  const soundSlips = (1 - like.likeness) * 0.42 * Math.max(one.sounds.length, other.sounds.length)
  // Across scripts letters differ by the romanisation, and only sounds tell slips.
  if (one.script !== other.script || unvowelled(one)) return withSlips(like, 2 * soundSlips)
  let best = hopeless ? withSlips(farApart, fewest) : letters(one.latin, other.latin, one.held === other.held)
  if (a.fused !== '') best = better(best, letters(a.fused, other.latin, false))
  if (b.fused !== '') best = better(best, letters(one.latin, b.fused, false))
  const slips = Math.min(best.slips, (best.slips + 2 * soundSlips) / 2)
  if (given && best.likeness < 0.6 && like.likeness < 0.6) {
    if (isShortForm(one.latin, other.latin) || isShortForm(other.latin, one.latin)) return shortForm
  }
  const { likeness, how } = like.likeness >= best.likeness ? like : best
  return { likeness, how, slips, apart: like.apart === true }
}

const withSlips = (like: WordLikeness, slips: number): CoreLikeness => ({
  likeness: like.likeness,
  how: like.how,
  slips,
  apart: like.apart === true,
})

/** Popal for Popalzai: the ending of a Pashto tribe is left off. Not where what is left is a given name (Ahmadzai). */
const isTribeOf = (short: Word, long: Word): boolean =>
  short.latin.length > 3 &&
  short.symbols.length === 0 &&
  long.latin.length === short.latin.length + 3 &&
  long.latin.endsWith('zai') &&
  long.latin.startsWith(short.latin)
const tribe: CoreLikeness = { likeness: 0.85, how: 'slip', slips: 0.5, apart: true }

const shortForm: CoreLikeness = { likeness: 0.7, how: 'nickname', slips: 1.5, apart: false }

const petNameAbroad: CoreLikeness = { likeness: 0.75, how: 'nickname', slips: 1, apart: false }

/** Mike for Michal: a pet name of what the name is in another language. */
function isPetNameAbroad(name: Word, pet: Word): boolean {
  for (const symbol of name.petNamesAbroad) if (pet.symbols.includes(symbol)) return true
  return false
}

/** Given names are called by their end or beginning (Oluwaseun, Seun); family names are not. */
function isShortForm(short: string, long: string): boolean {
  if (short.length < 4 || long.length < short.length + 3) return false
  return long.endsWith(short) || long.startsWith(short)
}

/**
 * Is this word written without vowels?
 * @param word - in any script
 * @returns true for Arabic and Hebrew
 */
export const unvowelled = (word: Word): boolean => word.script === 'arabic' || word.script === 'hebrew'
const isCharacters = (word: Word): boolean => word.script === 'han' || word.script === 'hangul'
const better = (a: CoreLikeness, b: CoreLikeness): CoreLikeness => (b.likeness > a.likeness ? b : a)

/** Han and Hangul: a character is a syllable, so one that differs is no slip of a letter. */
function characters(one: Word, other: Word): CoreLikeness {
  const likeness = letterLikeness(one.written, other.written)
  return {
    likeness,
    how: likeness === 1 ? 'equal' : 'slip',
    slips: 3 * editDistance(one.written, other.written),
    apart: false,
  }
}

const farApart: CoreLikeness = { likeness: 0, how: 'different', slips: 9, apart: false }

/** Two words that cannot be spellings of one name: few letters in common, and no table or script to join them. */
function isFarApart(one: Word, other: Word, fewest: number, longest: number): boolean {
  if (one.symbols.length > 0 && other.symbols.length > 0) return false
  if (one.script !== 'latin' || other.script !== 'latin' || one.initial || other.initial) return false
  return (
    longest > 3 &&
    fewest > 0.66 * longest &&
    one.skeleton !== other.skeleton &&
    one.bare === null &&
    other.bare === null
  )
}

function letters(a: string, b: string, sameLetters: boolean): CoreLikeness {
  const slips = editDistance(a, b)
  if (sameLetters && slips > 2 && a.length > 4 && backwards(a) === b)
    return { likeness: 0.7, how: 'slip', slips: 2, apart: false }
  const likeness = 1 - slips / Math.max(a.length, b.length)
  return { likeness: likeness > 0.5 ? likeness : 0, how: 'slip', slips, apart: false }
}

/**
 * Reverses the letters of a word.
 * @param word - any
 * @returns the last letter first
 */
export function backwards(word: string): string {
  let out = ''
  for (let at = word.length - 1; at >= 0; at--) out += word.charAt(at)
  return out
}
