/** What an agency has sealed, in numbers, for its own page. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { SubjectKind } from '../../wire/codes.ts'
import { epochsOf, holdersOf, type Epochs, type Holder } from './parameters.ts'

/** Where counting stops. */
export const COUNTED_RECORDS = 100_000

export type SealedOverview = {
  epochs: Epochs
  holders: Holder[]
  daysKept: number
  tokens: { kind: SubjectKind; tokens: number }[]
  /** counted up to COUNTED_RECORDS */
  records: number
  firstExpiry: string | null
  lastSealed: Date | null
  /** records whose token meets a partner's, counted up to COUNTED_RECORDS */
  hit: number
}

/**
 * Reads what the agency has sealed. Everything is counted within the viewer's own sight.
 * @returns how many records and tokens of each kind, until when they stand, and how many are matched
 */
export async function sealedOverview(scope: MemberScope): Promise<SealedOverview> {
  const tokens = await scope.tx.many<{ kind: SubjectKind; tokens: number }>(
    `select kind, sum(tokens)::integer as tokens from deconfliction.sealed_count
     where agency_id = $1 group by kind having sum(tokens) > 0 order by kind`,
    [scope.actor.agencyId],
  )
  const numbers = await scope.tx.one<
    Pick<SealedOverview, 'records' | 'firstExpiry' | 'lastSealed' | 'hit' | 'daysKept'>
  >(
    `select
       (select count(*)::integer from (select from access.record r
          where r.agency_id = $1 and r.kind = 'sealed' and r.status = 'disseminated' limit $2) counted) as records,
       (select r.review_on::text from access.record r
          where r.agency_id = $1 and r.kind = 'sealed' and r.status = 'disseminated' order by r.review_on limit 1) as "firstExpiry",
       (select s.at from deconfliction.sealed_submission s where s.agency_id = $1 order by s.at desc limit 1) as "lastSealed",
       (select count(*)::integer from (
          select distinct q.record_id from deconfliction.matches_in_sight(null, null, null, 500, false) q
          join deconfliction.sealed_record r on r.id = q.record_id) found) as hit,
       (select days_kept from deconfliction.sealed_setting) as "daysKept"`,
    [scope.actor.agencyId, COUNTED_RECORDS],
  )
  return { epochs: await epochsOf(scope), holders: await holdersOf(scope), tokens, ...numbers }
}
