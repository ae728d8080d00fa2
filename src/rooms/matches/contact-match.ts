/** Writes to the partner's desk for the first time. From then on both agencies know of one another. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { lineOfMatch } from './line-of-match.ts'
import { chosenOf } from './chosen-matches.ts'
import { findMatch } from './find-match.ts'
import { matchesOfThread } from './thread.ts'
import { writeMessage, type MessageInput } from './write-message.ts'
import type { SideId } from '../../wire/ids.ts'

/**
 * @param sideId - what this agency calls the match by
 * @param input - the message; a contact that exists already gets it as a further message
 * @throws not-found
 */
export async function contactMatch(scope: MemberScope, sideId: SideId, input: MessageInput): Promise<void> {
  const match = await findMatch(scope, sideId)
  const matchIds = match.contacted ? await matchesOfThread(scope, [match.matchId]) : [match.matchId]
  await writeMessage(
    scope,
    { matchIds, partnerId: match.partner.id },
    input,
    match.contacted ? 'reply' : 'contact',
  )
}

/**
 * Writes about several matches of one line at once: one message that stands on each of them, and on those of the
 * line about which the desks speak already.
 * @param sideId - what this agency calls any match of the line by
 * @param chosen - what it calls those by on which the message is to stand; the partner learns of each
 * @param input - the message; with `message_id` a repeated one is written once
 * @throws not-found; invalid with `fields.match` where none of the line's is chosen
 */
export async function contactLine(
  scope: MemberScope,
  sideId: SideId,
  chosen: readonly SideId[],
  input: MessageInput,
): Promise<void> {
  const line = await lineOfMatch(scope, sideId)
  const wanted = chosenOf(line.matches, chosen)
  const begun = line.matches.filter(({ contacted }) => contacted).map(({ matchId }) => matchId)
  const thread = begun.length > 0 ? await matchesOfThread(scope, begun) : []
  const matchIds = [...new Set([...wanted.map(({ matchId }) => matchId), ...thread])]
  const isFirst = wanted.some(({ contacted }) => !contacted)
  await writeMessage(scope, { matchIds, partnerId: line.partner.id }, input, isFirst ? 'contact' : 'reply')
}
