/** The one way by which reports come to be matched: called wherever a report is filed, changed or recalled. */
import type { Scope } from '../../platform/database/scope.ts'
import type { RecordId } from '../../wire/ids.ts'

export type IdentifierRow = { reportId: RecordId; kind: string; key: string; tier: 'valid' | 'possible' }

/**
 * Replaces the identifiers of some reports and brings their matches up to date, in this transaction: after
 * the reports' rows were written (or their status, discoverability or compartment changed), and once a
 * transaction, because values are locked in one order.
 * @param reportIds - reports of one agency whose identifiers are replaced; at most some hundreds
 * @param rows - their identifiers now (`identifiersOf`); none for a report that was withdrawn
 * @throws SM003 from the database when a report belongs to another agency
 */
export async function replaceIdentifiers(
  scope: Scope,
  reportIds: readonly RecordId[],
  rows: readonly IdentifierRow[],
): Promise<void> {
  if (reportIds.length === 0) return
  const { affected } = await scope.tx.one<{ affected: number[] }>(
    'select deconfliction.replace_identifiers($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6) as affected',
    [
      reportIds,
      rows.map((row) => row.reportId),
      rows.map((row) => row.kind),
      rows.map((row) => row.key),
      rows.map((row) => row.tier),
      scope.operation,
    ],
  )
  scope.wake(affected)
}
