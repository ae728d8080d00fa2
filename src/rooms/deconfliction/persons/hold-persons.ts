/** Stores the persons of reports in the transaction that files them; who is alike is found right after it. */
import type { Scope } from '../../../platform/database/scope.ts'
import type { PersonInReport } from './persons-of.ts'

export type PersonRow = PersonInReport & { reportId: string }

export const WEIGH_PERSONS = 'deconfliction.weigh-persons'

/** Between the names of one person on their way into the database; no name holds a control character. */
const BETWEEN_NAMES = '\u001f'

/**
 * Replaces the persons of some reports and keeps known pairs true, in this transaction: after holdIdentifiers,
 * once a transaction. New pairs are looked for by a job, so that filing does not wait for it.
 * @param reportIds - reports of one agency whose persons are replaced
 * @param rows - their persons now (`personsOf`); none for a report that was withdrawn
 * @param weighing - `later`: whoever files sees to it that `weighPersons` is called (an import, at its end)
 * @throws SM003 from the database when a report belongs to another agency
 */
export async function holdPersons(
  scope: Scope,
  reportIds: readonly string[],
  rows: readonly PersonRow[],
  weighing: 'soon' | 'later' = 'soon',
): Promise<void> {
  if (reportIds.length === 0) return
  const { affected } = await scope.tx.one<{ affected: number[] | null }>(
    'select deconfliction.hold_persons($1::uuid[], $2::uuid[], $3::integer[], $4::text[], $5::text[], $6::text[]) as affected',
    [
      reportIds,
      rows.map((row) => row.reportId),
      rows.map((row) => row.number),
      rows.map((row) => row.fold),
      rows.map((row) => row.names.join(BETWEEN_NAMES)),
      rows.map((row) => row.born ?? ''),
    ],
  )
  if (affected === null) return
  scope.wake(affected)
  // A report that says no more of a person may end a pair, so an empty one is weighed as well.
  if (weighing === 'soon') scope.outbox({ task: WEIGH_PERSONS, payload: {}, key: WEIGH_PERSONS })
}
