/** Whose pages change with what is done within an operation: those of everybody in it. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { OperationId } from '../ids.ts'

/** Of this room. */
export const SCHEMA = 'operations'

/**
 * Wakes the pages of the agencies that take part. They ask this room alone: an action day is followed by sixty agencies, of
 * whom each has more that waits in other rooms.
 * @param operation - of which something changed that waits in no other room
 */
export async function wakeOperation(scope: MemberScope, operation: OperationId): Promise<void> {
  const agencies = await scope.tx.many<{ id: number }>(
    `select distinct agency_id as id from operations.participation where operation_id = $1 and state = 'accepted'`,
    [operation],
  )
  scope.wake([scope.actor.agencyId, ...agencies.map(({ id }) => id)], SCHEMA)
}
