/** Answers in a thread that one of the two desks has begun. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { conflict } from '../../platform/errors.ts'
import { matchOfSide } from './match-of-side.ts'
import { writeMessage, type MessageInput } from './write-message.ts'

/**
 * @param sideId - what this agency calls the match by
 * @throws not-found; conflict `not-contacted` when nobody has written yet: the first message discloses that
 *   this agency holds the value, and that is decided on its own
 */
export async function replyToMatch(scope: MemberScope, sideId: string, input: MessageInput): Promise<void> {
  const match = await matchOfSide(scope, sideId)
  if (!match.contacted)
    throw conflict('not-contacted', 'Neither desk has written yet. Contact the partner first.')
  await writeMessage(scope, match, input, 'reply')
}
