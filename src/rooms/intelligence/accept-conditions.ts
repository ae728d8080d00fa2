/** A reader accepts the conditions of handling code C. */
import { conflict, notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'

/**
 * Accepts, for this person alone, the conditions of the report's current version; from then on they
 * read it. Doing it twice changes nothing.
 * @throws not-found unless the report is within sight; conflict `no-conditions` for an own report or one under P
 */
export async function acceptConditions(scope: MemberScope, id: string): Promise<void> {
  const report = await scope.tx.maybe<{ agency_id: number; version: number; handling: 'P' | 'C' }>(
    `select agency_id, version, handling from intelligence.report where id = $1`,
    [id],
  )
  if (!report) throw notFound()
  if (report.agency_id === scope.actor.agencyId || report.handling === 'P')
    throw conflict('no-conditions', 'There are no conditions to accept: you can read this report as it is.')
  const accepted = await scope.tx.run(
    `insert into intelligence.acceptance (report_id, version, person_id, agency_id, at) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [id, report.version, scope.actor.personId, scope.actor.agencyId, scope.now],
  )
  if (accepted === 0) return
  scope.record({
    kind: 'consultation',
    subject: { kind: 'report', id },
    recipients: [report.agency_id],
    detail: { accepted: true, version: report.version },
  })
  scope.wake([scope.actor.agencyId, report.agency_id])
}
