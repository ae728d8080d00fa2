/** Whose pages change with an action: those of everybody in its operation. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { OperationId } from '../ids.ts'

/**
 * Wakes the pages of the agencies that take part.
 * @param operation - of which something changed
 */
export async function wakeOperation(scope: MemberScope, operation: OperationId): Promise<void> {
  const agencies = await scope.tx.many<{ id: number }>(
    `select distinct agency_id as id from operations.participation where operation_id = $1 and state = 'accepted'`,
    [operation],
  )
  scope.wake([scope.actor.agencyId, ...agencies.map(({ id }) => id)])
}
