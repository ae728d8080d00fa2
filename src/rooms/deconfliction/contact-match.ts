/** Writes to the partner's desk for the first time. From then on both agencies know of one another. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { matchOfSide } from './match-of-side.ts'
import { writeMessage, type MessageInput } from './write-message.ts'

/**
 * @param sideId - what this agency calls the match by
 * @param input - the message; a contact that exists already gets it as a further message
 * @throws not-found
 */
export async function contactMatch(scope: MemberScope, sideId: string, input: MessageInput): Promise<void> {
  const match = await matchOfSide(scope, sideId)
  await writeMessage(scope, match, input, match.contacted ? 'reply' : 'contact')
}
