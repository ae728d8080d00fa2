/** The statements of the search. The rule of sight is applied in `search.search`. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { ParsedQuery } from './search-query.ts'
import type { RecordId } from '../../wire/ids.ts'

export type SearchPlace = { rank: number; createdAt: Date; id: RecordId }

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
 * Asks for one page of a search.
 * @param query - the words taken apart, the filters, and which page
 * @returns its rows in order, how many fit altogether (one more than are ranked means more), and whether there is a
 *   next page
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
    `select s.record_id as id, s.rank, s.created_at as "createdAt", s.grades, s.kinds, s.total
     from search.search(
       search.query($1::jsonb),
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

/**
 * Makes the node's keyed digest of a text: the same text gives the same digest, here and nowhere else.
 * @param text - any
 * @returns the digest
 */
export async function digestOf(scope: MemberScope, text: string): Promise<string> {
  return (await scope.tx.one<{ digest: string }>('select platform.digest($1) as digest', [text])).digest
}
