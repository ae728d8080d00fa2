/** Says for this agency: yes, both of us hold the same. */
import { z } from 'zod'
import type { MemberScope } from '../../platform/database/scope.ts'
import { giveWord, reasonGiven, seenVersion } from './give-word.ts'

export const confirmBody = z.strictObject({
  reason: z.preprocess(
    (value) => (value === '' || value === null ? undefined : value),
    reasonGiven.optional(),
  ),
  version: seenVersion,
})

/**
 * @param sideId - what this agency calls the match by
 * @throws not-found; conflict `stale`
 */
export async function confirmMatch(
  scope: MemberScope,
  sideId: string,
  input: z.output<typeof confirmBody>,
): Promise<void> {
  await giveWord(scope, sideId, {
    word: 'confirmed',
    reason: input.reason ?? null,
    version: input.version,
  })
}
