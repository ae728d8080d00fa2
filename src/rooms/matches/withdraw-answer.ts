/** Takes this agency's answer on a match back: the match counts as not answered again. */
import { z } from 'zod'
import type { MemberScope } from '../../platform/database/scope.ts'
import { conflict } from '../../platform/errors.ts'
import { ownStanding, seenVersion, staleAnswer } from './answer-match.ts'
import { findMatch } from './find-match.ts'
import type { MatchId, SideId } from '../../wire/ids.ts'

export const withdrawBody = z.strictObject({ version: seenVersion })

/**
 * The answer and its reason stay with our own agency's earlier answers; the partner learns that we have none.
 * What followed from the answer is undone by that alone, because nothing was ever merged: two records count as
 * the same person exactly while both agencies' answers say so.
 * @param sideId - what this agency calls the match by
 * @param input - `version`: the answer that the person saw
 * @throws not-found; conflict `no-word` when this agency never answered; conflict `stale`
 */
export async function withdrawAnswer(
  scope: MemberScope,
  sideId: SideId,
  input: z.output<typeof withdrawBody>,
): Promise<void> {
  const { matchId, partner } = await findMatch(scope, sideId)
  const standing = await ownStanding(scope, matchId)
  if (!standing) throw conflict('no-word', 'Your agency has not answered, so there is nothing to take back.')
  // Sent twice, it is done once.
  if (!standing.answer) return
  const taken = await scope.tx.run(
    `update deconfliction.match_answer
     set answer = null, reason = null, closed_at = null, closed_by = null, person_id = $3, at = $4, version = version + 1
     where match_id = $1 and agency_id = $2 and version = $5`,
    [matchId, scope.actor.agencyId, scope.actor.personId, scope.now, input.version ?? standing.version],
  )
  if (taken === 0) throw staleAnswer(await ownStanding(scope, matchId))
  scope.record({
    kind: 'alteration',
    subject: { kind: 'match', id: matchId },
    recipients: [partner.id],
    detail: { word: 'taken-back', was: standing.answer.answer },
  })
  scope.wake([scope.actor.agencyId, partner.id])
}

export type EarlierAnswer = {
  answer: 'confirmed' | 'rejected'
  reason: string | null
  by: string | null
  at: Date
  endedAt: Date
  endedBy: string | null
}

const MOST_EARLIER = 20

/**
 * Lists this agency's earlier answers on a match. The partner's are their own affair.
 * @param matchId - a match in the viewer's sight
 * @returns at most MOST_EARLIER, newest first
 */
export async function earlierAnswers(scope: MemberScope, matchId: MatchId): Promise<EarlierAnswer[]> {
  return await scope.tx.many<EarlierAnswer>(
    `select answer, reason, identity.person_label(person_id) as by, at, ended_at as "endedAt",
            identity.person_label(ended_by) as "endedBy"
     from deconfliction.earlier_answer where match_id = $1 and agency_id = $2
     order by ended_at desc, id limit $3`,
    [matchId, scope.actor.agencyId, MOST_EARLIER],
  )
}
