/** Reports on one sheet, their subjects on others, joined by the reference. */
import type { Cell, Entry, Found } from '../../cells.ts'
import type { MappingOf } from '../../mapping.ts'
import { doesNotFit, findColumns, partPlaces } from '../../shapes/table.ts'
import { LONGEST_FOUND, MOST_ROWS_OF_REPORT } from './limits.ts'
import type { Sheet } from './read-sheets.ts'

type Joined = { number: number; sheet: string; entry: Entry; cells: Cell[] }

const KEPT_OF_LONG = 1_000

/**
 * Joins reports with their subjects.
 * @param file - its name, for the words of a fault
 * @param mapping - how the agency's system writes it
 * @param sheets - by name
 * @returns every report in the order of its sheet, then the rows whose report is not there
 * @throws SeamarkError `mapping-does-not-fit`
 */
export function* joinSheets(
  file: string,
  mapping: MappingOf<'xlsx'>,
  sheets: ReadonlyMap<string, Sheet>,
): Generator<Found> {
  const sheetOf = (name: string): Sheet => {
    const sheet = sheets.get(name)
    if (sheet === undefined) throw doesNotFit(file, `no sheet "${name}"`)
    return sheet
  }
  const reports = sheetOf(mapping.sheet)
  const columns = findColumns(file, reports.header, mapping.fields, [])
  const key = columns.place(mapping.fields.reference) ?? -1
  const joined = joinSubjects(file, mapping, sheetOf)

  for (const { number: line, cells } of reports.rows) {
    const written = cells[key]
    const reference = typeof written === 'string' ? written.trim() || null : null
    const mine = reference === null ? [] : (joined.get(reference) ?? [])
    if (reference !== null) joined.delete(reference)
    const raw = rawOf([cells, ...mine.map((row) => row.cells)])
    if (mine.length > MOST_ROWS_OF_REPORT)
      yield { line, raw: shortened(raw), reference, refused: 'more rows than a report may have' }
    else if (raw.length > LONGEST_FOUND)
      yield { line, raw: shortened(raw), reference, refused: 'row is too long' }
    else {
      const fields = Object.fromEntries(columns.fields.map(([field, place]) => [field, cells[place] ?? null]))
      yield { line, raw, reference, fields, entries: mine.map((row) => row.entry) }
    }
  }
  // What is left belongs to no report of this workbook: it must not vanish without a word.
  for (const [reference, rows] of joined)
    for (const { number: line, sheet, cells } of rows) {
      const refused = `row of the sheet "${sheet}" whose report is not in the workbook`
      yield { line, raw: shortened(rawOf([cells])), reference: reference || null, refused }
    }
}

const shortened = (raw: string): string => (raw.length > LONGEST_FOUND ? raw.slice(0, KEPT_OF_LONG) : raw)

/** The cells as JSON; of far too many only as much as shows that they are. */
function rawOf(rows: readonly Cell[][]): string {
  const written: string[] = []
  let length = 0
  for (const row of rows) {
    const one = JSON.stringify(row)
    written.push(one)
    length += one.length
    if (length > LONGEST_FOUND) break
  }
  return `[${written.join(',')}]`
}

function joinSubjects(
  file: string,
  mapping: MappingOf<'xlsx'>,
  sheetOf: (name: string) => Sheet,
): Map<string, Joined[]> {
  const joined = new Map<string, Joined[]>()
  for (const subjects of mapping.subject_sheets) {
    const { header, rows } = sheetOf(subjects.sheet)
    const { sheet, reference, kind, ...parts } = subjects
    const columns = findColumns(file, header, { reference } as typeof mapping.fields, Object.values(parts))
    const key = columns.place(reference) ?? -1
    const places = partPlaces(parts, columns)
    for (const { number, cells } of rows) {
      const entry: Entry = { kind, column: parts.value, bornColumn: parts.born, line: number }
      for (const [part, place] of places) entry[part] = cells[place] ?? null
      const written = cells[key]
      const owner = typeof written === 'string' ? written.trim() : ''
      const row = { number, sheet, entry, cells }
      const others = joined.get(owner)
      if (others === undefined) joined.set(owner, [row])
      else others.push(row)
    }
  }
  return joined
}
