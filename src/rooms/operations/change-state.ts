/** How far an operation has come, as its lead says it. */
import { conflict, invalid } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { OperationState } from '../../wire/codes.ts'
import { actOn } from './act.ts'
import type { OperationId } from './ids.ts'

/** What may follow each state by the lead's word. */
export const NEXT_STATES: Readonly<Record<OperationState, readonly OperationState[]>> = {
  proposed: [],
  open: ['winding-down', 'closed'],
  'winding-down': ['open', 'closed'],
  closed: ['archived'],
  archived: [],
}

/**
 * Says how far an operation has come.
 * @param to - the next state, and the closing note where it is closed
 * @throws not-found; invalid `note`; conflict `wrong-state` where somebody was faster,
 *   `actions-not-ended` where an action is needed before closing
 */
export async function changeState(
  scope: MemberScope,
  operation: OperationId,
  to: { state: OperationState; note: string | null },
): Promise<OperationId> {
  const now = await scope.tx.maybe<{ state: OperationState }>(
    'select state from operations.operation where id = $1',
    [operation],
  )
  if (now && !NEXT_STATES[now.state].includes(to.state))
    throw conflict('wrong-state', 'The operation has come further meanwhile. Look at it again.')
  if (to.state === 'closed' && to.note === null) throw invalid({ note: 'Enter a closing note' })
  if (now && to.state === 'closed') {
    const { needed } = await scope.tx.one<{ needed: number }>(
      'select operations.needed_before_closing($1) as needed',
      [operation],
    )
    if (needed > 0)
      throw conflict(
        'actions-not-ended',
        'Actions that are needed before closing have not ended. Have them filed, or say why they are not pursued.',
      )
  }
  return actOn(
    scope,
    {
      sql: 'select operations.change_state($1, $2, $3) as operation',
      values: [operation, to.state, to.note],
    },
    { kind: 'alteration', detail: { state: to.state } },
  )
}
