/**
 * The conversation of two desks. A message stands on the matches that it was written for, and a thread is what
 * messages connect: found whenever somebody reads it, stored nowhere, so each desk may group its matches as it
 * holds them and both read one conversation.
 */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { MatchId } from '../../wire/ids.ts'

export type ThreadMessage = { id: string; mine: boolean; author: string | null; text: string; at: Date }

export const MOST_MESSAGES = 500

/**
 * Reads a thread.
 * @param matchIds - matches in the viewer's sight
 * @returns the messages on these matches and on what messages connect with them, oldest first
 */
export async function threadOf(scope: MemberScope, matchIds: readonly MatchId[]): Promise<ThreadMessage[]> {
  return await scope.tx.many<ThreadMessage>(
    `select m.id, m.agency_id = $2 as mine, identity.person_label(m.person_id) as author, m.text, m.at
     from deconfliction.messages_of_thread($1, $3) m order by m.at, m.id`,
    [matchIds, scope.actor.agencyId, MOST_MESSAGES],
  )
}

/**
 * Finds the matches of a thread.
 * @param matchIds - matches in the viewer's sight
 * @returns these matches, and those in this person's sight that messages connect with them
 */
export async function matchesOfThread(scope: MemberScope, matchIds: readonly MatchId[]): Promise<MatchId[]> {
  const { matches } = await scope.tx.one<{ matches: MatchId[] }>(
    'select deconfliction.thread_of($1) as matches',
    [matchIds],
  )
  return [...new Set([...matchIds.filter((id) => matches.includes(id)), ...matches])]
}

/**
 * Notes how far this person has read.
 * @param matchIds - matches in the viewer's sight
 * @returns how far they had read before, by match
 */
export async function markThreadSeen(
  scope: MemberScope,
  matchIds: readonly MatchId[],
): Promise<Map<MatchId, Date>> {
  const before = await scope.tx.many<{ match_id: MatchId; at: Date }>(
    'select match_id, at from deconfliction.thread_seen where match_id = any ($1) and person_id = $2',
    [matchIds, scope.actor.personId],
  )
  await scope.tx.run(
    `insert into deconfliction.thread_seen (match_id, person_id, at)
     select id, $2, $3 from unnest($1::uuid[]) as seen (id) order by id
     on conflict (match_id, person_id) do update set at = excluded.at`,
    [matchIds, scope.actor.personId, scope.now],
  )
  return new Map(before.map(({ match_id, at }) => [match_id, at]))
}
