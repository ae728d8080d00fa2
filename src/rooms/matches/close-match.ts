/** Puts a match away for this agency, once it has given its word. The partner's side stays as it is. */
import { z } from 'zod'
import type { MemberScope } from '../../platform/database/scope.ts'
import { conflict } from '../../platform/errors.ts'
import { ownStanding, seenVersion, staleWord } from './give-word.ts'
import { matchOfSide } from './match-of-side.ts'

export const closeBody = z.strictObject({ version: seenVersion })

/**
 * @param sideId - what this agency calls the match by
 * @throws not-found; conflict `no-word` before this agency has confirmed or rejected; conflict `stale`
 */
export async function closeMatch(
  scope: MemberScope,
  sideId: string,
  input: z.output<typeof closeBody>,
): Promise<void> {
  const { matchId, partner } = await matchOfSide(scope, sideId)
  const standing = (await ownStanding(scope, matchId))?.word
  if (!standing)
    throw conflict('no-word', 'Your agency has not answered yet. Confirm or reject the match, then close it.')
  if (standing.closedAt) return
  const seen = input.version ?? standing.version
  const closed = await scope.tx.run(
    `update deconfliction.match_word set closed_at = $3, closed_by = $4, version = version + 1
     where match_id = $1 and agency_id = $2 and version = $5`,
    [matchId, scope.actor.agencyId, scope.now, scope.actor.personId, seen],
  )
  if (closed === 0) throw staleWord(await ownStanding(scope, matchId))
  scope.record({ kind: 'alteration', subject: { kind: 'match', id: matchId }, detail: { word: 'closed' } })
  scope.wake([scope.actor.agencyId, partner.id])
}
