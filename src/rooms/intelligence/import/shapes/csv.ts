/** CSV with one report a row, its subjects in cells that hold lists. */
import type { Found } from '../cells.ts'
import { linesOf, type OnBytes } from '../lines.ts'
import type { MappingOf } from '../mapping.ts'
import { csvRecords, type CsvRecord } from './csv-records.ts'
import { doesNotFit, fieldsOf, findColumns, listReader, type Columns } from './table.ts'

/**
 * Reads the records below the header, a batch at a time, with the columns that the header declares.
 * @param file - its path
 * @param mapping - how the agency's system writes it
 * @param needed - columns that must be there besides those of the mapping's fields; undefined for none
 * @param onBytes - told after each piece how many bytes were read so far
 * @returns batches of records, each with the columns
 * @throws `mapping-does-not-fit`, also for an empty file; the file system's error when the file cannot be read
 */
export async function* recordsBelowHeader(
  file: string,
  mapping: MappingOf<'csv' | 'csv-subject-rows'>,
  needed: readonly (string | undefined)[],
  onBytes?: OnBytes,
): AsyncGenerator<{ records: CsvRecord[]; columns: Columns }> {
  const splitter = csvRecords(mapping.delimiter)
  let columns: Columns | null = null
  for await (const lines of linesOf(file, mapping.encoding, onBytes)) {
    let records = splitter.push(lines)
    if (columns === null) {
      const [header, ...below] = records
      if (header === undefined) continue
      columns = columnsOf(file, header, mapping, needed)
      records = below
    }
    yield { records, columns }
  }
  const rest = splitter.end()
  const [header, ...below] = rest
  if (columns !== null) yield { records: rest, columns }
  else if (header === undefined) throw doesNotFit(file, 'the file is empty')
  else yield { records: below, columns: columnsOf(file, header, mapping, needed) }
}

function columnsOf(
  file: string,
  header: CsvRecord,
  mapping: MappingOf<'csv' | 'csv-subject-rows'>,
  needed: readonly (string | undefined)[],
): Columns {
  if ('fault' in header) throw doesNotFit(file, 'the first row is no header')
  return findColumns(file, header.cells, mapping.fields, needed)
}

/**
 * Looks for the reference of a row that cannot be split: its cells are cut plainly.
 * @param raw - the row
 * @param delimiter - between cells
 * @param place - of the reference's column, from 0
 * @returns what stands there without quotation marks; null where that is nothing
 */
export function referenceIn(raw: string, delimiter: string, place: number | undefined): string | null {
  const cell = place === undefined ? undefined : raw.split(delimiter, place + 1)[place]
  return cell?.replaceAll('"', '').trim() || null
}

/**
 * Reads a CSV file with one report a row.
 * @param file - its path
 * @param mapping - how the agency's system writes it
 * @param onBytes - told after each piece how many bytes were read so far
 * @returns its reports, a batch at a time, in the order of the file
 * @throws `mapping-does-not-fit`; the file system's error when the file cannot be read
 */
export async function* readCsv(
  file: string,
  mapping: MappingOf<'csv'>,
  onBytes?: OnBytes,
): AsyncGenerator<Found[]> {
  const needed = mapping.subjects.map((list) => list.column)
  let entriesOf: ReturnType<typeof listReader> | null = null
  for await (const { records, columns } of recordsBelowHeader(file, mapping, needed, onBytes)) {
    const read = (entriesOf ??= listReader(mapping.subjects, columns))
    const place = columns.place(mapping.fields.reference)
    yield records.map((record): Found => {
      const { line, raw } = record
      if ('fault' in record) {
        return { line, raw, reference: referenceIn(raw, mapping.delimiter, place), refused: record.fault }
      }
      const reference = record.cells[place ?? -1]?.trim() || null
      const entries = read(record.cells)
      if ('refused' in entries) return { line, raw, reference, refused: entries.refused }
      return { line, raw, reference, fields: fieldsOf(record.cells, columns), entries }
    })
  }
}
