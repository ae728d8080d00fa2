/** A message in a match's thread: the act behind the first contact and every answer. */
import { z } from 'zod'
import type { MemberScope } from '../../platform/database/scope.ts'
import { newId } from '../../platform/identifiers.ts'
import type { AgencyId, MatchId } from '../../wire/ids.ts'

export const LONGEST_MESSAGE = 4_000

// PostgreSQL cannot hold NUL; other control characters have no use in a message.
// eslint-disable-next-line no-control-regex
const FORBIDDEN_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/u

/**
 * Makes the schema of text that a person writes to a partner, or gives as a reason.
 * @param missing - what is said where there is none
 * @param longest - characters
 * @returns the schema
 */
export const plainText = (missing: string, longest: number) =>
  z
    .string({ error: missing })
    .trim()
    .min(1, missing)
    .max(longest, `Must be ${longest.toLocaleString('en-GB')} characters or fewer`)
    .refine((value) => !FORBIDDEN_CHARACTER.test(value), 'Contains a character that cannot be stored')

export const messageBody = z.strictObject({
  message: plainText('Enter a message to the partner’s desk', LONGEST_MESSAGE),
  /** chosen by the form, so that a form sent twice is one message */
  message_id: z.uuid().optional(),
})
export type MessageInput = z.output<typeof messageBody>

/**
 * Writes to the partner. The database notes when each side wrote, and shows each to the other from then on: on
 * every match on which the message stands.
 * @param matches - of one partner, all in this person's sight; the first is the one it was written from
 * @param input - the message; with `message_id` a repeated one is written once
 * @param act - what the ledger says was done
 */
export async function writeMessage(
  scope: MemberScope,
  matches: { matchIds: readonly MatchId[]; partnerId: AgencyId },
  input: MessageInput,
  act: 'contact' | 'reply',
): Promise<void> {
  const { matchIds, partnerId } = matches
  const written = await scope.tx.run(
    `insert into deconfliction.message (id, match_id, agency_id, person_id, text, at, stands_on)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing`,
    [
      input.message_id ?? newId(),
      matchIds[0],
      scope.actor.agencyId,
      scope.actor.personId,
      input.message,
      scope.now,
      matchIds,
    ],
  )
  if (written === 0) return
  // What was shown to the partner is shown on each of them.
  for (const id of matchIds)
    scope.record({
      kind: 'disclosure',
      subject: { kind: 'match', id },
      recipients: [partnerId],
      detail: { act },
    })
  scope.wake([scope.actor.agencyId, partnerId])
}
