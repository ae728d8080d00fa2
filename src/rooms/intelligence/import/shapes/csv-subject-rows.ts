/**
 * CSV with one subject a row, the report repeated. The rows of one report stand next to each other, so
 * that a file of any size is read in constant memory; where they do not, `readExport` refuses the later
 * ones, for a report must come in whole or not at all.
 */
import { ENTRY_PARTS, type Entry, type Found } from '../cells.ts'
import type { OnBytes } from '../lines.ts'
import type { MappingOf } from '../mapping.ts'
import { recordsBelowHeader, referenceIn } from './csv.ts'
import type { CsvRecord } from './csv-records.ts'
import { fieldsOf, partPlaces, type Columns } from './table.ts'

/** Rows kept of one report. It may have 200 subjects; ten times that is a mistake in the export. */
const MOST_ROWS = 2_000

type Group = {
  reference: string
  rows: CsvRecord[]
  entries: Entry[]
  refused: string | null
}

/**
 * Reads a CSV file with one subject a row.
 * @param file - its path
 * @param mapping - how the agency's system writes it
 * @param onBytes - told after each piece how many bytes were read so far
 * @returns its reports, a batch at a time, in the order of the file
 * @throws `mapping-does-not-fit`; the file system's error when the file cannot be read
 */
export async function* readCsvSubjectRows(
  file: string,
  mapping: MappingOf<'csv-subject-rows'>,
  onBytes?: OnBytes,
): AsyncGenerator<Found[]> {
  const needed = ENTRY_PARTS.map((part) => mapping.subject[part])
  let columns: Columns | null = null
  let parts: ReturnType<typeof partPlaces> = []
  let group: Group | null = null

  const entryOf = (cells: readonly string[], line: number): Entry | null => {
    const entry: Entry = { column: mapping.subject.value, bornColumn: mapping.subject.born, line }
    let empty = true
    for (const [part, place] of parts) {
      entry[part] = cells[place] ?? null
      if (cells[place]?.trim()) empty = false
    }
    return empty ? null : entry
  }
  const finish = (done: Group): Found => {
    const [first] = done.rows
    const found = {
      line: first?.line ?? 0,
      raw: done.rows.map((row) => row.raw).join('\n'),
      reference: done.reference || null,
    }
    const whole = done.rows.find((row) => 'cells' in row)
    if (done.refused !== null) return { ...found, refused: done.refused }
    if (whole === undefined || !('cells' in whole) || columns === null)
      return { ...found, refused: 'not understood' }
    return { ...found, fields: fieldsOf(whole.cells, columns), entries: done.entries }
  }

  for await (const batch of recordsBelowHeader(file, mapping, needed, onBytes)) {
    if (columns === null) {
      columns = batch.columns
      parts = partPlaces(mapping.subject, columns)
    }
    const place = columns.place(mapping.fields.reference) ?? -1
    const found: Found[] = []
    for (const row of batch.records) {
      const reference =
        'cells' in row
          ? (row.cells[place] ?? '').trim()
          : (referenceIn(row.raw, mapping.delimiter, place) ?? '')
      if (group === null || group.reference !== reference || reference === '') {
        if (group !== null) found.push(finish(group))
        group = { reference, rows: [], entries: [], refused: null }
      }
      addRow(group, row, columns, entryOf)
    }
    yield found
  }
  if (group !== null) yield [finish(group)]
}

function addRow(
  group: Group,
  row: CsvRecord,
  columns: Columns,
  entryOf: (cells: readonly string[], line: number) => Entry | null,
): void {
  if (group.rows.length >= MOST_ROWS) {
    group.refused = 'more rows than a report may have'
    return
  }
  const [first] = group.rows
  group.rows.push(row)
  if ('fault' in row) {
    group.refused ??= row.fault
    return
  }
  if (first !== undefined && 'cells' in first) {
    const differs = columns.fields.some(([, at]) => first.cells[at] !== row.cells[at])
    if (differs) group.refused ??= 'the rows of this report say different things'
  }
  const entry = entryOf(row.cells, row.line)
  if (entry !== null) group.entries.push(entry)
}
