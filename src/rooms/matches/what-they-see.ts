/** "What do they see of this?": the rule of sight, asked for a partner's officer. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { MatchId, RecordId } from '../../wire/ids.ts'

export type Sight = 'none' | 'hit' | 'conditions' | 'full'

export type WhatTheySee = {
  /** they see that this agency holds the value: its name, desk, the kind and the month */
  match: boolean
  /** our reports that the asker may read, each with what a cleared intelligence officer of theirs gets of it */
  reports: { id: RecordId; sight: Sight }[]
}

/**
 * Asks the rule of sight for an officer of the partner.
 * @param matchId - a match in the asker's sight
 * @param contacted - somebody has written, which shows each side to the other whatever its records say
 * @returns of each of our own records that the asker may read, and of the match itself
 */
export async function whatTheySee(
  scope: MemberScope,
  matchId: MatchId,
  contacted: boolean,
): Promise<WhatTheySee> {
  const reports = await scope.tx.many<{ id: RecordId; sight: Sight }>(
    'select record_id as id, sight from deconfliction.what_they_see($1)',
    [matchId],
  )
  return { match: contacted || reports.some(({ sight }) => sight !== 'none'), reports }
}
