import { compareWords } from './compare-words.ts'
import type { Word } from './word.ts'

/** The likeness at which two single words are as likely one name as two. See README.md for how it was found. */
export const cut = 0.76

/**
 * The probability that two words, each all there is of a name, are spellings of one name.
 * @param a - one word. @param b another.
 * @returns 0 to 1, calibrated on Latin spellings of Arabic names; 0.5 at a likeness of 0.76.
 */
export function areOneName(a: Word, b: Word): number {
  const { likeness } = compareWords(a, b)
  const steep = likeness >= cut ? 14 : 9
  return 1 / (1 + Math.exp(-steep * (likeness - cut)))
}
