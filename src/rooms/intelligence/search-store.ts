/** The statements of the search. The rule of sight is applied in `intelligence.search`. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { ParsedQuery } from './search-query.ts'
import type { SearchRow } from './search-reports.ts'

export type SearchPlace = { rank: number; createdAt: Date; id: string }

export type PageQuery = {
  parsed: ParsedQuery
  agencies: string[] | null
  since: Date | null
  until: Date | null
  grades: string[] | null
  handling: string | null
  kinds: string[] | null
  /** the last row of the page before */
  after: SearchPlace | null
  size: number
  /** the newest of all that fit, which are counted and ranked */
  most: number
}

type PageRow = SearchPlace & { grades: string[]; kinds: string[]; total: number }

/**
 * One page of a search.
 * @returns its rows in order, how many fit altogether (one more than are ranked means more), and
 *   whether there is a next page
 */
export async function searchPage(
  scope: MemberScope,
  query: PageQuery,
): Promise<{ rows: Omit<PageRow, 'total'>[]; total: number; next: boolean }> {
  const { parsed, after } = query
  const asked = parsed.any.length > 0 || parsed.none.length > 0
  // Words that are all left out are not "no words", by which everything would be found.
  if (!asked && parsed.notUnderstood.length > 0) return { rows: [], total: 0, next: false }
  const found = await scope.tx.many<PageRow>(
    `select s.report_id as id, s.rank, s.created_at as "createdAt", s.grades, s.kinds, s.total
     from intelligence.search(
       intelligence.search_words($1::jsonb),
       (select array_agg(a.id) from identity.agency a where a.slug = any ($2)),
       $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) s
     where $2::text[] is null or exists (select from identity.agency a where a.slug = any ($2))`,
    [
      asked ? JSON.stringify({ any: [...parsed.any, ...parsed.joined], none: parsed.none }) : null,
      query.agencies,
      query.since,
      query.until,
      query.grades,
      query.handling,
      query.kinds,
      query.most + 1,
      after?.rank ?? null,
      after?.createdAt ?? null,
      after?.id ?? null,
      query.size + 1,
    ],
  )
  return {
    rows: found.slice(0, query.size),
    total: found[0]?.total ?? 0,
    next: found.length > query.size,
  }
}

export type FoundRow = Omit<SearchRow, 'grades' | 'kinds' | 'excerpt'> & { texts: string; names: string }

/** What a page shows of these reports; row-level security has the last word here as well. */
export async function selectFound(
  scope: MemberScope,
  ids: readonly string[],
): Promise<Map<string, FoundRow>> {
  if (ids.length === 0) return new Map()
  const rows = await scope.tx.many<FoundRow & { slug: string; name: string }>(
    `select r.id, r.reference, r.title, a.slug, a.name, r.classification, r.handling, r.created_at as "createdAt",
            r.status, v.texts, v.names
     from unnest($1::uuid[]) as wanted (id)
     join intelligence.report r on r.id = wanted.id
     join identity.agency a on a.id = r.agency_id
     join lateral (
       select (select string_agg(i ->> 'text', E'\\n') from jsonb_array_elements(document -> 'items') i) as texts,
              coalesce((select string_agg(coalesce(s ->> 'value', (select string_agg(n, ', ') from jsonb_array_elements_text(s -> 'names') n)), '; ')
                        from jsonb_array_elements(document -> 'subjects') s), '') as names
       from intelligence.version where report_id = r.id and version = r.version) v on true`,
    [ids],
  )
  return new Map(rows.map(({ slug, name, ...row }) => [row.id, { ...row, owner: { slug, name } }]))
}

/** References of Seamark for references of the agency's own system. */
export async function selectOwnReferences(
  scope: MemberScope,
  own: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await scope.tx.many<{ agency_reference: string; references: string[] }>(
    `select agency_reference, array_agg(reference) as "references"
     from intelligence.report
     where agency_id = $1 and agency_reference = any ($2)
     group by agency_reference`,
    [scope.actor.agencyId, own],
  )
  return new Map(rows.map((row) => [row.agency_reference, row.references]))
}

/** The node's keyed digest of a text: the same text gives the same digest, here and nowhere else. */
export async function digestOf(scope: MemberScope, text: string): Promise<string> {
  return (await scope.tx.one<{ digest: string }>('select platform.digest($1) as digest', [text])).digest
}
