/** Stores the persons of reports in the transaction that files them; who is alike is found right after it. */
import type { Scope } from '../../../platform/database/scope.ts'
import type { PersonInReport } from '../../../library/matchable/index.ts'
import type { RecordId } from '../../../wire/ids.ts'

export type PersonRow = PersonInReport & { reportId: RecordId }

/** Between the names of one person on their way into the database; no name holds a control character. */
const BETWEEN_NAMES = '\u001f'

/**
 * Replaces the persons of some reports and brings known pairs up to date, in this transaction: after replaceIdentifiers,
 * once a transaction. New pairs are looked for within a second or two (find-person-matches.ts), so that filing does not
 * wait for it.
 * @param reportIds - reports of one agency whose persons are replaced
 * @param rows - their persons now (`personsOf`); none for a report that was withdrawn
 * @param ofImport - the import that files them, whose persons are compared after all that is filed by hand
 * @throws SM003 from the database when a report belongs to another agency
 */
export async function replacePersons(
  scope: Scope,
  reportIds: readonly RecordId[],
  rows: readonly PersonRow[],
  ofImport: string | null = null,
): Promise<void> {
  if (reportIds.length === 0) return
  const { affected } = await scope.tx.one<{ affected: number[] | null }>(
    'select deconfliction.replace_persons($1::uuid[], $2::uuid[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::uuid) as affected',
    [
      reportIds,
      rows.map((row) => row.reportId),
      rows.map((row) => row.number),
      rows.map((row) => row.fold),
      rows.map((row) => row.names.join(BETWEEN_NAMES)),
      rows.map((row) => row.born ?? ''),
      ofImport,
    ],
  )
  if (affected !== null) scope.wake(affected)
}

/**
 * Is any person of a record matched? Whom its agency names anywhere as a victim, a witness or a child was left out.
 * @param reportId - of the viewer's agency, in their sight
 * @returns false where none is
 */
export async function namesPersons(scope: Scope, reportId: RecordId): Promise<boolean> {
  const row = await scope.tx.maybe('select from deconfliction.person_mention where record_id = $1 limit 1', [
    reportId,
  ])
  return row !== null
}
