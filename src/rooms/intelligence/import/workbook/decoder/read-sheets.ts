/** From a workbook's bytes to its sheets. Nothing is parsed before it was judged. */
import readXlsxFile from 'read-excel-file/universal'
import type { Cell } from '../../cells.ts'
import { partsOf, unpack, type Part } from './archive.ts'
import { MOST_BYTES, LONGEST_CELL, MOST_UNPACKED } from './limits.ts'
import { lookOver, untilFirstRow } from './look-over.ts'
import { partsRead, RELATIONS, WORKBOOK } from './parts-read.ts'
import { plainArchive } from './plain-archive.ts'
import { Refused } from './refuse.ts'

export type Sheet = { header: string[]; rows: { number: number; cells: Cell[] }[] }

/**
 * @param file - the bytes of the workbook
 * @param wanted - `columns`: of each sheet the first row alone, though all of it is judged
 * @returns the sheets by name
 * @throws Refused
 */
export async function readSheets(file: Buffer, wanted: 'columns' | 'rows'): Promise<Map<string, Sheet>> {
  if (file.length > MOST_BYTES) throw new Refused('too-large')
  const parts = judgedParts(partsOf(file), wanted)
  const read = await readXlsxFile(plainArchive(parts)).catch(() => {
    throw new Refused('broken')
  })
  const sheets = new Map<string, Sheet>()
  let letters = 0
  for (const { sheet, data } of read as { sheet: string; data?: unknown[][] }[]) {
    const rows = (data ?? []).map((row, index) => ({ number: index + 1, cells: row.map(cellOf) }))
    for (const { cells } of rows)
      for (const cell of cells) {
        if (typeof cell !== 'string') continue
        if (cell.length > LONGEST_CELL) throw new Refused('cell')
        // One shared string may stand in a million cells.
        letters += cell.length
        if (letters > MOST_UNPACKED) throw new Refused('unpacked')
      }
    const [header, ...rest] = rows
    if (header === undefined) continue
    sheets.set(sheet, {
      header: header.cells.map((cell) => (typeof cell === 'string' ? cell : '')),
      rows: rest.filter(({ cells }) => cells.some((cell) => cell !== null && cell !== '')),
    })
  }
  return sheets
}

/** The parts that are parsed, unpacked and looked over; all others are left as they are. */
function judgedParts(parts: ReadonlyMap<string, Part>, wanted: 'columns' | 'rows'): Map<string, Buffer> {
  const judged = new Map<string, Buffer>()
  const take = (name: string): Buffer => {
    const part = parts.get(name)
    if (part === undefined) throw new Refused('broken')
    const xml = unpack(part)
    judged.set(name, xml)
    return xml
  }
  const { sheets, others } = partsRead(take(WORKBOOK), take(RELATIONS))
  for (const name of others) if (parts.has(name)) lookOver(take(name))
  for (const [part, name] of sheets) {
    const xml = take(part)
    const seen = lookOver(xml, name)
    if (wanted === 'columns') judged.set(part, untilFirstRow(xml, seen))
  }
  return judged
}

function cellOf(value: unknown): Cell {
  if (value instanceof Date || typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return null
}
