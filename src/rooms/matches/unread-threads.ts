/** Threads in which the partner wrote last and this person has not looked since. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Classification, SubjectKind } from '../../wire/codes.ts'
import { valuesOf } from './person-pair.ts'
import type { MatchId, SideId } from '../../wire/ids.ts'

export type UnreadThread = {
  id: SideId
  kind: SubjectKind
  value: string
  partner: string
  at: Date
  classification: Classification
}

/**
 * Lists threads with messages that this person has not read.
 * @param most - how many are read
 * @returns the newest, at most `most`, the newest first
 */
export async function unreadThreads(scope: MemberScope, most: number): Promise<UnreadThread[]> {
  const rows = await scope.tx.many<Omit<UnreadThread, 'value'> & { key: string; matchId: MatchId }>(
    `select side.id, u.match_id as "matchId", u.kind, u.key, a.name as partner, u.at, side.classification
     from deconfliction.newest_unread($2) u
     join identity.agency a on a.id = u.partner_id
     cross join lateral (
       select s.id, r.classification from deconfliction.match_side s join deconfliction.side_record r on r.id = s.record_id
       where s.match_id = u.match_id and s.agency_id = $1 order by r.filed_at limit 1) side
     order by u.at desc`,
    [scope.actor.agencyId, most],
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

/**
 * Counts unread threads with each partner.
 * @returns by the partner's name
 */
export async function countUnreadThreads(scope: MemberScope): Promise<Map<string, number>> {
  const rows = await scope.tx.many<{ partner: string; threads: number }>(
    `select a.name as partner, count(*)::integer as threads
     from deconfliction.newest_unread(null) u join identity.agency a on a.id = u.partner_id group by a.name`,
  )
  return new Map(rows.map(({ partner, threads }) => [partner, threads]))
}
