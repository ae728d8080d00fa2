/** Why somebody releases or recalls a record: one rule for pages, API and use cases. */
import { z } from 'zod'
import { parse } from '../../platform/http/input.ts'

const LONGEST = 2_000

/** A reason as it is kept: without the spaces around it, 1 to 2,000 characters. */
export const reasonSchema = z
  .string({ error: 'Enter a reason' })
  .trim()
  .min(1, 'Enter a reason')
  .max(LONGEST, 'Must be 2,000 characters or fewer')

/**
 * @param reason - as it was typed
 * @returns it without the spaces around it
 * @throws invalid with `reason` when it is empty or too long
 */
export function checkReason(reason: string): string {
  return parse(z.object({ reason: reasonSchema }), { reason }).reason
}

/**
 * Looks at a reason for a page that comes back with what was typed, by the rule of `checkReason`.
 * @param reason - as it was typed
 * @returns what is wrong with it, or null
 */
export function faultOfReason(reason: string): string | null {
  return reasonSchema.safeParse(reason).error?.issues[0]?.message ?? null
}
