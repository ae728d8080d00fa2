import { isSpelling, shareOfSymbol } from './symbols.ts'
import type { Word } from './word.ts'

const inTables = 0.0002
const floor = 0.00002

/**
 * The share of a reference population that bears a word as one of its names: of the culture in which it is
 * commonest, since whom a task force meets follows no census. From classes of common names, not counts.
 * @param word - a word of a name.
 * @returns 0.01, 0.0025 or 0.0005 by class; 0.0002 for a known name in no class; 0.00002 for any other word.
 */
export function wordFrequency(word: Word): number {
  let share = 0
  for (const symbol of word.symbols) {
    if (isSpelling(symbol)) share = Math.max(share, shareOfSymbol(symbol), inTables)
  }
  return Math.max(share, floor)
}
