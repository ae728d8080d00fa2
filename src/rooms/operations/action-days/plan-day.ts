/** Plans an action day: the day itself, its safeguarding plan, where an agency has its command post, and notes. */
import { conflict, forbidden, invalid, notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/identifiers.ts'
import { findPlace } from '../actions/read-actions.ts'
import { wakeOperation } from '../actions/wake.ts'
import type { OperationId } from '../ids.ts'
import { missingOf, type Desk, type SafeguardingPlan } from './action-day.ts'
import type { ActionDayId } from './ids.ts'
import { findActionDay } from './read-day.ts'

/** What somebody is told who reads the operation and does not run its days. */
export const notYours = () =>
  forbidden(
    'wrong-post',
    'The lead does this, a deputy, or one of the commanders of the operation. Ask one of them.',
  )

/**
 * Plans an action day.
 * @param operation - of which the viewer runs the days
 * @param onDay - YYYY-MM-DD, checked by parsePlan
 * @param id - under which it is kept
 * @returns its id
 * @throws not-found; forbidden `wrong-post`; invalid with `on_day` where that day is planned already
 */
export async function planActionDay(
  scope: MemberScope,
  operation: OperationId,
  onDay: string,
  id: ActionDayId = newId<ActionDayId>(),
): Promise<ActionDayId> {
  await findPlace(scope, operation)
  const { done } = await scope.tx.one<{ done: 'done' | 'taken' | null }>(
    'select operations.plan_action_day($1, $2, $3) as done',
    [id, operation, onDay],
  )
  if (done === null) throw notYours()
  if (done === 'taken') throw invalid({ on_day: 'This day is planned already. Open it, or choose another' })
  scope.record({ kind: 'alteration', subject: { kind: 'action-day', id }, detail: { state: 'planned' } })
  await wakeOperation(scope, operation)
  return id
}

/**
 * Writes the safeguarding plan.
 * @param id - of a day that the viewer runs
 * @param revision - of the day that was on the page
 * @param plan - all that is known; what is left out is not known yet
 * @throws not-found; forbidden `wrong-post`; conflict `stale`; invalid by part where the day is to go and a part is taken out
 */
export async function writeSafeguarding(
  scope: MemberScope,
  id: ActionDayId,
  revision: number,
  plan: SafeguardingPlan,
): Promise<void> {
  const day = await findActionDay(scope, id)
  if (!day.runs) throw notYours()
  const { done } = await scope.tx.one<{ done: 'done' | 'stale' | 'needed' | null }>(
    'select operations.write_safeguarding($1, $2, $3::jsonb) as done',
    [id, revision, JSON.stringify(plan)],
  )
  if (done === null) throw conflict('day-is-over', 'This day is done. Its plan stays as it was.')
  if (done === 'stale') throw stale()
  const missing = missingOf({
    ...{ reception: plan.reception, interpreters: plan.interpreters },
    ...{ childrens_services: plan.childrens_services, first_responder: plan.first_responder },
  })
  if (done === 'needed')
    throw invalid(
      Object.fromEntries(missing.map((part) => [part, 'The day is to go: change this, do not take it out'])),
    )
  scope.record({
    kind: 'alteration',
    subject: { kind: 'action-day', id },
    detail: { safeguarding_parts: 4 - missing.length },
  })
  await wakeOperation(scope, day.operationId)
}

/** What somebody is told whose page is older than the day. */
export const stale = () =>
  conflict(
    'stale',
    'Somebody changed this action day meanwhile. Look at it as it is now, then send yours again.',
  )

/**
 * Says where the viewer's own agency has its command post.
 * @param id - of a day
 * @param desk - a desk and its telephone of the day, never a person's
 * @throws not-found; forbidden `not-tasking`; conflict `day-is-over`
 */
export async function keepDesk(
  scope: MemberScope,
  id: ActionDayId,
  { desk, telephone }: Desk,
): Promise<void> {
  const day = await findActionDay(scope, id)
  if (!day.types) throw notTasking()
  const { done } = await scope.tx.one<{ done: true | null }>(
    'select operations.keep_action_day_desk($1, $2, $3) as done',
    [id, desk, telephone],
  )
  if (done === null) throw conflict('day-is-over', 'This day is done. Its command posts stay as they were.')
  scope.record({ kind: 'alteration', subject: { kind: 'action-day', id }, detail: { desk: true } })
  await wakeOperation(scope, day.operationId)
}

/** What somebody is told who does not type for their agency. */
export const notTasking = () =>
  forbidden(
    'not-tasking',
    'Your agency’s own tasking post in this operation does this. Ask whoever holds it.',
  )

/**
 * Notes something for everybody in the operation.
 * @param id - of a day
 * @param text - 1 to 2,000 characters
 * @throws not-found; forbidden `may-not-act`
 */
export async function noteOnDay(scope: MemberScope, id: ActionDayId, text: string): Promise<void> {
  const day = await findActionDay(scope, id)
  if (!day.acts)
    throw forbidden(
      'may-not-act',
      'You read this operation and do not act in it. Ask its lead for a post in which you do.',
    )
  const { done } = await scope.tx.one<{ done: true | null }>(
    'select operations.note_action_day($1, $2, $3) as done',
    [newId(), id, text],
  )
  if (done === null) throw notFound()
  scope.record({ kind: 'alteration', subject: { kind: 'action-day', id }, detail: { note: true } })
  await wakeOperation(scope, day.operationId)
}
