/** Threads in which the partner wrote last and this person has not looked since. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Classification, SubjectKind } from '../../wire/codes.ts'
import { valuesOf } from './pairs.ts'

export type UnreadThread = {
  id: string
  kind: SubjectKind
  value: string
  partner: string
  at: Date
  classification: Classification
}

// A colleague's answer settles it for the whole desk; reading without answering settles it for the reader.
// Two branches, because a match has its agencies in the order of their numbers, and each has its index.
const UNREAD = `
  select m.id, m.kind, m.key, m.agency_b as partner_id, m.wrote_b as at from deconfliction.match m
  where m.agency_a = $1 and m.wrote_b is not null and m.wrote_b > coalesce(m.wrote_a, '-infinity')
    and not exists (select from deconfliction.thread_seen t
                    where t.match_id = m.id and t.person_id = $2 and t.at >= m.wrote_b)
  union all
  select m.id, m.kind, m.key, m.agency_a, m.wrote_a from deconfliction.match m
  where m.agency_b = $1 and m.wrote_a is not null and m.wrote_a > coalesce(m.wrote_b, '-infinity')
    and not exists (select from deconfliction.thread_seen t
                    where t.match_id = m.id and t.person_id = $2 and t.at >= m.wrote_a)`

/** @returns the oldest first, at most `most` */
export async function unreadThreads(scope: MemberScope, most: number): Promise<UnreadThread[]> {
  const rows = await scope.tx.many<Omit<UnreadThread, 'value'> & { key: string; matchId: string }>(
    `select side.id, u.id as "matchId", u.kind, u.key, a.name as partner, u.at, side.classification
     from (${UNREAD} order by at limit $3) u
     join identity.agency a on a.id = u.partner_id
     cross join lateral (
       select s.id, r.classification from deconfliction.match_side s join deconfliction.side_record r on r.id = s.report_id
       where s.match_id = u.id and s.agency_id = $1 order by r.filed_at limit 1) side
     order by u.at`,
    [scope.actor.agencyId, scope.actor.personId, most],
  )
  const values = await valuesOf(scope, rows)
  return rows.map(({ id, kind, partner, at, classification }, index) => ({
    id,
    kind,
    value: values[index] ?? '',
    partner,
    at,
    classification,
  }))
}

/** @returns how many there are, counted up to `most` */
export async function countUnread(scope: MemberScope, most: number): Promise<number> {
  const { unread } = await scope.tx.one<{ unread: number }>(
    `select count(*)::integer as unread from (select from (${UNREAD}) u limit $3) bounded`,
    [scope.actor.agencyId, scope.actor.personId, most],
  )
  return unread
}
