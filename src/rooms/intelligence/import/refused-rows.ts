/**
 * Writes what an import refused to FILE.refused.csv (line, reference, reason, raw), and the values that it kept without
 * understanding them to FILE.not-understood.csv. A program that takes the raw rows from it reads each with
 * `cellAsWritten`, which gives it letter by letter.
 */
import { open, rm, type FileHandle } from 'node:fs/promises'
import { csvRow } from '../../../wire/csv.ts'

export type RefusedRow = { line: number; reference: string | null; refused: string; raw: string }

type ListBeside = {
  file: string
  append: (row: readonly string[]) => Promise<void>
  close: () => Promise<void>
}

/**
 * Opens the list of refused rows of one run. The list of an earlier run is removed; the file is made with the first
 * row.
 * @param exportFile - path of the export; the list stands beside it
 * @returns the list's path, and how a row is added and the list closed
 * @throws the file system's error
 */
export async function openRefusedRows(exportFile: string): Promise<{
  file: string
  append: (row: RefusedRow) => Promise<void>
  close: () => Promise<void>
}> {
  const list = await openList(`${exportFile}.refused.csv`, 'line,reference,reason,raw')
  return {
    ...list,
    append: ({ line, reference, refused, raw }) => list.append([String(line), reference ?? '', refused, raw]),
  }
}

/**
 * Opens the list of values that one run kept without understanding them. The list of an earlier run is removed; the
 * file is made with the first row.
 * @param exportFile - path of the export; the list stands beside it
 * @returns the list's path, and how a row is added and the list closed
 * @throws the file system's error
 */
export const openUnreadValues = (exportFile: string): Promise<ListBeside> =>
  openList(`${exportFile}.not-understood.csv`, 'line,column,value,what to do')

/**
 * Opens a list beside an export. The list of an earlier run is removed, so that running an import again, even one that
 * was killed, leaves the same list; it is made only when a row comes, and readable by its owner only, because it holds
 * intelligence.
 */
async function openList(file: string, header: string): Promise<ListBeside> {
  await rm(file, { force: true })
  let handle: FileHandle | null = null
  return {
    file,
    append: async (row) => {
      if (handle === null) {
        handle = await open(file, 'w', 0o600)
        await handle.write(`${header}\r\n`)
      }
      await handle.write(csvRow(row))
    },
    close: async () => {
      await handle?.close()
      handle = null
    },
  }
}
