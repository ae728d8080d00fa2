/** What pages about records of several kinds call them. */
import type { RecordKind } from './record-kind.ts'

type Words = Pick<RecordKind, 'words'>

/**
 * Names all kinds in one line.
 * @param kinds - one at least
 * @returns `reports`, `reports and operations`
 */
export function wordsOfAll(kinds: readonly Words[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(kinds.map(({ words }) => words.many))
}

/**
 * Writes words as they stand at the beginning of a line.
 * @param words - of a kind
 * @returns with a capital first letter
 */
export const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
