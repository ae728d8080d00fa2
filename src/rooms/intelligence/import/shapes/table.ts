/** What the shapes with a header row share: columns found by name, and cells that list subjects. */
import { basename } from 'node:path'
import { SeamarkError } from '../../../../platform/errors.ts'
import { ENTRY_PARTS, type Entry, type Fields } from '../cells.ts'
import type { EntryColumns, FieldName, ListCell, Mapping } from '../mapping.ts'

/** An entry longer than a subject may be is not looked at: patterns are kept from pathological input. */
const LONGEST_ENTRY = 1_000

/**
 * Makes the error that a mapping is not for this file: nothing in it can be read, so nothing is refused row by row.
 * @param file - its path; the words hold only its name
 * @param why - part of a sentence, without a full stop
 * @param cause - the error behind it, where there is one
 * @returns invalid `mapping-does-not-fit`
 */
export function doesNotFit(file: string, why: string, cause?: unknown): SeamarkError {
  const message = `The mapping does not fit ${basename(file)}: ${why}.`
  return new SeamarkError('invalid', 'mapping-does-not-fit', message, { cause })
}

/** The columns a header must have for a mapping, as their places. */
export type Columns = {
  /** @returns the place of the column, or undefined when the mapping does not name one */
  place: (column: string | undefined) => number | undefined
  fields: [FieldName, number][]
}

/**
 * Finds the columns that a mapping names, whatever their order.
 * @param file - its path, for the words of a fault
 * @param header - the cells of the header
 * @param fields - the columns of the report's own fields
 * @param needed - every other column that the mapping names; undefined for none
 * @returns their places, from 0
 * @throws `mapping-does-not-fit` when one is missing or stands there twice
 */
export function findColumns(
  file: string,
  header: readonly string[],
  fields: Mapping['fields'],
  needed: readonly (string | undefined)[],
): Columns {
  const names = header.map((name) => name.trim())
  const wanted = [...Object.values(fields), ...needed].filter((name) => name !== undefined)
  const missing = wanted.filter((name) => !names.includes(name))
  if (missing.length > 0) throw doesNotFit(file, `no column ${missing.map((name) => `"${name}"`).join(', ')}`)
  const twice = wanted.find((name) => names.indexOf(name) !== names.lastIndexOf(name))
  if (twice !== undefined) throw doesNotFit(file, `column "${twice}" stands there twice`)
  return {
    place: (column) => (column === undefined ? undefined : names.indexOf(column)),
    fields: (Object.entries(fields) as [FieldName, string | undefined][])
      .filter((entry): entry is [FieldName, string] => entry[1] !== undefined)
      .map(([field, column]) => [field, names.indexOf(column)]),
  }
}

/**
 * Takes the report's own fields from a row.
 * @param cells - of the row
 * @param columns - of the header
 * @returns a cell for each field that the mapping names; null where the row is too short
 */
export function fieldsOf(cells: readonly string[], columns: Columns): Fields {
  const fields: Fields = {}
  for (const [field, place] of columns.fields) fields[field] = cells[place] ?? null
  return fields
}

/**
 * Prepares the reading of cells that list subjects.
 * @param lists - the mapping's columns that list subjects
 * @param columns - of the header
 * @returns reads the subjects of one row, or says why the row is refused
 */
export function listReader(
  lists: readonly ListCell[],
  columns: Columns,
): (cells: readonly string[]) => Entry[] | { refused: string } {
  const prepared = lists.map((list) => ({
    ...list,
    place: columns.place(list.column) ?? -1,
    pattern: list.pattern === undefined ? null : new RegExp(list.pattern, 'u'),
  }))
  return (cells) => {
    const entries: Entry[] = []
    for (const { place, separator, kind, pattern, column } of prepared) {
      const cell = cells[place]
      if (cell === undefined || cell === '') continue
      for (const part of cell.split(separator)) {
        const written = part.trim()
        if (written === '') continue
        if (written.length > LONGEST_ENTRY) return { refused: 'a subject is too long' }
        if (pattern === null) {
          entries.push({ kind, value: written, column })
          continue
        }
        const groups = pattern.exec(written)?.groups
        if (groups === undefined) return { refused: 'a subject is not understood' }
        entries.push({ kind, ...groups, column })
      }
    }
    return entries
  }
}

/**
 * Finds the columns that a subject's parts stand in.
 * @param parts - the names of the columns
 * @param columns - of the header
 * @returns each part that the mapping names, with its place from 0
 */
export function partPlaces(parts: EntryColumns, columns: Columns): [(typeof ENTRY_PARTS)[number], number][] {
  return ENTRY_PARTS.flatMap((part) => {
    const place = columns.place(parts[part])
    return place === undefined ? [] : [[part, place]]
  })
}
