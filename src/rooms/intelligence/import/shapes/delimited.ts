/** Text with one report a line, fields between delimiters that are never quoted. */
import type { Found } from '../cells.ts'
import { linesOf, type OnBytes } from '../lines.ts'
import type { MappingOf } from '../mapping.ts'
import { doesNotFit, fieldsOf, findColumns, listReader, type Columns } from './table.ts'

/**
 * Reads a text file with one report a line.
 * @param file - its path
 * @param mapping - how the agency's system writes it
 * @param onBytes - told after each piece how many bytes were read so far
 * @returns its reports, a batch at a time, in the order of the file
 * @throws `mapping-does-not-fit`, also for an empty file; the file system's error when the file cannot be read
 */
export async function* readDelimited(
  file: string,
  mapping: MappingOf<'delimited'>,
  onBytes?: OnBytes,
): AsyncGenerator<Found[]> {
  const needed = mapping.subjects.map((list) => list.column)
  let columns: Columns | null = null
  let width = 0
  let entriesOf: ReturnType<typeof listReader> = () => []

  for await (const lines of linesOf(file, mapping.encoding, onBytes)) {
    const found: Found[] = []
    for (const { number: line, text: raw, tooLong } of lines) {
      if (raw.trim() === '') continue
      const cells = raw.split(mapping.delimiter)
      if (columns === null) {
        columns = findColumns(file, cells, mapping.fields, needed)
        width = cells.length
        entriesOf = listReader(mapping.subjects, columns)
        continue
      }
      const reference = cells[columns.place(mapping.fields.reference) ?? -1]?.trim() || null
      const entries = entriesOf(cells)
      if (tooLong) found.push({ line, raw, reference, refused: 'row is too long' })
      else if (cells.length !== width)
        found.push({ line, raw, reference, refused: 'wrong number of columns' })
      else if ('refused' in entries) found.push({ line, raw, reference, refused: entries.refused })
      else found.push({ line, raw, reference, fields: fieldsOf(cells, columns), entries })
    }
    yield found
  }
  if (columns === null) throw doesNotFit(file, 'the file is empty')
}
