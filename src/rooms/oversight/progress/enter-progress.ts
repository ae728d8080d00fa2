/** The addressee's coordinator enters what is done about a recommendation. It counts when a chief officer has signed it. */
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identifiers.ts'
import { codesOf } from '../../../wire/codes.ts'
import { londonDay } from '../../../platform/london-day.ts'
import { day, stale } from '../inspections/enter-inspection.ts'
import { stageWords, type Duty } from '../standing.ts'
import * as store from './duty-store.ts'

const words = (most: number, missing: string) =>
  z
    .string()
    .trim()
    .min(1, missing)
    .max(most, `Must be ${String(most)} characters or fewer`)
const version = z.coerce.number().int().min(1).max(2_000_000_000)

export const progressSchema = z.object({
  stage: z.enum(codesOf(stageWords), { error: 'Say how far it has come' }),
  statement: words(5_000, 'Say what was done since the last update'),
})

export const ownerSchema = z.object({
  version,
  ownerPost: words(150, 'Enter the post that owns it, like “Head of Intelligence”'),
})

export const actionSchema = z.object({
  text: words(1_000, 'Say what is to be done'),
  ownerPost: words(150, 'Enter the post that does it'),
  dueOn: day('Enter by when it is to be done, like 16 11 2026'),
})

export const actionChangeSchema = actionSchema.extend({
  version,
  done: z.enum(['yes', 'no'], { error: 'Say whether it is done' }),
})

export const evidenceSchema = z.object({
  kind: z.enum(['statement', 'figure', 'document'], { error: 'Choose what it is' }),
  title: words(200, 'Enter what it is called'),
  text: words(5_000, 'Enter the statement, how the figure is counted, or where the document is kept'),
})

/**
 * Enters progress. Nobody but the own agency sees it until it is signed.
 * @param dutyId - of the agency's own line
 * @param input - how far it has come, and what was done
 * @throws not-found; conflict `closed`
 */
export async function enterProgress(
  scope: MemberScope,
  dutyId: string,
  input: z.output<typeof progressSchema>,
): Promise<void> {
  const duty = await ownDuty(scope, dutyId)
  await store.insertProgress(scope, {
    ...{ id: newId(), dutyId, agencyId: duty.agencyId, personId: scope.actor.personId },
    ...input,
  })
  scope.record({
    kind: 'collection',
    subject: { kind: 'duty', id: dutyId },
    detail: { stage: input.stage },
  })
  scope.wake([duty.agencyId])
}

/**
 * Names the post that owns a line.
 * @param dutyId - of the agency's own line
 * @param input - the post, and the version that the person was looking at
 * @throws conflict `stale`
 */
export async function nameOwner(
  scope: MemberScope,
  dutyId: string,
  input: z.output<typeof ownerSchema>,
): Promise<void> {
  await ownDuty(scope, dutyId)
  const changed = await scope.tx.run(
    'update oversight.duty set owner_post = $2, version = version + 1 where id = $1 and version = $3',
    [dutyId, input.ownerPost, input.version],
  )
  if (changed !== 1) throw stale()
  scope.record({ kind: 'alteration', subject: { kind: 'duty', id: dutyId }, detail: { part: 'owner' } })
}

/**
 * Adds an action to a line.
 * @param dutyId - of the agency's own line
 * @param input - what, who, by when
 */
export async function addAction(
  scope: MemberScope,
  dutyId: string,
  input: z.output<typeof actionSchema>,
): Promise<void> {
  const duty = await ownDuty(scope, dutyId)
  await store.insertAction(scope, { id: newId(), dutyId, agencyId: duty.agencyId, ...input })
  scope.record({ kind: 'collection', subject: { kind: 'duty', id: dutyId }, detail: { part: 'action' } })
}

/**
 * Changes an action, or says that it is done.
 * @param id - of the action
 * @param input - as the form gives it
 * @returns the id of its line
 * @throws not-found; conflict `stale`
 */
export async function changeAction(
  scope: MemberScope,
  id: string,
  { done, ...input }: z.output<typeof actionChangeSchema>,
): Promise<string> {
  const before = await store.findAction(scope, id)
  if (!before) throw notFound()
  await ownDuty(scope, before.dutyId)
  const doneOn = done === 'yes' ? (before.doneOn ?? londonDay(scope.now)) : null
  if (!(await store.updateAction(scope, { id, ...input, doneOn }))) throw stale()
  scope.record({
    kind: 'alteration',
    subject: { kind: 'duty', id: before.dutyId },
    detail: { part: 'action', done: done === 'yes' },
  })
  return before.dutyId
}

/**
 * Adds evidence to a line.
 * @param dutyId - of the agency's own line
 * @param input - as the form gives it
 */
export async function addEvidence(
  scope: MemberScope,
  dutyId: string,
  input: z.output<typeof evidenceSchema>,
): Promise<void> {
  const duty = await ownDuty(scope, dutyId)
  await store.insertEvidence(scope, {
    ...{ id: newId(), dutyId, agencyId: duty.agencyId, personId: scope.actor.personId },
    ...input,
  })
  scope.record({ kind: 'collection', subject: { kind: 'duty', id: dutyId }, detail: { part: 'evidence' } })
}

/**
 * Finds a line of the viewer's own agency on which work goes on.
 * @param dutyId - of the line
 * @returns the line
 * @throws not-found; conflict `closed` where the inspectorate has closed it, or the agency is no longer an addressee
 */
export async function ownDuty(scope: MemberScope, dutyId: string): Promise<Duty> {
  const duty = await store.findDuty(scope, dutyId)
  if (duty?.agencyId !== scope.actor.agencyId) throw notFound()
  if (duty.endedOn !== null || duty.outcome === 'complete')
    throw conflict(
      'closed',
      'This recommendation is closed for your agency. If more is to be said, ask the inspectorate to open it again.',
    )
  return duty
}

export const signSchema = z.object({
  progressId: z.uuid(),
  read: z.literal('yes', { error: 'Say that you have read it and stand by it' }),
})

/**
 * Signs the newest progress of a line: from now on those who hold the agency to account see it, with the actions and
 * the evidence as they stand.
 * @param dutyId - of the agency's own line
 * @param progressId - the entry that the chief officer has read
 * @throws invalid where they entered it themselves; conflict `newer-progress` where something newer was entered meanwhile
 */
export async function signProgress(scope: MemberScope, dutyId: string, progressId: string): Promise<void> {
  const duty = await ownDuty(scope, dutyId)
  const [newest] = await store.listProgress(scope, dutyId)
  if (!newest) throw notFound()
  if (newest.id !== progressId || newest.signedAt !== null)
    throw conflict(
      'newer-progress',
      'Something newer was entered or signed meanwhile. Read what stands there now, then sign that.',
    )
  if (newest.personId === scope.actor.personId)
    throw invalid({ read: 'You entered this yourself. Another chief officer signs it' })
  const signed = await scope.tx.run(
    'update oversight.progress set signed_by = $2, signed_at = $3 where id = $1 and signed_at is null',
    [progressId, scope.actor.personId, scope.now],
  )
  if (signed !== 1) throw notFound()
  const bodies = await scope.tx.many<{ id: number }>(
    'select body_id as id from identity.held_to_account where agency_id = $1',
    [duty.agencyId],
  )
  const recipients = bodies.map(({ id }) => id)
  scope.record({
    kind: 'disclosure',
    subject: { kind: 'duty', id: dutyId },
    recipients,
    detail: { stage: newest.stage },
  })
  scope.wake([duty.agencyId, ...recipients])
}

export const decisionSchema = z.object({
  outcome: z.enum(['complete', 'more-needed'], { error: 'Say whether it is complete' }),
  reason: words(5_000, 'Say what the decision rests on'),
})

/**
 * Records what the inspectorate decided of a line: the force proposes, the inspectorate closes, and may open again.
 * @param dutyId - of a line of an agency that the inspectorate holds to account
 * @param input - what, and why
 * @throws not-found; conflict `not-proposed` where completion was not proposed and signed
 */
export async function decide(
  scope: MemberScope,
  dutyId: string,
  input: z.output<typeof decisionSchema>,
): Promise<void> {
  const duty = await store.findDuty(scope, dutyId)
  if (!duty || !(await mayDecide(scope, duty))) throw notFound()
  if (input.outcome === 'complete' && (duty.stage !== 'complete-proposed' || duty.outcome === 'complete'))
    throw conflict(
      'not-proposed',
      'The agency has not proposed this as complete, or it is complete already. Ask the agency to propose and sign it.',
    )
  await scope.tx.run(
    `insert into oversight.decision (id, duty_id, agency_id, body_id, outcome, reason, person_id, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[newId(), dutyId, duty.agencyId, scope.actor.agencyId, input.outcome, input.reason],
      ...[scope.actor.personId, scope.now],
    ],
  )
  scope.record({
    kind: 'alteration',
    subject: { kind: 'duty', id: dutyId },
    recipients: [duty.agencyId],
    detail: { outcome: input.outcome },
  })
  scope.wake([duty.agencyId])
}

/**
 * May the viewer decide whether a line is complete?
 * @param duty - the line
 * @returns true for an inspectorate that holds the addressee to account
 */
export async function mayDecide(scope: MemberScope, duty: Duty): Promise<boolean> {
  const { holds } = await scope.tx.one<{ holds: boolean }>(
    `select oversight.holds($1, '{inspectorate}', $2) as holds`,
    [scope.actor.agencyId, duty.agencyId],
  )
  return holds && duty.endedOn === null
}
