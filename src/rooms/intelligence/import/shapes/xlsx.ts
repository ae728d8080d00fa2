/** A workbook: reports on one sheet, their subjects on others, joined by the reference. */
import type { Found } from '../cells.ts'
import type { MappingOf } from '../mapping.ts'
import { kindOfFile } from '../workbook/kind-of-file.ts'
import { rowsOfWorkbook } from '../workbook/read-workbook.ts'
import { refusedWorkbook } from '../workbook/refusals.ts'
import { doesNotFit } from './table.ts'

/**
 * Reads a workbook.
 * @param file - its path
 * @param mapping - how the agency's system writes it
 * @returns its reports, a batch at a time, in the order of their sheet
 * @throws SeamarkError `workbook-…` (422), before the first report; `mapping-does-not-fit`
 */
export async function* readXlsx(file: string, mapping: MappingOf<'xlsx'>): AsyncGenerator<Found[]> {
  const kind = await kindOfFile(file)
  if (kind === 'text') throw doesNotFit(file, 'it is no workbook')
  if (kind === 'protected') throw refusedWorkbook('protected')
  yield* rowsOfWorkbook(file, mapping)
}
