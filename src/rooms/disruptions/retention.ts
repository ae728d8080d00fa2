/** How disruptions are reviewed, set aside, put back and erased. */
import { notFound } from '../../platform/errors.ts'
import type { MemberScope, Scope } from '../../platform/database/scope.ts'
import type { PersonsOfRecord, RetentionRule } from '../../platform/rooms/accountability.ts'
import type { RecordId } from '../../wire/ids.ts'
import { keepWords } from './disruption-store.ts'

export const disruptionRetention: RetentionRule = {
  name: 'disruptions.disruptions',
  words: 'A disruption is reviewed on its date, in the group of the person or the group whom it is about.',
  kind: 'disruption',
  persons: personsIn,
  serves,
  // Nothing of a disruption is matched, and the search lets it go with the record.
  setAside: () => Promise.resolve(),
  putBack,
  erase,
}

/** A disruption is about one suspected or convicted adult, or about a group. */
async function personsIn(
  scope: Scope,
  ids: readonly RecordId[],
): Promise<ReadonlyMap<string, PersonsOfRecord>> {
  const rows = await scope.tx.many<PersonsOfRecord & { id: string }>(
    `select d.id, (d.person_category = 'suspected')::integer as suspected,
            (d.person_category = 'convicted')::integer as convicted, 0 as victims, 0 as others
     from disruptions.disruption d where d.id = any ($1::uuid[]) and d.about_kind = 'person'`,
    [ids],
  )
  return new Map(rows.map(({ id, ...persons }) => [id, persons]))
}

/** One that names a group has the group's periods. */
async function serves(
  scope: Scope,
  ids: readonly RecordId[],
): Promise<readonly { id: RecordId; serves: RecordId; kind: string }[]> {
  return await scope.tx.many<{ id: RecordId; serves: RecordId; kind: string }>(
    `select o.disruption_id as id, o.group_id as serves, 'group' as kind
     from disruptions.of_group o where o.disruption_id = any ($1::uuid[]) and o.group_id is not null`,
    [ids],
  )
}

/** Found again by its owner and by whom it is released to. */
async function putBack(scope: MemberScope, id: RecordId): Promise<void> {
  const own = await scope.tx.maybe('select id from disruptions.disruption where id = $1 and agency_id = $2', [
    id,
    scope.actor.agencyId,
  ])
  if (!own) throw notFound()
  await keepWords(scope, id)
}

/** No draft is made of a disruption. */
async function erase(scope: MemberScope, id: RecordId): Promise<readonly RecordId[]> {
  await scope.tx.run('select disruptions.erase_disruption($1)', [id])
  return []
}
