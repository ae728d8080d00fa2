/** From one match to the line in which it stands: all matches of what we hold with that partner. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { SubjectKind } from '../../wire/codes.ts'
import { findMatches, findMatch, type FoundMatch } from './find-match.ts'
import type { MatchId, SideId, WrittenPersonId } from '../../wire/ids.ts'

export type FoundLine = {
  kind: SubjectKind
  /** our own person's id, or the value as our own record calls it */
  line: string
  partner: FoundMatch['partner']
  /** those in the viewer's sight, the oldest first; the one that was asked for is among them */
  matches: FoundMatch[]
  asked: FoundMatch
}

/**
 * Finds the line in which a match stands.
 * @param sideId - what this agency calls any match of the line by
 * @returns the line, with its matches in the viewer's sight, the oldest first
 * @throws not-found
 */
export async function lineOfMatch(scope: MemberScope, sideId: SideId): Promise<FoundLine> {
  const asked = await findMatch(scope, sideId)
  const { kind, partner } = asked
  const line = kind === 'person' ? ((await ownPersonOf(scope, asked.matchId)) ?? asked.key) : asked.key
  const rows = await scope.tx.many<{ match_id: MatchId; side_id: SideId }>(
    'select match_id, side_id from deconfliction.pairs_of_line($1, $2, $3)',
    [kind, line, partner.id],
  )
  // The function gives the newest first; a page numbers them, and a number must not wander when one comes.
  const sides = rows
    .toReversed()
    .map(({ match_id, side_id }) => (match_id === asked.matchId ? asked.id : side_id))
  const matches = await findMatches(scope, sides)
  return { kind, line, partner, asked, matches: matches.length === 0 ? [asked] : matches }
}

async function ownPersonOf(scope: MemberScope, matchId: MatchId): Promise<WrittenPersonId | null> {
  const row = await scope.tx.maybe<{ id: WrittenPersonId }>(
    `select case when m.agency_a = $2 then pm.person_a else pm.person_b end as id
     from deconfliction.person_match pm join deconfliction.match m on m.id = pm.match_id where pm.match_id = $1`,
    [matchId, scope.actor.agencyId],
  )
  return row?.id ?? null
}
