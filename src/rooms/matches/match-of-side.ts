/** From what an agency calls a match by to the match itself, under the viewer's own sight. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { notFound } from '../../platform/errors.ts'
import type { SubjectKind } from '../../wire/codes.ts'
import type { Desk, MatchState } from './list-matches.ts'

export type FoundMatch = {
  /** what this agency calls the match by */
  id: string
  matchId: string
  kind: SubjectKind
  /** as our own side calls it: the value, or `sealed:` and the token where we keep it sealed */
  key: string
  state: MatchState
  /** `YYYY-MM` */
  month: string
  partner: { id: number; slug: string; name: string; desk: Desk }
  /** somebody of either side has written */
  contacted: boolean
}

/**
 * @param sideId - what this agency calls the match by; any of its reports on it will do
 * @throws not-found alike for what is not there, not theirs, common by now, or not to be known
 */
export async function matchOfSide(scope: MemberScope, sideId: string): Promise<FoundMatch> {
  const [match] = await matchesOfSides(scope, [sideId])
  if (!match) throw notFound()
  return match
}

/** @returns those in the viewer's sight, in the order of the ids */
export async function matchesOfSides(scope: MemberScope, sideIds: readonly string[]): Promise<FoundMatch[]> {
  return await scope.tx.many<FoundMatch>(
    `select s.id, m.id as "matchId", m.kind, deconfliction.shown_key(m.key, s.report_id) as key, s.state,
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
