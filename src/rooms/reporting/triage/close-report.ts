/** Ends the desk's work on a report: nothing more is done, or somebody is cared for. And reopens a report. */
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identifiers.ts'
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
  /** there is nothing else to do with the report */
  close: z.enum(['yes', 'no']).default('no'),
})
export const reopenBody = z.object({ reason: said('Say why you reopen the report') })

/**
 * Closes a report: no further action.
 * @param session - SHA-256 of the session's secret, by which unlocked keys are found
 * @param id - of the public report
 * @param input - why
 * @throws not-found, invalid, conflict `already-closed`, forbidden `desk-key-locked`
 */
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
 * Notes that somebody who cares for people was told, by whom and why. The program tells nobody anything, and nothing
 * of the note leaves the agency. The report stays as it is, unless nothing else is to be done with it: intelligence may
 * be made of it as well.
 * @param session - SHA-256 of the session's secret, by which unlocked keys are found
 * @param id - of the public report
 * @param input - who was told, when and why; and whether that ends the work
 * @throws not-found, invalid, conflict `already-closed`, forbidden `desk-key-locked`
 */
export async function referToSafeguarding(
  scope: MemberScope,
  session: Buffer,
  id: string,
  input: z.output<typeof safeguardingBody>,
): Promise<void> {
  const { close, ...words } = input
  await refuseDetails(scope, session, id, words)
  await scope.tx.run(
    `insert into reporting.referral (id, report_id, agency_id, person_id, at, told, told_when, reason)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [newId(), id, scope.actor.agencyId, scope.actor.personId, scope.now, words.who, words.when, words.reason],
  )
  scope.record({ kind: 'alteration', subject: { kind: 'public-report', id }, detail: { referred: true } })
  scope.wake([scope.actor.agencyId])
  if (close === 'yes') await closeAs(scope, id, 'safeguarding', null)
}

/** A referral as the desk reads it. */
export type Referral = { told: string; toldWhen: string; reason: string; by: string | null; at: Date }

/**
 * Lists to whom a report was referred.
 * @param id - of the public report
 * @returns the first first
 */
export const referralsOf = (scope: MemberScope, id: string): Promise<Referral[]> =>
  scope.tx.many<Referral>(
    `select f.told, f.told_when as "toldWhen", f.reason, p.name as by, f.at
     from reporting.referral f left join identity.person p on p.id = f.person_id
     where f.report_id = $1 order by f.at, f.id`,
    [id],
  )

/**
 * Reopens a closed report. One that was passed on is another desk's. What it became before stays known
 * (`reporting.became`): what was made of it is compared with it also from now on.
 * @param session - SHA-256 of the session's secret, by which unlocked keys are found
 * @param id - of the public report
 * @param input - why
 * @throws not-found, invalid, conflict `not-closed`, forbidden `desk-key-locked`
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
  if (changed === 0)
    throw conflict('not-closed', 'This report cannot be reopened. Open the report to see why.')
  scope.record({ kind: 'alteration', subject: { kind: 'public-report', id }, detail: { reopened: true } })
  scope.wake([scope.actor.agencyId])
}

/**
 * Sets the outcome of a report that is open; the caller has said why.
 * @param id - of the public report
 * @param outcome - what came of it
 * @param reason - for the desk; null where the outcome says it
 * @throws not-found when it is not this desk's; conflict `already-closed`
 */
export async function closeAs(
  scope: MemberScope,
  id: string,
  outcome: Exclude<Outcome, 'passed' | 'intelligence'>,
  reason: string | null,
): Promise<void> {
  const changed = await scope.tx.run(
    `update reporting.public_report
     set state = 'closed', outcome = $2, outcome_reason = $3, outcome_at = $4, expires_on = $5
     where id = $1 and agency_id = $6 and state <> 'closed' and destroyed_at is null`,
    [id, outcome, reason, scope.now, expiresOn('closed', scope.now), scope.actor.agencyId],
  )
  if (changed === 0) {
    const row = await scope.tx.maybe(
      `select id from reporting.public_report where id = $1 and agency_id = $2`,
      [id, scope.actor.agencyId],
    )
    if (!row) throw notFound()
    throw conflict('already-closed', 'Somebody has closed this report meanwhile. Open the report to see why.')
  }
  scope.record({ kind: 'alteration', subject: { kind: 'public-report', id }, detail: { outcome } })
  scope.wake([scope.actor.agencyId])
}

/**
 * Refuses a text in which the reporter could be known.
 * @param session - SHA-256 of the session's secret, by which unlocked keys are found
 * @param id - of the public report
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

/**
 * Writes a refusal. It says which detail, never what it is.
 * @param details - kinds of detail, as in `telephone`
 * @returns one sentence
 */
export function refusalOf(details: readonly string[]): string {
  return `Take out the reporter’s ${details.join(' and ')}: nothing may show who reported`
}
