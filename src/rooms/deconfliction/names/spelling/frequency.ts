import type { Word } from './word.ts'

const floor = 0.00002

/**
 * The share of a reference population that bears a word as a name.
 * @param word a word of a name. @returns a share above 0; 0.00002 for a word in no table.
 */
export function wordFrequency(word: Word): number {
  return word.symbols.length > 0 ? 0.004 : floor
}
