/** A reader accepts the conditions of handling code C. */
import { createHash } from 'node:crypto'
import { conflict, notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { ReportView } from './read-report.ts'

/** Everything that a reader binds themself to. */
type Asked = Pick<ReportView, 'version' | 'handling' | 'conditions' | 'actionCode' | 'sanitisationCode'>

/** What a page showed before its button, as a digest: another one when a word or a code of it is another. */
export function digestOfConditions(asked: Asked): string {
  const { version, handling, conditions, actionCode, sanitisationCode } = asked
  return createHash('sha256')
    .update(JSON.stringify([version, handling, conditions, actionCode, sanitisationCode]))
    .digest('base64url')
}

/** What the reader had before them: the digest of a page, or the version that a program was answered. */
export type Seen = { digest: string } | { version: number }

/**
 * Accepts, for this person alone, the conditions of the report's current version; from then on they
 * read it. Doing it twice changes nothing.
 * @param seen - what was shown; without it the conditions are accepted as they stand
 * @throws not-found unless the report is within sight; conflict `no-conditions` for an own report or one under P,
 *   `changed-meanwhile` when it asks for something else than was shown, and nothing is accepted
 */
export async function acceptConditions(scope: MemberScope, id: string, seen?: Seen): Promise<void> {
  const report = await scope.tx.maybe<Asked & { agencyId: number }>(
    `select agency_id as "agencyId", version, handling, conditions, action_code as "actionCode",
            sanitisation_code as "sanitisationCode"
     from intelligence.report where id = $1`,
    [id],
  )
  if (!report) throw notFound()
  if (report.agencyId === scope.actor.agencyId || report.handling === 'P')
    throw conflict('no-conditions', 'There are no conditions to accept: you can read this report as it is.')
  if (seen !== undefined && !wasShown(seen, report)) throw changedMeanwhile()
  // Of the version that was compared: a newer one that came in since is not accepted unseen.
  const accepted = await scope.tx.run(
    `insert into intelligence.acceptance (report_id, version, person_id, agency_id, at)
     select r.id, r.version, $3, $4, $5 from intelligence.report r where r.id = $1 and r.version = $2
     on conflict do nothing`,
    [id, report.version, scope.actor.personId, scope.actor.agencyId, scope.now],
  )
  if (accepted === 0) {
    const before = await scope.tx.maybe(
      `select from intelligence.acceptance where report_id = $1 and version = $2 and person_id = $3`,
      [id, report.version, scope.actor.personId],
    )
    if (!before) throw changedMeanwhile()
    return
  }
  scope.record({
    kind: 'consultation',
    subject: { kind: 'report', id },
    recipients: [report.agencyId],
    detail: { accepted: true, version: report.version },
  })
  scope.wake([scope.actor.agencyId, report.agencyId])
}

function wasShown(seen: Seen, report: Asked): boolean {
  return 'digest' in seen ? seen.digest === digestOfConditions(report) : seen.version === report.version
}

const changedMeanwhile = () =>
  conflict(
    'changed-meanwhile',
    'The owner has changed this report meanwhile. Read the conditions again before you accept them.',
  )
