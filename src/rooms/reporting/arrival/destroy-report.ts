/** Destroys a report for good: without their headers its parts can never be opened again, by anybody. */
import type { Scope } from '../../../platform/database/scope.ts'
import { notFound } from '../../../platform/errors.ts'

/**
 * Destroys the keys of every part of a report, and the parts. A row without content stays and counts.
 * @param scope - a coordinator or records manager of the report's agency, or the program
 * @param id - of the public report
 * @param reason - a word for the ledger, like `expired`; never content
 * @throws not-found when it is not there, not theirs or destroyed already
 */
export async function destroyReport(scope: Scope, id: string, reason: string): Promise<void> {
  const { destroyed } = await scope.tx.one<{ destroyed: boolean }>(
    `select reporting.destroy($1) as destroyed`,
    [id],
  )
  if (!destroyed) throw notFound()
  scope.record({ kind: 'erasure', subject: { kind: 'public-report', id }, detail: { reason } })
  if (scope.actor.agencyId !== null) scope.wake([scope.actor.agencyId])
}
