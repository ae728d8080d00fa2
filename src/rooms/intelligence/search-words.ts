/** The words by which a report is found, prepared the same way on the side of the report and of the query. */
import type { SharedReport } from './withheld.ts'

export type SearchText = { title: string; body: string; names: string }

// Letters that Unicode does not take apart into a letter and a mark.
const plainLetters: Record<string, string> = {
  đ: 'd', ð: 'd', ł: 'l', ø: 'o', ħ: 'h', ŧ: 't', ı: 'i', ŋ: 'n', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ə: 'e',
} // prettier-ignore
const plainLetter = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'g')

/**
 * Text with accents folded and in lower case: `Đặng Łukasz` becomes `dang lukasz`.
 * @param text anything
 */
export function foldForSearch(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll(plainLetter, (letter) => plainLetters[letter] ?? letter)
}

/** The lexeme of an identifier, as it stands in the index: `phone:+447700900123`. */
export function identifierLexeme(kind: string, key: string): string {
  return `${kind}:${key}`.toLowerCase()
}

/** More than this of one report is not searched: PostgreSQL refuses a list of words over a megabyte. */
const MOST_SEARCHED = 150_000

/**
 * What of a report is found by words. Nothing of the subjects that stay with the owner.
 * @param report the shared part
 * @returns folded text: `title`, `body` (items, values and names), `names` (as spelt, for the search
 *   that does not stem)
 */
export function searchText(report: SharedReport): SearchText {
  const names = report.subjects.flatMap((one) => (one.kind === 'person' ? one.names : [one.value]))
  const notes = report.subjects.flatMap((one) => one.note ?? [])
  const body = [...report.items.map((item) => item.text), ...names, ...notes].join('\n')
  return {
    title: foldForSearch(report.title),
    body: foldForSearch(body).slice(0, MOST_SEARCHED),
    names: foldForSearch(names.join('\n')).slice(0, MOST_SEARCHED),
  }
}
