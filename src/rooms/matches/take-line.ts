/** Somebody takes a line of matches, so that two of one desk do not work on it. No partner learns of it. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { conflict } from '../../platform/errors.ts'
import { lineOfMatch } from './line-of-match.ts'
import type { MatchId, SideId } from '../../wire/ids.ts'

/** Who has a line, as colleagues read it. */
export type Taken = { name: string; mine: boolean; at: Date }

/**
 * @param matchIds - of a line, in the viewer's sight
 * @returns who took one of them last; null for nobody, and for somebody who works on no matches any more
 */
export const takenBy = (scope: MemberScope, matchIds: readonly MatchId[]) =>
  scope.tx.maybe<Taken>(
    `select p.name, t.person_id = $3 as mine, t.at
     from deconfliction.match_taken t join identity.person p on p.id = t.person_id
     where t.match_id = any ($1) and t.agency_id = $2 and deconfliction.takes_part(t.person_id)
     order by t.at desc, t.match_id limit 1`,
    [matchIds, scope.actor.agencyId, scope.actor.personId],
  )

/**
 * Takes every match of the line that this person sees.
 * @param sideId - what this agency calls any match of the line by
 * @throws not-found; conflict `already-taken` while a colleague has one of them: then none is taken
 */
export async function takeLine(scope: MemberScope, sideId: SideId): Promise<void> {
  for (const matchId of await matchIdsOf(scope, sideId)) {
    const taken = await scope.tx.run(
      `insert into deconfliction.match_taken as t (match_id, agency_id, person_id, at) values ($1, $2, $3, $4)
       on conflict (match_id, agency_id) do update set person_id = excluded.person_id, at = excluded.at
       where t.person_id = $3 or not deconfliction.takes_part(t.person_id)`,
      [matchId, scope.actor.agencyId, scope.actor.personId, scope.now],
    )
    if (taken === 0)
      throw conflict('already-taken', 'A colleague has taken this match meanwhile. Open it to see who.')
    scope.record({ kind: 'alteration', subject: { kind: 'match', id: matchId }, detail: { taken: true } })
  }
  scope.wake([scope.actor.agencyId])
}

/**
 * Gives a line back: one's own, or as a coordinator that of a colleague.
 * @param sideId - what this agency calls any match of the line by
 * @throws not-found
 */
export async function giveBackLine(scope: MemberScope, sideId: SideId): Promise<void> {
  for (const matchId of await matchIdsOf(scope, sideId)) {
    const given = await scope.tx.run(
      `delete from deconfliction.match_taken where match_id = $1 and agency_id = $2`,
      [matchId, scope.actor.agencyId],
    )
    if (given > 0)
      scope.record({ kind: 'alteration', subject: { kind: 'match', id: matchId }, detail: { taken: false } })
  }
  scope.wake([scope.actor.agencyId])
}

/** In one order, so that two who take at the same moment wait for one another and never stop one another. */
async function matchIdsOf(scope: MemberScope, sideId: SideId): Promise<string[]> {
  const { matches } = await lineOfMatch(scope, sideId)
  return matches.map(({ matchId }) => matchId).sort()
}
