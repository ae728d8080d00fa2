/** Says for this agency: yes, both of us hold the same. */
import { z } from 'zod'
import type { MemberScope } from '../../platform/database/scope.ts'
import { answerMatch, reasonGiven, seenVersion } from './answer-match.ts'
import type { SideId } from '../../wire/ids.ts'

export const confirmBody = z.strictObject({
  reason: z.preprocess(
    (value) => (value === '' || value === null ? undefined : value),
    reasonGiven.optional(),
  ),
  version: seenVersion,
})

/**
 * Says for this agency that both hold the same.
 * @param sideId - what this agency calls the match by
 * @param input - the reason, and the `version` of the answer that the person saw
 * @throws not-found; conflict `stale`
 */
export async function confirmMatch(
  scope: MemberScope,
  sideId: SideId,
  input: z.output<typeof confirmBody>,
): Promise<void> {
  await answerMatch(scope, sideId, {
    answer: 'confirmed',
    reason: input.reason ?? null,
    version: input.version,
  })
}
