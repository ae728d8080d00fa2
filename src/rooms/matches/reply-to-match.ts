/** Answers in a thread that one of the two desks has begun. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { conflict } from '../../platform/errors.ts'
import { lineOfMatch } from './line-of-match.ts'
import { findMatch } from './find-match.ts'
import { matchesOfThread } from './thread.ts'
import { writeMessage, type MessageInput } from './write-message.ts'
import type { AgencyId, MatchId, SideId } from '../../wire/ids.ts'

/**
 * Replies to the partner. The answer stands on every match of the thread that this person sees, and on no other: what
 * the desks have not spoken about yet is not shown by it.
 * @param sideId - what this agency calls the match by
 * @param input - the message; with `message_id` a repeated one is written once
 * @throws not-found; conflict `not-contacted` when nobody has written yet: the first message discloses that
 *   this agency holds the value, and that is decided on its own
 */
export async function replyToMatch(scope: MemberScope, sideId: SideId, input: MessageInput): Promise<void> {
  const match = await findMatch(scope, sideId)
  await reply(scope, [match], match.partner.id, input)
}

/**
 * Replies as replyToMatch, in the thread of the line in which the match stands.
 * @param sideId - what this agency calls any match of the line by
 * @param input - the message; with `message_id` a repeated one is written once
 * @throws as replyToMatch
 */
export async function replyOnLine(scope: MemberScope, sideId: SideId, input: MessageInput): Promise<void> {
  const line = await lineOfMatch(scope, sideId)
  await reply(scope, line.matches, line.partner.id, input)
}

async function reply(
  scope: MemberScope,
  matches: readonly { matchId: MatchId; contacted: boolean }[],
  partnerId: AgencyId,
  input: MessageInput,
): Promise<void> {
  const begun = matches.filter(({ contacted }) => contacted).map(({ matchId }) => matchId)
  if (begun.length === 0)
    throw conflict('not-contacted', 'Neither desk has written yet. Contact the partner first.')
  await writeMessage(scope, { matchIds: await matchesOfThread(scope, begun), partnerId }, input, 'reply')
}
