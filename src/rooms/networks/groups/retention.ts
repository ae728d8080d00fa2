/** How groups are reviewed: what a group of periods is suggested by, and how a group is set aside, put back and erased. */
import { notFound } from '../../../platform/errors.ts'
import type { MemberScope, Scope } from '../../../platform/database/scope.ts'
import type { PersonsOfRecord, RetentionRule } from '../../../platform/rooms/accountability.ts'
import type { RecordId } from '../../../wire/ids.ts'
import { keepWords } from './group-store.ts'

export const groupRetention: RetentionRule = {
  name: 'networks.groups',
  words: 'A group is reviewed on its date, in the group of whom it says are its members.',
  kind: 'group',
  persons: personsIn,
  // Nothing of a group is matched, and the search lets it go with the record.
  setAside: () => Promise.resolve(),
  putBack,
  erase,
}

/** Nobody but a suspected or a convicted adult is said to be of a group. */
async function personsIn(
  scope: Scope,
  ids: readonly RecordId[],
): Promise<ReadonlyMap<string, PersonsOfRecord>> {
  const rows = await scope.tx.many<PersonsOfRecord & { id: string }>(
    `select m.group_id as id,
            count(*) filter (where m.category = 'suspected')::integer as suspected,
            count(*) filter (where m.category = 'convicted')::integer as convicted, 0 as victims, 0 as others
     from networks.group_member m where m.group_id = any ($1::uuid[]) and m.kind = 'person' group by m.group_id`,
    [ids],
  )
  return new Map(rows.map(({ id, ...persons }) => [id, persons]))
}

/** Found again by its owner and by whom it is released to. */
async function putBack(scope: MemberScope, id: RecordId): Promise<void> {
  const own = await scope.tx.maybe('select id from networks.crime_group where id = $1 and agency_id = $2', [
    id,
    scope.actor.agencyId,
  ])
  if (!own) throw notFound()
  await keepWords(scope, id)
}

/** No draft is made of a group. */
async function erase(scope: MemberScope, id: RecordId): Promise<readonly RecordId[]> {
  await scope.tx.run('select networks.erase_group($1)', [id])
  return []
}
