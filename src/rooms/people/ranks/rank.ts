/** What an attestation of a rank holds, and what is refused. Pure; the database refuses the same. */
import { z } from 'zod'
import { fieldErrors } from '../../../platform/http/field-errors.ts'
import { codesOf, rank, type Rank } from '../../../wire/codes.ts'
import { gradeId, type GradeId } from './ids.ts'

/** Days from the first to the last, at most: somebody looks again after two years. `for_two_years_at_most` says the same. */
export const MOST_DAYS = 731
/** How many days ahead an attestation may begin, for a promotion that is known. */
export const MOST_AHEAD = 92
/** How many days before its last day an attestation waits for an administrator. */
export const TOLD_BEFORE = 30
/** Characters of the reason for which one is ended. */
export const LONGEST_REASON = 300

const day = (missing: string) => z.iso.date({ error: missing })

/** As the API takes it. */
export const attestationSchema = z.strictObject({
  rank: z
    .enum(codesOf(rank), { error: 'Choose a rank' })
    .optional()
    .describe('of the police and the task force'),
  grade: gradeId.optional().describe('of an agency that has grades: one that the operator entered for it'),
  from: day('Enter the day from which it counts, like 2026-11-22'),
  until: day('Enter the last day on which it counts, like 2027-11-22'),
})

/** That somebody holds a rank: the rank itself, or a grade that counts as one. */
export type NewAttestation = { held: { rank: Rank } | { grade: GradeId }; from: string; until: string }

/**
 * Reads an attestation.
 * @param input - as the API gives it, or a form with the same names
 * @param today - YYYY-MM-DD in London
 * @returns the attestation, or what is wrong, by field
 */
export function parseAttestation(
  input: unknown,
  today: string,
): { attestation: NewAttestation } | { fields: Record<string, string> } {
  const read = attestationSchema.safeParse(input)
  if (!read.success) return { fields: fieldErrors(read.error) }
  const { rank: held, grade, from, until } = read.data
  const fields: Record<string, string> = {}
  if ((held === undefined) === (grade === undefined)) fields['rank'] = 'Choose one rank, or one grade'
  if (daysFrom(today, from) < 0) fields['from'] = 'Must be today or later: nothing is attested for the past'
  else if (daysFrom(today, from) > MOST_AHEAD)
    fields['from'] = `Must be within ${String(MOST_AHEAD)} days. Attest it nearer to the day`
  if (daysFrom(from, until) < 0) fields['until'] = 'Must not be before the day from which it counts'
  else if (daysFrom(from, until) > MOST_DAYS)
    fields['until'] = 'Must be within two years. An administrator attests it anew after that'
  if (Object.keys(fields).length > 0) return { fields }
  if (held !== undefined) return { attestation: { held: { rank: held }, from, until } }
  return grade === undefined
    ? { fields: { rank: 'Choose one rank, or one grade' } }
    : { attestation: { held: { grade }, from, until } }
}

/**
 * Counts days.
 * @param one - YYYY-MM-DD
 * @param other - YYYY-MM-DD
 * @returns how many days the other is after the one; negative where it is before
 */
export const daysFrom = (one: string, other: string): number =>
  Math.round((Date.parse(`${other}T00:00:00Z`) - Date.parse(`${one}T00:00:00Z`)) / 86_400_000)

/**
 * Says what is held.
 * @param of - the rank, and the grade that counts as it, where it is one
 * @returns as in `Inspector`, or `Grade 3 (counts as Inspector)`
 */
export const rankTold = (of: { rank: Rank; grade: string | null }): string =>
  of.grade === null ? rank[of.rank] : `${of.grade} (counts as ${rank[of.rank]})`

const CONTROL = /\p{Cc}/u
/** Why an attestation is ended: one line. */
export const reasonSchema = z
  .string({ error: 'Say why it ends' })
  .trim()
  .min(1, 'Say why it ends')
  .max(LONGEST_REASON, `Must be ${String(LONGEST_REASON)} characters or fewer`)
  .refine((text) => !CONTROL.test(text), 'Write one line, without control characters')

/**
 * Reads the reason for which an attestation is ended.
 * @param typed - as it was typed
 * @returns the reason, or what is wrong
 */
export function parseReason(
  typed: string | undefined,
): { reason: string } | { fields: Record<string, string> } {
  const read = reasonSchema.safeParse(typed ?? '')
  return read.success
    ? { reason: read.data }
    : { fields: { reason: read.error.issues[0]?.message ?? 'Say why' } }
}
