/**
 * Writes what an import refused to FILE.refused.csv: line, reference, reason, raw. A program that takes the raw
 * rows from it reads each with `cellAsWritten`, which gives it letter by letter.
 */
import { open, rm, type FileHandle } from 'node:fs/promises'
import { csvRow } from '../../../wire/csv.ts'

export type RefusedRow = { line: number; reference: string | null; refused: string; raw: string }

/**
 * Opens the list of refused rows of one run. The list of an earlier run is removed, so that running an
 * import again, even one that was killed, leaves the same list; it is made only when a row is refused.
 * @param exportFile path of the export; the list is written beside it, readable by its owner only,
 *   because it holds intelligence
 */
export async function openRefusedRows(exportFile: string): Promise<{
  file: string
  append: (row: RefusedRow) => Promise<void>
  close: () => Promise<void>
}> {
  const file = `${exportFile}.refused.csv`
  await rm(file, { force: true })
  let handle: FileHandle | null = null
  return {
    file,
    append: async (row) => {
      if (handle === null) {
        handle = await open(file, 'w', 0o600)
        await handle.write('line,reference,reason,raw\r\n')
      }
      await handle.write(csvRow([String(row.line), row.reference ?? '', row.refused, row.raw]))
    },
    close: async () => {
      await handle?.close()
      handle = null
    },
  }
}
