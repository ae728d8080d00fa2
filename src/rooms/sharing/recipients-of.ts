/** Who holds a record. */
import type { MemberScope } from '../../platform/database/scope.ts'

/**
 * Reads who has been given a record.
 * @param record - its release list; agencies by id
 * @returns the agencies by id, other than the owner, to which a record is released
 */
export async function recipientsOf(
  scope: MemberScope,
  record: { released_to_all: boolean; released_to: readonly number[] },
): Promise<number[]> {
  if (!record.released_to_all) return record.released_to.filter((id) => id !== scope.actor.agencyId)
  const all = await scope.tx.many<{ id: number }>(
    'select id from identity.agency where id <> $1 order by id',
    [scope.actor.agencyId],
  )
  return all.map(({ id }) => id)
}
