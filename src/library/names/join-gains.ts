import { mostAligned } from './align-words.ts'
import { backwards, unvowelled } from './core-likeness.ts'
import { letterLikeness } from './edit-distance.ts'
import { oneWord } from './order-words.ts'
import type { ReadPerson } from './read-person.ts'
import { compareWords, type Word } from './spelling/index.ts'

/** Words less alike than this do not belong together. */
export const leastLikeness = 0.3

/**
 * Neighbours of one name that the other writes as one word.
 *
 * @param wide - the name whose neighbours are tried
 * @param one - the name that may hold them as one word
 * @param count - two or three
 * @param into - filled with the gain of each, in the order of `Gains`
 * @param turned - whether `one` is the first side of the alignment
 * @returns whether there is any
 */
export function joinGains(
  wide: ReadPerson,
  one: ReadPerson,
  count: number,
  into: Float64Array,
  turned: boolean,
): boolean {
  let any = false
  for (let i = 0; i + count <= wide.cores.length; i++) {
    let length = 0
    for (let k = 0; k < count; k++) length += wide.cores[i + k]?.word.latin.length ?? 0
    let joined = ''
    for (let j = 0; j < one.cores.length; j++) {
      const at = turned ? j * mostAligned + i : i * mostAligned + j
      into[at] = 0
      const other = one.cores[j]
      if (other === undefined) continue
      // Two letters more or less are the most that any of the four allows, but for a script without vowels.
      const isNear = Math.abs(length - other.word.latin.length) <= 2 || other.fused !== ''
      if (isNear && joined === '')
        for (let k = 0; k < count; k++) joined += wide.cores[i + k]?.word.latin ?? ''
      if (
        (isNear &&
          (isWritten(joined, other.word.latin) || (other.fused !== '' && isWritten(joined, other.fused)))) ||
        (count === 2 &&
          (isWrittenInAbjad(wide, i, other.word) || (isNear && isRespelt(joined, wide, i, other.word))))
      ) {
        into[at] = count * (0.95 - leastLikeness)
        any = true
      }
    }
  }
  return any
}

/** Abd ar-Rahman in two words of Arabic, Abdurrahman in one of Latin: told by the sounds. */
function isWrittenInAbjad(wide: ReadPerson, i: number, other: Word): boolean {
  const [first, second] = [wide.cores[i]?.word, wide.cores[i + 1]?.word]
  if (first === undefined || second === undefined || unvowelled(first) === unvowelled(other)) return false
  if (first.initial || second.initial) return false
  return compareWords(oneWord(first, second), other).likeness > 0.8
}

/** Qolam-Hossein and Gholamhossein: joined and spelt otherwise at once, told by letters and by sounds. */
function isRespelt(joined: string, wide: ReadPerson, i: number, other: Word): boolean {
  const longer = Math.max(joined.length, other.latin.length)
  if (longer < 9 || Math.abs(joined.length - other.latin.length) > 2) return false
  const [first, second] = [wide.cores[i]?.word, wide.cores[i + 1]?.word]
  if (first === undefined || second === undefined || Math.min(first.latin.length, second.latin.length) < 4)
    return false
  if (letterLikeness(joined, other.latin) < 0.75) return false
  return compareWords(oneWord(first, second), other).likeness > 0.8
}

function isWritten(joined: string, word: string): boolean {
  const short = joined.length - word.length
  if (short > 1 || short < -1 || word.length < 4) return false
  if (joined.charCodeAt(0) !== word.charCodeAt(0)) return short === 0 && backwards(joined) === word
  return joined === word || (word.length > 5 && letterLikeness(joined, word) >= 1 - 1.01 / word.length)
}
