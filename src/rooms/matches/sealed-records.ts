/** An agency's own sealed records, and which of them were hit. */
import { z } from 'zod'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { MatchState } from './list-matches.ts'
import { handleOf } from '../sealed-index/index.ts'

export const RECORDS_A_PAGE = 1_000

export const sealedRecordsQuery = z.strictObject({
  after: handleOf.optional(),
  matched: z.enum(['true', 'false']).default('false'),
})

export type SealedRecord = {
  handle: string
  tokens: number
  expires_on: string
  matches: {
    /** what this agency calls the match by */
    side: string
    kind: string
    /** the token that met; base64url */
    element: string
    partner: string
    state: MatchState
  }[]
}

/**
 * Lists own records in the order of handles, RECORDS_A_PAGE at a time.
 * @param query - `after`: the last handle of the page before; `matched`: only records with a match in sight
 * @returns the records, and the handle behind which the next page begins; null at the end
 */
export async function sealedRecords(
  scope: MemberScope,
  query: z.output<typeof sealedRecordsQuery>,
): Promise<{ records: SealedRecord[]; next: string | null }> {
  const rows = await scope.tx.many<SealedRecord & { sides: number }>(
    query.matched === 'true' ? MATCHED : ALL,
    [scope.actor.agencyId, query.after ?? null, RECORDS_A_PAGE],
  )
  return { records: rows, next: rows.length === RECORDS_A_PAGE ? (rows.at(-1)?.handle ?? null) : null }
}

// The element in bytes from the key, which is `sealed:` and hex; base64url is made of PostgreSQL's base64.
const MATCHES = `
  select json_agg(json_build_object('side', s.id, 'kind', m.kind,
           'element', rtrim(translate(replace(encode(deconfliction.element_of(m.key), 'base64'), e'\\n', ''), '+/', '-_'), '='),
           'partner', a.name, 'state', s.state) order by m.kind, s.id) as found
  from deconfliction.match_side s
  join deconfliction.match m on m.id = s.match_id
  join identity.agency a on a.id = case when m.agency_a = s.agency_id then m.agency_b else m.agency_a end
  where s.record_id = r.id and s.held and m.key like 'sealed:%'`

const fields = (records: string, condition: string) => `
  select r.handle, r.expires_on::text as expires_on, coalesce(hits.found, '[]') as matches,
         (select count(*)::integer from deconfliction.sealed_token t where t.record_id = r.id) as tokens
  from (${records}) r
  left join lateral (${MATCHES}) hits on true
  ${condition} order by r.handle limit $3`

const OWN = `
  select s.id, s.agency_reference collate "C" as handle, s.review_on as expires_on from access.record s
  where s.agency_id = $1 and s.kind = 'sealed' and s.status = 'disseminated'
    and ($2::text is null or s.agency_reference collate "C" > $2)`

const ALL = fields(`${OWN} order by handle limit $3`, '')
const MATCHED = fields(
  `${OWN} and exists (select from deconfliction.match_side x where x.record_id = s.id and x.held)`,
  'where hits.found is not null',
)
