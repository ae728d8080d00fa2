/** Brings an action from hand to hand: offered, accepted or declined, allocated, done, checked, filed. */
import { conflict, forbidden, invalid, notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/identifiers.ts'
import type { PersonId } from '../../../wire/ids.ts'
import type { OperationId } from '../ids.ts'
import type { ActionId } from './ids.ts'
import { findPlace } from './read-actions.ts'
import { wakeOperation } from './wake.ts'
import type { ActionState } from './words.ts'

/** A step, with what it asks. */
export type Step =
  | { to: 'offered'; agency: number }
  | { to: 'accepted' | 'checked' | 'filed' }
  | { to: 'declined' | 'not-pursued'; reason: string }
  | { to: 'allocated'; person: PersonId | null; team: string | null }
  | { to: 'done'; result: string; shared: boolean }

/**
 * Does a step. The database asks who may.
 * @param id - of the action
 * @param revision - of the action that was on the page
 * @param step - where it goes, with what that asks
 * @throws not-found; forbidden `not-yours-to-do`; conflict `stale`; invalid with `agency` or `person`
 */
export async function moveAction(
  scope: MemberScope,
  id: ActionId,
  revision: number,
  step: Step,
): Promise<void> {
  const before = await scope.tx.maybe<{ operationId: OperationId; state: ActionState }>(
    'select operation_id as "operationId", state from operations.action where id = $1',
    [id],
  )
  if (!before) throw notFound()
  const { to, ...said } = step
  const { done } = await scope.tx
    .one<{ done: 'done' | 'stale' | 'refused' | null }>(
      'select operations.move_action($1, $2, $3, $4::jsonb) as done',
      [...[id, revision, to, JSON.stringify(said)]],
    )
    .catch((fault: unknown) => {
      if (!(fault instanceof Error) || !('code' in fault) || !['SM003', '23503'].includes(String(fault.code)))
        throw fault
      throw invalid(
        to === 'offered'
          ? { agency: 'Choose an agency that takes part in the operation' }
          : { person: 'Choose somebody of your own agency who is in the operation' },
      )
    })
  if (done === null) throw notFound()
  if (done === 'stale')
    throw conflict(
      'stale',
      'Somebody changed this action meanwhile. Look at it as it is now, then send yours again.',
    )
  if (done === 'refused')
    throw forbidden(
      'not-yours-to-do',
      'This step is not yours to take: an agency’s own tasking post accepts and allocates, and somebody else checks what was done.',
    )
  scope.record({
    kind: 'alteration',
    subject: { kind: 'action', id },
    detail: { from: before.state, state: to },
  })
  await wakeOperation(scope, before.operationId)
}

/**
 * Allocates several actions of one's own agency at once, each by itself.
 * @param operation - of which they are
 * @param ids - of actions that are accepted or allocated
 * @param to - a person or a team
 * @returns how many there were
 * @throws not-found; forbidden `not-yours-to-do`; conflict `stale`; invalid with `actions` or `person`
 */
export async function allocateSeveral(
  scope: MemberScope,
  operation: OperationId,
  ids: readonly ActionId[],
  to: { person: PersonId | null; team: string | null },
): Promise<number> {
  await findPlace(scope, operation)
  const found = await scope.tx.many<{ id: ActionId; revision: number }>(
    `select id, revision from operations.action
     where operation_id = $1 and id = any ($2) and agency_id = $3 and state in ('accepted', 'allocated') order by number`,
    [operation, [...ids], scope.actor.agencyId],
  )
  if (found.length === 0 || found.length < new Set(ids).size)
    throw invalid({ actions: 'Choose actions that your agency has accepted' })
  for (const { id, revision } of found) await moveAction(scope, id, revision, { to: 'allocated', ...to })
  return found.length
}

/**
 * Shares what came of an action with everybody in the operation.
 * @param id - of an action with a result
 * @throws not-found: there is none, or it is not theirs; conflict `shared-already`
 */
export async function shareResult(scope: MemberScope, id: ActionId): Promise<void> {
  const { done } = await scope.tx.one<{ done: boolean | null }>(
    'select operations.share_result($1) as done',
    [id],
  )
  if (done === null) throw notFound()
  if (!done)
    throw conflict(
      'shared-already',
      'There is nothing to share, or it is shared already. Look at the action.',
    )
  scope.record({ kind: 'disclosure', subject: { kind: 'action', id }, detail: { shared: true } })
  await wakeAround(scope, id)
}

/**
 * Says something of an action to one's own agency.
 * @param id - of an action whose brief this person reads
 * @param said - the words; the day on which it comes back to those who do it
 * @throws not-found; forbidden `may-not-act`
 */
export async function commentOnAction(
  scope: MemberScope,
  id: ActionId,
  { text, waitUntil }: { text: string; waitUntil: string | null },
): Promise<void> {
  const { done } = await scope.tx.one<{ done: boolean | null }>(
    'select operations.comment_on_action($1, $2, $3, $4) as done',
    [newId(), id, text, waitUntil],
  )
  if (done === null) throw notFound()
  if (!done) throw forbidden('may-not-act', 'You read this operation and do not act in it.')
  scope.record({
    kind: 'alteration',
    subject: { kind: 'action', id },
    detail: { comment: true, comes_back: waitUntil !== null },
  })
  scope.wake([scope.actor.agencyId])
}

async function wakeAround(scope: MemberScope, id: ActionId): Promise<void> {
  const found = await scope.tx.maybe<{ operationId: OperationId }>(
    'select operation_id as "operationId" from operations.action where id = $1',
    [id],
  )
  if (found) await wakeOperation(scope, found.operationId)
}
