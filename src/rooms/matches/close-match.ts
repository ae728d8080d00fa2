/** Puts a match away for this agency, once it has given its answer. The partner's side stays as it is. */
import { z } from 'zod'
import type { MemberScope } from '../../platform/database/scope.ts'
import { conflict } from '../../platform/errors.ts'
import { ownStanding, seenVersion, staleAnswer } from './answer-match.ts'
import { findMatch } from './find-match.ts'
import type { SideId } from '../../wire/ids.ts'

export const closeBody = z.strictObject({ version: seenVersion })

/**
 * Puts an answered match away for this agency.
 * @param sideId - what this agency calls the match by
 * @param input - `version`: the answer that the person saw
 * @throws not-found; conflict `no-word` before this agency has confirmed or rejected; conflict `stale`
 */
export async function closeMatch(
  scope: MemberScope,
  sideId: SideId,
  input: z.output<typeof closeBody>,
): Promise<void> {
  const { matchId, partner } = await findMatch(scope, sideId)
  const standing = (await ownStanding(scope, matchId))?.answer
  if (!standing)
    throw conflict('no-word', 'Your agency has not answered yet. Confirm or reject the match, then close it.')
  if (standing.closedAt) return
  const seen = input.version ?? standing.version
  const closed = await scope.tx.run(
    `update deconfliction.match_answer set closed_at = $3, closed_by = $4, version = version + 1
     where match_id = $1 and agency_id = $2 and version = $5`,
    [matchId, scope.actor.agencyId, scope.now, scope.actor.personId, seen],
  )
  if (closed === 0) throw staleAnswer(await ownStanding(scope, matchId))
  scope.record({ kind: 'alteration', subject: { kind: 'match', id: matchId }, detail: { word: 'closed' } })
  scope.wake([scope.actor.agencyId, partner.id])
}
