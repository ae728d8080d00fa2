/** How operations are reviewed: by whom they serve, set aside by nobody's search, and erased by two persons once closed. */
import { notFound } from '../../../platform/errors.ts'
import type { MemberScope, Scope } from '../../../platform/database/scope.ts'
import type { PersonsOfRecord, RetentionRule } from '../../../platform/rooms/accountability.ts'
import type { RecordId } from '../../../wire/ids.ts'

export const operationRetention: RetentionRule = {
  name: 'operations.operations',
  words:
    'An operation is reviewed when it is closed, and then in the highest group of the records that it serves.',
  kind: 'operation',
  // An operation names nobody; what it serves does.
  persons: () => Promise.resolve(new Map<string, PersonsOfRecord>()),
  serves,
  // Nothing of an operation is matched or searched.
  setAside: () => Promise.resolve(),
  putBack,
  erase,
  whatStays: (id) => `/operations/${id}/decisions`,
}

/** Records in the operation's compartment, and those on which its decisions rest. */
async function serves(
  scope: Scope,
  ids: readonly RecordId[],
): Promise<readonly { id: RecordId; serves: RecordId; kind: string }[]> {
  return await scope.tx.many(
    `select s.operation_id as id, s.record_id as serves, r.kind
     from operations.served_by($1) s join access.record r on r.id = s.record_id`,
    [[...ids]],
  )
}

/** Its members read it again as soon as the restriction is gone. */
async function putBack(scope: MemberScope, id: RecordId): Promise<void> {
  const { led } = await scope.tx.one<{ led: boolean }>('select operations.viewer_in($1) as led', [id])
  if (!led) throw notFound()
}

/** What goes with it has events of its own: its actions, its planned events, its narrower logs. */
async function erase(scope: MemberScope, id: RecordId): Promise<readonly RecordId[]> {
  const gone = await scope.tx.many<{ kind: string; id: string }>(
    'select kind, id from operations.erase_operation($1)',
    [id],
  )
  for (const subject of gone) scope.record({ kind: 'erasure', subject, detail: { withItsOperation: true } })
  return []
}
