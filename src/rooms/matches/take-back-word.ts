/** Takes this agency's word on a match back: it counts as not answered again. */
import { z } from 'zod'
import type { MemberScope } from '../../platform/database/scope.ts'
import { conflict } from '../../platform/errors.ts'
import { ownStanding, seenVersion, staleWord } from './give-word.ts'
import { matchOfSide } from './match-of-side.ts'

export const takeBackBody = z.strictObject({ version: seenVersion })

/**
 * The word and its reason stay with our own agency's earlier answers; the partner learns that we have none.
 * What followed from the word is undone by that alone, because nothing was ever merged: two records count as
 * the same person exactly while both agencies' words say so.
 * @param sideId - what this agency calls the match by
 * @throws not-found; conflict `no-word` when this agency never answered; conflict `stale`
 */
export async function takeBackWord(
  scope: MemberScope,
  sideId: string,
  input: z.output<typeof takeBackBody>,
): Promise<void> {
  const { matchId, partner } = await matchOfSide(scope, sideId)
  const standing = await ownStanding(scope, matchId)
  if (!standing) throw conflict('no-word', 'Your agency has not answered, so there is nothing to take back.')
  // Sent twice, it is done once.
  if (!standing.word) return
  const taken = await scope.tx.run(
    `update deconfliction.match_word
     set word = null, reason = null, closed_at = null, closed_by = null, person_id = $3, at = $4, version = version + 1
     where match_id = $1 and agency_id = $2 and version = $5`,
    [matchId, scope.actor.agencyId, scope.actor.personId, scope.now, input.version ?? standing.version],
  )
  if (taken === 0) throw staleWord(await ownStanding(scope, matchId))
  scope.record({
    kind: 'alteration',
    subject: { kind: 'match', id: matchId },
    recipients: [partner.id],
    detail: { word: 'taken-back', was: standing.word.word },
  })
  scope.wake([scope.actor.agencyId, partner.id])
}

export type PastWord = {
  word: 'confirmed' | 'rejected'
  reason: string | null
  by: string | null
  at: Date
  endedAt: Date
  endedBy: string | null
}

const MOST_PAST_WORDS = 20

/** This agency's earlier answers on a match, newest first. The partner's are their own affair. */
export async function pastWords(scope: MemberScope, matchId: string): Promise<PastWord[]> {
  return await scope.tx.many<PastWord>(
    `select word, reason, identity.person_label(person_id) as by, at, ended_at as "endedAt",
            identity.person_label(ended_by) as "endedBy"
     from deconfliction.past_word where match_id = $1 and agency_id = $2
     order by ended_at desc, id limit $3`,
    [matchId, scope.actor.agencyId, MOST_PAST_WORDS],
  )
}
