/** Reports as a search shows them, and as files take them along. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { FoundRecord } from '../../platform/rooms/record-kind.ts'

/**
 * What a search shows of reports; row-level security has the last word here as well.
 * @param ids - of records that were found, of whatever kind
 * @returns those that are reports, by id
 */
export async function foundReports(
  scope: MemberScope,
  ids: readonly string[],
): Promise<Map<string, FoundRecord>> {
  if (ids.length === 0) return new Map()
  const rows = await scope.tx.many<FoundRecord & { slug: string; name: string }>(
    `select r.id, r.reference, r.title, a.slug, a.name, r.classification, r.handling, r.created_at as "createdAt",
            access.stage_of(r) as status, v.texts, v.names
     from unnest($1::uuid[]) as wanted (id)
     join access.record r on r.id = wanted.id and r.kind = 'report'
     join identity.agency a on a.id = r.agency_id
     join lateral (
       select (select string_agg(i ->> 'text', E'\\n') from jsonb_array_elements(document -> 'items') i) as texts,
              coalesce((select string_agg(coalesce(s ->> 'value', (select string_agg(n, ', ') from jsonb_array_elements_text(s -> 'names') n)), '; ')
                        from jsonb_array_elements(document -> 'subjects') s), '') as names
       from intelligence.version_content where report_id = r.id and version = r.version) v on true`,
    [ids],
  )
  return new Map(rows.map(({ slug, name, ...row }) => [row.id, { ...row, owner: { slug, name } }]))
}

/**
 * References of Seamark for references of the agency's own system.
 * @param own - as they were typed
 * @returns by the agency's reference
 */
export async function ownReferences(
  scope: MemberScope,
  own: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await scope.tx.many<{ agency_reference: string; references: string[] }>(
    `select agency_reference, array_agg(reference) as "references"
     from access.record
     where agency_id = $1 and kind = 'report' and agency_reference = any ($2)
     group by agency_reference`,
    [scope.actor.agencyId, own],
  )
  return new Map(rows.map((row) => [row.agency_reference, row.references]))
}

/**
 * A file is a copy: should a partner recall a report in it, whoever has the file is found.
 * @param ids - of the records in the file
 */
export async function noteExported(scope: MemberScope, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await scope.tx.run(
    `insert into access.exported (record_id, version, person_id, agency_id, at)
     select r.id, r.version, $2, $3, $4
     from access.record r join intelligence.version v on v.report_id = r.id and v.version = r.version
     where r.id = any ($1::uuid[]) and r.agency_id <> $3
     on conflict do nothing`,
    [ids, scope.actor.personId, scope.actor.agencyId, scope.now],
  )
}
