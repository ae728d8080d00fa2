/** What the forms of a line send: the matches that are meant, and what is said of them. */
import { z } from 'zod'
import { chosenMatches, type ChosenMatch } from '../answer-line.ts'
import { closeBody } from '../close-match.ts'
import { confirmBody } from '../confirm-match.ts'
import { seenVersion } from '../answer-match.ts'
import { rejectBody } from '../reject-match.ts'
import { usualReasonCodes } from '../reject-reasons.ts'
import { withdrawBody } from '../withdraw-answer.ts'
import { messageBody } from '../write-message.ts'
import type { SideId } from '../../../wire/ids.ts'

const chosen = {
  match: chosenMatches,
  /** the form offered a choice: then none chosen is none meant */
  several: z.literal('1').optional(),
}
const blankIsNone = (value: unknown) => (value === '' ? undefined : value)

export const contactForm = messageBody.extend(chosen)
export const confirmForm = confirmBody.extend(chosen)
export const rejectForm = z.strictObject({
  ...chosen,
  usual: z.preprocess(blankIsNone, z.enum(usualReasonCodes, 'Choose a reason of the list').optional()),
  reason: z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
    rejectBody.shape.reason.optional(),
  ),
  version: seenVersion,
})
export const takeBackForm = withdrawBody.extend(chosen)
export const closeForm = closeBody.extend(chosen)

/**
 * Finds the matches that a form means: those chosen, or the one of the address where it offered no choice.
 * @param form - as it was sent
 * @param id - the match of the address
 * @returns the matches, each with the answer that the person saw
 */
export function meant(
  form: { match: ChosenMatch[]; several?: '1' | undefined; version?: number | undefined },
  id: SideId,
): ChosenMatch[] {
  if (form.match.length > 0 || form.several !== undefined) return form.match
  return [{ id, version: form.version }]
}
