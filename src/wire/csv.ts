/**
 * How a CSV file leaves the program, but the pairs of `match`, which its own database writes: RFC 4180, every cell
 * quoted, and nothing in it that a spreadsheet would run. A cell is run where it begins like a formula; where a
 * spreadsheet splits at a semicolon or a tab, or takes a line break for a new row, what follows begins a cell too.
 * Programs read the file back with `cellAsWritten`.
 */

/** What begins a formula, in the forms in which keyboards and spreadsheets know it; `|` calls other programs. */
const SIGN = '[=+\\-@|\\u2212\\ufe62\\ufe63\\ufe66\\ufe6b\\uff0b\\uff0d\\uff1d\\uff20\\uff5c]'
/** What a spreadsheet passes over before it: spaces of every kind, and what is not seen. */
const UNSEEN = '(?![\\t\\r\\n])[\\s\\p{Cf}\\p{Z}\\p{Cc}]'
/**
 * The beginnings of cells in a text, with such apostrophes as stand there already.
 * @param defused - an apostrophe of ours stands before those
 */
const beginnings = (defused: "'" | '') =>
  new RegExp(`(^|[;\\t\\r\\n])${defused}('*)(?=(?:${UNSEEN})*${SIGN})|^${defused}('*)(?=[\\t\\r])`, 'gu')
const RUNS = beginnings('')
const DEFUSED = beginnings("'")

/** Spreadsheets take a file for UTF-8 where it begins with this. */
export const BYTE_ORDER_MARK = '\uFEFF'

/**
 * Writes one cell.
 * @param value - any text
 * @returns quoted; an apostrophe stands before whatever would be run, which makes it text
 */
export function csvCell(value: string): string {
  const harmless = value.replaceAll(
    RUNS,
    (_, before: string | undefined, one: string | undefined, other: string | undefined) =>
      `${before ?? ''}'${one ?? other ?? ''}`,
  )
  return `"${harmless.replaceAll('"', '""')}"`
}

/**
 * Writes one row.
 * @param values - one for each cell
 * @returns the row with its line break
 */
export function csvRow(values: readonly string[]): string {
  return `${values.map(csvCell).join(',')}\r\n`
}

/**
 * What was written: the way back from `csvCell`, for a program that has taken the file apart.
 * @param cell - as a reader of CSV gives it, without its quotes
 * @returns the text as it was handed to `csvCell`
 */
export function cellAsWritten(cell: string): string {
  return cell.replaceAll(
    DEFUSED,
    (_, before: string | undefined, one: string | undefined, other: string | undefined) =>
      `${before ?? ''}${one ?? other ?? ''}`,
  )
}
