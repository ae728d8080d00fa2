/** Says for this agency: no, these are not the same, and why. */
import { z } from 'zod'
import type { MemberScope } from '../../platform/database/scope.ts'
import { answerMatch, reasonGiven, seenVersion } from './answer-match.ts'
import type { SideId } from '../../wire/ids.ts'

export const rejectBody = z.strictObject({ reason: reasonGiven, version: seenVersion })

/**
 * Says for this agency that these are not the same.
 * @param sideId - what this agency calls the match by
 * @param input - the reason, and the `version` of the answer that the person saw
 * @throws not-found; conflict `stale`
 */
export async function rejectMatch(
  scope: MemberScope,
  sideId: SideId,
  input: z.output<typeof rejectBody>,
): Promise<void> {
  await answerMatch(scope, sideId, { answer: 'rejected', reason: input.reason, version: input.version })
}
