/** Miles, days and metres as this room says them. */
import { ukDate } from '../../../design/dates.ts'
import { plural, sentenceList } from '../../../design/words.ts'

/** `12.5`: to a tenth, as marks on a chart can be told apart. */
export const mileWords = (mile: number): string => mile.toFixed(1)

/** `12.5 to 18.0` */
export const milesWords = ({ fromMile, toMile }: { fromMile: number; toMile: number }): string =>
  `${mileWords(fromMile)} to ${mileWords(toMile)}`

/** `5.5 miles`; `1.0 mile` is one mile */
export const lengthWords = (miles: number): string =>
  mileWords(miles) === '1.0' ? '1 mile' : `${mileWords(miles)} miles`

/** `350 metres` or `4.2 kilometres` */
export const metresWords = (metres: number): string =>
  metres < 950
    ? plural(Math.round(metres / 10) * 10, 'metre')
    : `${(metres / 1_000).toFixed(metres < 9_950 ? 1 : 0)} kilometres`

/** The first few of many, and how many more. */
export function someOf(names: readonly string[], most = 6): string {
  const more = names.length - most
  return more > 1 ? sentenceList([...names.slice(0, most), `${String(more)} more`]) : sentenceList(names)
}

/** How late a review is. */
export function lateWords(reviewOn: string, today: string): string {
  const days = Math.round((Date.parse(today) - Date.parse(reviewOn)) / 86_400_000)
  return `due ${ukDate(reviewOn)}, ${plural(days, 'day')} ago`
}
