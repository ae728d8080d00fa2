/** Finds a match by an agency's own id for it, under the viewer's own sight. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { notFound } from '../../platform/errors.ts'
import type { SubjectKind } from '../../wire/codes.ts'
import type { Desk, MatchState } from './list-matches.ts'
import type { AgencyId, MatchId, SideId } from '../../wire/ids.ts'

export type FoundMatch = {
  /** what this agency calls the match by */
  id: SideId
  matchId: MatchId
  kind: SubjectKind
  /** as our own side calls it: the value, or `sealed:` and the token where we keep it sealed */
  key: string
  state: MatchState
  /** `YYYY-MM` */
  month: string
  partner: { id: AgencyId; slug: string; name: string; desk: Desk }
  /** somebody of either side has written */
  contacted: boolean
}

/**
 * Finds the match of a side.
 * @param sideId - an agency's own id for the match: the id of any of its sides
 * @returns the match, and what the viewer may know of it
 * @throws not-found alike for what is not there, not theirs, common by now, or not to be known
 */
export async function findMatch(scope: MemberScope, sideId: SideId): Promise<FoundMatch> {
  const [match] = await findMatches(scope, [sideId])
  if (!match) throw notFound()
  return match
}

/**
 * Finds the matches of sides.
 * @param sideIds - an agency's own ids for the matches
 * @returns those in the viewer's sight, in the order of the ids; the others are left out
 */
export async function findMatches(scope: MemberScope, sideIds: readonly SideId[]): Promise<FoundMatch[]> {
  return await scope.tx.many<FoundMatch>(
    `select s.id, m.id as "matchId", m.kind, deconfliction.key_for_owner(m.key, s.record_id) as key, s.state,
            to_char(m.opened_at at time zone 'Europe/London', 'YYYY-MM') as month,
            m.contacted_at is not null as contacted,
            json_build_object('id', a.id, 'slug', a.slug, 'name', a.name, 'desk', json_build_object(
              'name', a.desk_name, 'phone', a.desk_phone, 'email', a.desk_email, 'hours', a.desk_hours)) as partner
     from unnest($1::uuid[]) with ordinality as wanted (id, place)
     join deconfliction.match_side s on s.id = wanted.id
     join deconfliction.match m on m.id = s.match_id
     join identity.agency a on a.id = case when m.agency_a = s.agency_id then m.agency_b else m.agency_a end
     order by wanted.place`,
    [sideIds],
  )
}
