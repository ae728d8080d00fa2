/** What every act on an operation has in common: the database does it, or says that there is nothing to do. */
import { notFound } from '../../platform/errors.ts'
import type { LedgerEvent, MemberScope } from '../../platform/database/scope.ts'
import type { OperationId } from './ids.ts'

/**
 * Calls a function of the schema that answers with the operation it changed, records the event of it, and wakes whom it
 * concerns.
 * @param call - the statement; its one column is `operation`
 * @param event - all of it but its subject
 * @returns the operation
 * @throws not-found where the function answered nothing: absent, hidden, or not this viewer's to do
 */
export async function actOn(
  scope: MemberScope,
  call: { sql: string; values: readonly unknown[] },
  event: Omit<LedgerEvent, 'subject'>,
): Promise<OperationId> {
  const done = await scope.tx.maybe<{ operation: OperationId | null }>(call.sql, call.values)
  if (!done?.operation) throw notFound()
  scope.record({ ...event, subject: { kind: 'operation', id: done.operation } })
  const concerned = await scope.tx.many<{ id: number }>('select operations.concerned($1) as id', [
    done.operation,
  ])
  scope.wake([scope.actor.agencyId, ...concerned.map(({ id }) => id)])
  return done.operation
}
