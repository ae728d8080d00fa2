import { editDistance, fewestSlips, letterLikeness } from './edit-distance.ts'
import type { ReadPerson } from './read-person.ts'
import { compareWords, type Word, type WordLikeness } from './spelling/index.ts'

// Two words of names: by table and sound (`spelling/`), and by letters where a slip is likelier than another name.

/** How one word stands to another, and how many letters have slipped between them. */
export type CoreLikeness = WordLikeness & { readonly slips: number }

const sameServant: CoreLikeness = { likeness: 0.97, how: 'variant', slips: 0 }

/**
 * Two cores, with and without the particles written onto them; the better of what the sounds and what the
 * letters say.
 *
 * @param i, j which cores of the two names
 */
export function coreLikeness(a: ReadPerson, i: number, b: ReadPerson, j: number): CoreLikeness {
  const one = a.cores[i]
  const other = b.cores[j]
  if (one === undefined || other === undefined) return farApart
  if (one.particle === 'servant' && other.particle === 'servant') return sameServant
  const fewest = fewestSlips(one.latin, a.held[i] ?? 0, other.latin, b.held[j] ?? 0)
  const longest = Math.max(one.latin.length, other.latin.length)
  const hopeless = fewest * 2 > longest
  if (hopeless && isFarApart(one, other, fewest, longest)) return farApart
  const like = compareWords(one, other)
  if (like.how === 'equal' && one.script === other.script && isCharacters(one)) return characters(one, other)
  if (like.likeness === 1) return { ...like, slips: 0 }
  if (like.how === 'variant' || like.how === 'nickname') return { ...like, slips: 0.5 }
  if (one.initial || other.initial) return { ...like, slips: 0 }
  if (one.script === other.script && isCharacters(one)) return characters(one, other)
  const soundSlips = (1 - like.likeness) * 0.42 * Math.max(one.sounds.length, other.sounds.length)
  if (unvowelled(one) || unvowelled(other)) return { ...like, slips: 2 * soundSlips }
  const fusedA = a.fused[i] ?? ''
  const fusedB = b.fused[j] ?? ''
  let best = hopeless
    ? { ...farApart, slips: fewest }
    : letters(one.latin, other.latin, a.held[i] === b.held[j])
  if (fusedA !== '') best = better(best, letters(fusedA, other.latin, false))
  if (fusedB !== '') best = better(best, letters(one.latin, fusedB, false))
  const slips = Math.min(best.slips, (best.slips + 2 * soundSlips) / 2)
  if (best.likeness < 0.6 && like.likeness < 0.6 && i === 0 && j === 0 && a.family !== 0 && b.family !== 0) {
    if (isShortForm(one.latin, other.latin) || isShortForm(other.latin, one.latin)) return shortForm
  }
  return like.likeness >= best.likeness ? { ...like, slips } : { ...best, slips }
}

const shortForm: CoreLikeness = { likeness: 0.7, how: 'nickname', slips: 1.5 }

/** Given names are called by their end or beginning (Oluwaseun, Seun); family names are not. */
function isShortForm(short: string, long: string): boolean {
  if (short.length < 4 || long.length < short.length + 3) return false
  return long.endsWith(short) || long.startsWith(short)
}

/** Written without vowels. */
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
  }
}

const farApart: CoreLikeness = { likeness: 0, how: 'different', slips: 9 }

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
    return { likeness: 0.7, how: 'slip', slips: 2 }
  return { likeness: Math.max(0, 1 - slips / Math.max(a.length, b.length)), how: 'slip', slips }
}

/** The letters of a word in reverse. */
export function backwards(word: string): string {
  let out = ''
  for (let at = word.length - 1; at >= 0; at--) out += word.charAt(at)
  return out
}
