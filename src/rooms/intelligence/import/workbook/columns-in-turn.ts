/** Workbooks that people upload are looked at one at a time, and nobody waits behind another's many. */
import { SeamarkError } from '../../../../platform/errors.ts'
import { fairTurns } from '../../../../platform/fair-turns.ts'
import { columnsOfWorkbook } from './read-workbook.ts'

const turns = fairTurns({ places: 1, most: 12, mostEach: 2 })

/**
 * @param file - path of a workbook
 * @param sender - the agency, then the person
 * @returns see columnsOfWorkbook
 * @throws SeamarkError `workbook-…` (422); unavailable `workbooks-wait` when too many wait
 */
export async function columnsInTurn(file: string, sender: readonly string[]): Promise<Map<string, string[]>> {
  const leave = await turns.enter(sender)
  if (leave === null)
    throw new SeamarkError(
      'unavailable',
      'workbooks-wait',
      'Several workbooks are being read at the moment. Upload this one again in a minute.',
    )
  try {
    return await columnsOfWorkbook(file)
  } finally {
    leave()
  }
}
