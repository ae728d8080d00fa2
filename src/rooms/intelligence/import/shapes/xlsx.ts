/** A workbook: reports on one sheet, their subjects on others, joined by the reference. */
import { readFile } from 'node:fs/promises'
import readXlsxFile from 'read-excel-file/node'
import type { Cell, Entry, Found } from '../cells.ts'
import type { MappingOf } from '../mapping.ts'
import { doesNotFit, findColumns, partPlaces } from './table.ts'

type Sheet = { header: string[]; rows: { number: number; cells: Cell[] }[] }

/** Reads the sheets of a workbook whole; a spreadsheet cannot hold so many rows that this would hurt. */
export async function readSheets(file: string): Promise<Map<string, Sheet>> {
  const sheets = new Map<string, Sheet>()
  const read = await readXlsxFile(await readFile(file)).catch((cause: unknown) => {
    throw doesNotFit(file, 'it is not a workbook that can be read', cause)
  })
  for (const { sheet, data } of read) {
    const rows = data.map((row, index) => ({ number: index + 1, cells: row.map(cellOf) }))
    const [header, ...rest] = rows
    if (header === undefined) continue
    sheets.set(sheet, {
      header: header.cells.map((cell) => (typeof cell === 'string' ? cell : '')),
      rows: rest.filter(({ cells }) => cells.some((cell) => cell !== null && cell !== '')),
    })
  }
  return sheets
}

function cellOf(value: unknown): Cell {
  if (value instanceof Date || typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return null
}

type Joined = { number: number; sheet: string; entry: Entry; cells: Cell[] }

export async function* readXlsx(file: string, mapping: MappingOf<'xlsx'>): AsyncGenerator<Found[]> {
  const sheets = await readSheets(file)
  const sheetOf = (name: string): Sheet => {
    const sheet = sheets.get(name)
    if (sheet === undefined) throw doesNotFit(file, `no sheet "${name}"`)
    return sheet
  }
  const reports = sheetOf(mapping.sheet)
  const columns = findColumns(file, reports.header, mapping.fields, [])
  const key = columns.place(mapping.fields.reference) ?? -1
  const joined = joinSubjects(file, mapping, sheetOf)

  yield reports.rows.map(({ number: line, cells }): Found => {
    const written = cells[key]
    const reference = typeof written === 'string' ? written.trim() || null : null
    const mine = reference === null ? [] : (joined.get(reference) ?? [])
    if (reference !== null) joined.delete(reference)
    const fields = Object.fromEntries(columns.fields.map(([field, place]) => [field, cells[place] ?? null]))
    const raw = JSON.stringify([cells, ...mine.map((row) => row.cells)])
    return { line, raw, reference, fields, entries: mine.map((row) => row.entry) }
  })
  // What is left belongs to no report of this workbook: it must not vanish without a word.
  yield [...joined].flatMap(([reference, rows]) =>
    rows.map(({ number: line, sheet, cells }): Found => {
      const refused = `row of the sheet "${sheet}" whose report is not in the workbook`
      return { line, raw: JSON.stringify([cells]), reference: reference || null, refused }
    }),
  )
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
      const entry: Entry = { kind }
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
