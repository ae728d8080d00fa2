/** Raises an action. It is offered to an agency afterwards, which accepts or declines it. */
import { forbidden, invalid, notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/identifiers.ts'
import type { OperationId } from '../ids.ts'
import type { NewAction } from './action.ts'
import type { ActionId } from './ids.ts'
import { findPlace } from './read-actions.ts'
import { wakeOperation } from './wake.ts'

/**
 * Raises an action.
 * @param operation - in which the viewer acts
 * @param action - checked by parseAction
 * @param id - under which it is kept
 * @returns its id and its number in the operation
 * @throws not-found; forbidden `may-not-act`; invalid with `depends_on` or `decision`
 */
export async function raiseAction(
  scope: MemberScope,
  operation: OperationId,
  action: NewAction,
  id: ActionId = newId<ActionId>(),
): Promise<{ id: ActionId; number: number }> {
  const place = await findPlace(scope, operation)
  if (!place.acts)
    throw forbidden(
      'may-not-act',
      'You read this operation and do not act in it. Ask its lead for a post in which you do.',
    )
  const { depends_on: depends, ...said } = action
  const { number } = await scope.tx
    .one<{ number: number | null }>('select operations.raise_action($1, $2, $3::jsonb, $4) as number', [
      ...[id, operation, JSON.stringify(said), depends],
    ])
    .catch((fault: unknown) => {
      if (!(fault instanceof Error) || !('code' in fault) || fault.code !== 'SM003') throw fault
      throw invalid(
        /decision/.test(fault.message)
          ? { decision: 'Choose a decision of the main log of this operation' }
          : { depends_on: 'Enter numbers of actions of this operation' },
      )
    })
  if (number === null) throw notFound()
  scope.record({
    kind: 'alteration',
    subject: { kind: 'action', id },
    detail: { state: 'raised', depends: depends.length, from_decision: said.decision !== undefined },
  })
  await wakeOperation(scope, operation)
  return { id, number }
}
