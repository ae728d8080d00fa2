/** Groups as a search shows them, and as files take them along. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { FoundRecord } from '../../../platform/rooms/record-kind.ts'

/**
 * What a search shows of groups; row-level security has the last word here as well.
 * @param ids - of records that were found, of whatever kind
 * @returns those that are groups, by id
 */
export async function foundGroups(
  scope: MemberScope,
  ids: readonly string[],
): Promise<Map<string, FoundRecord>> {
  if (ids.length === 0) return new Map()
  const rows = await scope.tx.many<FoundRecord & { slug: string; name: string }>(
    `select r.id, r.reference, r.title, a.slug, a.name, r.classification, r.handling, r.created_at as "createdAt",
            access.stage_of(r) as status,
            array_to_string(array[g.basis, g.place] || g.routes || g.methods || g.commodities || g.areas, E'\\n') as texts,
            array_to_string(g.aliases || coalesce(m.names, '{}'), E'\\n') as names
     from unnest($1::uuid[]) as wanted (id)
     join access.record r on r.id = wanted.id and r.kind = 'group'
     join identity.agency a on a.id = r.agency_id
     join networks.crime_group g on g.id = r.id
     left join lateral (select array_agg(x.name order by x.at) as names
                        from (select * from networks.group_member n where n.group_id = g.id order by n.at limit 500) x) m on true`,
    [ids],
  )
  return new Map(rows.map(({ slug, name, ...row }) => [row.id, { ...row, owner: { slug, name } }]))
}

/**
 * A file is a copy: should a partner recall a group in it, whoever has the file is found.
 * @param ids - of the records in the file
 */
export async function noteExported(scope: MemberScope, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await scope.tx.run(
    `insert into access.exported (record_id, version, person_id, agency_id, at)
     select r.id, r.version, $2, $3, $4
     from access.record r join networks.crime_group g on g.id = r.id
     where r.id = any ($1::uuid[]) and r.agency_id <> $3
     on conflict do nothing`,
    [ids, scope.actor.personId, scope.actor.agencyId, scope.now],
  )
}
