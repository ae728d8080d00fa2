/** Says for this agency: no, these are not the same, and why. */
import { z } from 'zod'
import type { MemberScope } from '../../platform/database/scope.ts'
import { giveWord, reasonGiven, seenVersion } from './give-word.ts'

export const rejectBody = z.strictObject({ reason: reasonGiven, version: seenVersion })

/**
 * @param sideId - what this agency calls the match by
 * @throws not-found; conflict `stale`
 */
export async function rejectMatch(
  scope: MemberScope,
  sideId: string,
  input: z.output<typeof rejectBody>,
): Promise<void> {
  await giveWord(scope, sideId, { word: 'rejected', reason: input.reason, version: input.version })
}
