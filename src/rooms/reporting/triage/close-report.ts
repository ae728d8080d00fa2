/** Ends the desk's work on a report: nothing more is done, or somebody is cared for. And takes it up again. */
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import { expiresOn } from '../arrival/retention.ts'
import { detailsIn } from './contact-guards.ts'
import { openBody } from './opened-report.ts'
import type { Outcome } from './queue.ts'

const said = (missing: string, longest = 1_000) =>
  z
    .string()
    .trim()
    .min(1, missing)
    .max(longest, `Must be ${longest.toLocaleString('en-GB')} characters or fewer`)

export const noActionBody = z.object({ reason: said('Say why nothing more is done') })
export const safeguardingBody = z.object({
  who: said('Say to whom you refer, such as the duty social worker of a council', 200),
  when: said('Say when you have told them', 100),
  reason: said('Say why, and do not repeat what was reported'),
})
export const reopenBody = z.object({ reason: said('Say why it is taken up again') })

/** No further action. @throws not-found, invalid, conflict `already-closed`, forbidden `desk-key-locked` */
export async function closeWithoutAction(
  scope: MemberScope,
  session: Buffer,
  id: string,
  input: z.output<typeof noActionBody>,
): Promise<void> {
  await refuseDetails(scope, session, id, input)
  await closeAs(scope, id, 'no-further-action', input.reason)
}

/**
 * Refers to safeguarding. The program notes that it was done, by whom and why; it tells nobody anything,
 * and nothing of it leaves the agency.
 */
export async function referToSafeguarding(
  scope: MemberScope,
  session: Buffer,
  id: string,
  input: z.output<typeof safeguardingBody>,
): Promise<void> {
  await refuseDetails(scope, session, id, input)
  await closeAs(scope, id, 'safeguarding', `${input.who}\n${input.when}\n${input.reason}`)
}

/**
 * Takes up a closed report again. One that was passed on is another desk's. What it became before stays known
 * (`reporting.became`): what was made of it is compared with it also from now on.
 */
export async function reopenReport(
  scope: MemberScope,
  session: Buffer,
  id: string,
  input: z.output<typeof reopenBody>,
): Promise<void> {
  await refuseDetails(scope, session, id, input)
  const changed = await scope.tx.run(
    `update reporting.public_report
     set state = 'open', outcome = null, outcome_at = null, outcome_reason = $2, became_report_id = null, expires_on = $3
     where id = $1 and agency_id = $4 and state = 'closed' and destroyed_at is null and outcome is distinct from 'passed'`,
    [id, input.reason, expiresOn('open', scope.now), scope.actor.agencyId],
  )
  if (changed === 0) throw conflict('not-closed', 'This report is not one that can be taken up again.')
  scope.record({ kind: 'alteration', subject: { kind: 'public-report', id }, detail: { reopened: true } })
  scope.wake([scope.actor.agencyId])
}

/** Sets the outcome of a report that is open; the caller has said why. */
export async function closeAs(
  scope: MemberScope,
  id: string,
  outcome: Exclude<Outcome, 'passed'>,
  reason: string | null,
  becameReportId: string | null = null,
): Promise<void> {
  const changed = await scope.tx.run(
    `update reporting.public_report
     set state = 'closed', outcome = $2, outcome_reason = $3, outcome_at = $4, expires_on = $5, became_report_id = $6
     where id = $1 and agency_id = $7 and state <> 'closed' and destroyed_at is null`,
    [id, outcome, reason, scope.now, expiresOn('closed', scope.now), becameReportId, scope.actor.agencyId],
  )
  if (changed === 0) {
    const row = await scope.tx.maybe(
      `select id from reporting.public_report where id = $1 and agency_id = $2`,
      [id, scope.actor.agencyId],
    )
    if (!row) throw notFound()
    throw conflict('already-closed', 'Somebody has closed this report meanwhile. Open it again to see how.')
  }
  scope.record({ kind: 'alteration', subject: { kind: 'public-report', id }, detail: { outcome } })
  scope.wake([scope.actor.agencyId])
}

/**
 * Refuses a text in which the reporter could be known.
 * @param fields - what was typed, by field
 * @throws invalid with each field that gives a detail away; forbidden `desk-key-locked`
 */
export async function refuseDetails(
  scope: MemberScope,
  session: Buffer,
  id: string,
  fields: Readonly<Record<string, string | null | undefined>>,
): Promise<void> {
  const body = await openBody(scope, session, id)
  const faults: Record<string, string> = {}
  for (const [field, text] of Object.entries(fields)) {
    const found = detailsIn(text ?? '', body.contact_guards, body.guard_salt)
    if (found.length > 0) faults[field] = refusalOf(found)
  }
  if (Object.keys(faults).length > 0) throw invalid(faults)
}

/** What a refusal says: which detail, never what it is. */
export function refusalOf(details: readonly string[]): string {
  return `Take out the reporter’s ${details.join(' and ')}: nothing may show who reported`
}
