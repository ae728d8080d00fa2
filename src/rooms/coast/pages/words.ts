/** Miles, days and metres as this room says them. */
import { ukDate } from '../../../design/dates.ts'
import { plural, sentenceList } from '../../../design/words.ts'

/**
 * Writes a mile to a tenth, as marks on a chart can be told apart.
 * @param mile - statute miles
 * @returns as in `12.5`
 */
export const mileWords = (mile: number): string => mile.toFixed(1)

/**
 * Writes from which mile to which.
 * @param part - of the coast, statute miles
 * @returns as in `12.5 to 18.0`
 */
export const milesWords = ({ fromMile, toMile }: { fromMile: number; toMile: number }): string =>
  `${mileWords(fromMile)} to ${mileWords(toMile)}`

/**
 * Writes a length.
 * @param miles - statute miles
 * @returns as in `5.5 miles`; `1 mile` for one to a tenth
 */
export const lengthWords = (miles: number): string =>
  mileWords(miles) === '1.0' ? '1 mile' : `${mileWords(miles)} miles`

/**
 * Writes a distance.
 * @param metres - any
 * @returns as in `350 metres` or `4.2 kilometres`
 */
export const metresWords = (metres: number): string =>
  metres < 950
    ? plural(Math.round(metres / 10) * 10, 'metre')
    : `${(metres / 1_000).toFixed(metres < 9_950 ? 1 : 0)} kilometres`

/**
 * Lists the first few of many, and how many more.
 * @param names - all of them
 * @param most - how many are named
 * @returns as in `a, b and 3 more`
 */
export function someOf(names: readonly string[], most = 6): string {
  const more = names.length - most
  return more > 1 ? sentenceList([...names.slice(0, most), `${String(more)} more`]) : sentenceList(names)
}

/**
 * Says how late a review is.
 * @param reviewOn - YYYY-MM-DD
 * @param today - YYYY-MM-DD
 * @returns as in `due 3 March 2026, 12 days ago`
 */
export function lateWords(reviewOn: string, today: string): string {
  const days = Math.round((Date.parse(today) - Date.parse(reviewOn)) / 86_400_000)
  return `due ${ukDate(reviewOn)}, ${plural(days, 'day')} ago`
}
