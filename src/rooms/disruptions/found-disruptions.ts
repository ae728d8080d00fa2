/** Disruptions as a search shows them, and as files take them along. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { FoundRecord } from '../../platform/rooms/record-kind.ts'

/**
 * What a search shows of disruptions; row-level security has the last word here as well.
 * @param ids - of records that were found, of whatever kind
 * @returns those that are disruptions, by id
 */
export async function foundDisruptions(
  scope: MemberScope,
  ids: readonly string[],
): Promise<Map<string, FoundRecord>> {
  if (ids.length === 0) return new Map()
  const rows = await scope.tx.many<FoundRecord & { slug: string; name: string }>(
    `select r.id, r.reference, r.title, a.slug, a.name, r.classification, r.handling, r.created_at as "createdAt",
            access.stage_of(r) as status,
            concat_ws(E'\\n', d.what, d.before_words, d.after_words, d.level_reason, d.person_basis) as texts,
            concat_ws(E'\\n', d.about, d.apmis_reference) as names
     from unnest($1::uuid[]) as wanted (id)
     join access.record r on r.id = wanted.id and r.kind = 'disruption'
     join identity.agency a on a.id = r.agency_id
     join disruptions.disruption d on d.id = r.id`,
    [ids],
  )
  return new Map(rows.map(({ slug, name, ...row }) => [row.id, { ...row, owner: { slug, name } }]))
}

/**
 * A file is a copy: should a partner recall a disruption in it, whoever has the file is found.
 * @param ids - of the records in the file
 */
export async function noteExported(scope: MemberScope, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await scope.tx.run(
    `insert into access.exported (record_id, version, person_id, agency_id, at)
     select r.id, r.version, $2, $3, $4
     from access.record r join disruptions.disruption d on d.id = r.id
     where r.id = any ($1::uuid[]) and r.agency_id <> $3
     on conflict do nothing`,
    [ids, scope.actor.personId, scope.actor.agencyId, scope.now],
  )
}
