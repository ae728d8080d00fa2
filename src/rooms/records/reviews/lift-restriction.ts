/** Lifts a restriction: whoever decides, because the record is searched and matched again. */
import { notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { mustBeOneWho } from '../../../platform/identity/wrong-role.ts'
import type { RetentionRule } from '../../../platform/rooms/accountability.ts'
import type { RecordId } from '../../../wire/ids.ts'

/**
 * Lifts the restriction of an own record. It is found, matched and read again as before.
 * @param rules - of all rooms: how records of each kind are put back
 * @param id - of the record
 * @throws forbidden `wrong-role`; not-found, also where it is not restricted
 */
export async function liftRestriction(
  scope: MemberScope,
  rules: ReadonlyMap<string, RetentionRule>,
  id: RecordId,
): Promise<void> {
  mustBeOneWho(scope, 'decides')
  const record = await scope.tx.maybe<{ kind: string }>(
    'select kind from access.record where id = $1 and agency_id = $2',
    [id, scope.actor.agencyId],
  )
  if (!record) throw notFound()
  const { told } = await scope.tx.one<{ told: number[] | null }>(
    'select access.lift_restriction($1) as told',
    [id],
  )
  if (told === null) throw notFound()
  await [...rules.values()].find(({ kind }) => kind === record.kind)?.putBack(scope, id)
  scope.record({
    kind: 'alteration',
    subject: { kind: record.kind, id },
    recipients: told,
    detail: { restriction: 'lifted' },
  })
  scope.wake([scope.actor.agencyId, ...told])
}
