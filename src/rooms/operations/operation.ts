/** The pure rules of an operation: what its proposal holds, and what is refused. */
import { z } from 'zod'
import { fieldErrors } from '../../platform/http/field-errors.ts'
import * as codes from '../../wire/codes.ts'
import { isRealDate } from '../../wire/written-day.ts'

/** The longest of each field, in characters; the tables' checks say the same. */
export const LONGEST = {
  ...{ codename: 60, aim: 2_000, purpose: 1_000, priority: 200, dpia: 100, owner: 500, leaving: 1_000 },
  ...{ gateway: 500, reason: 1_000, note: 2_000, address: 254 },
} as const

/** An operation does not go on for longer than this without a decision to go on. */
const MOST_YEARS = 3

// PostgreSQL cannot hold NUL, and no field has a use for other control characters, nor for those that turn the direction
// of what is read.
const NOT_TEXT = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u
const BREAKS = /[\n\r\t]/g

/**
 * Makes the schema of a text that must be there.
 * @param longest - in characters
 * @param missing - what to do when it is not
 * @returns it without the spaces around it
 */
export const text = (longest: number, missing: string) =>
  z
    .string({ error: missing })
    .trim()
    .min(1, missing)
    .max(longest, `Must be ${longest.toLocaleString('en-GB')} characters or fewer`)
    .refine(
      (value) => value.isWellFormed() && !NOT_TEXT.test(value.replace(BREAKS, ' ')),
      'Contains a character that cannot be stored',
    )

const PLAIN = /^[A-Za-z0-9]+(?:[ '-][A-Za-z0-9]+)*$/

/** A codename as it is typed. Whether it says something, `faultOfCodename` and the database ask. */
const codename = text(LONGEST.codename, 'Enter a codename')
  .min(3, 'Must be 3 characters or more')
  .regex(PLAIN, 'Use letters of the English alphabet and digits, with single spaces, hyphens or apostrophes')

/** A proposal as the API takes it: every field on its own. Unknown fields are refused. */
export const operationSchema = z.strictObject({
  codename,
  aim: text(LONGEST.aim, 'Enter the aim'),
  purpose: text(LONGEST.purpose, 'Enter the policing purpose'),
  origin: z.enum(codes.codesOf(codes.operationOrigin), { error: 'Choose where it comes from' }),
  priority: text(LONGEST.priority, 'Enter the priority').nullish(),
  strands: z
    .array(z.enum(codes.codesOf(codes.groupStrand), { error: 'Choose at least one of the four' }), {
      error: 'Choose at least one of the four',
    })
    .min(1, 'Choose at least one of the four')
    .max(4, 'Choose each once')
    .transform((list) => [...new Set(list)]),
  phase: z.enum(codes.codesOf(codes.groupPhase), { error: 'Choose the phase' }).nullish(),
  dpia_reference: text(LONGEST.dpia, 'Enter the reference').nullish(),
  ends_on: z
    .string({ error: 'Enter the day on which it ends' })
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'Enter the day on which it ends')
    .refine(isRealDate, 'This date does not exist'),
  classification: z.enum(codes.codesOf(codes.classification), {
    error: 'Classification must be OFFICIAL or OFFICIAL-SENSITIVE; nothing above is accepted',
  }),
  information_owner: text(LONGEST.owner, 'Say who answers for the information'),
  leaving: text(LONGEST.leaving, 'Say what holds when an agency leaves'),
  gateway: text(LONGEST.gateway, 'Enter the legal gateway by which your agency shares'),
})

export type Operation = z.output<typeof operationSchema>

/**
 * Reads a proposal that nobody vouched for.
 * @param input - as a form or a program sent it
 * @param today - YYYY-MM-DD, in London
 * @returns the operation, or what is wrong with which field, in the order of the fields
 */
export function parseOperation(
  input: unknown,
  today: string,
): { operation: Operation } | { fields: Record<string, string> } {
  const parsed = operationSchema.safeParse(input)
  const faults: Record<string, string> = parsed.error ? inFields(fieldErrors(parsed.error)) : {}
  const ends = parsed.success ? faultOfEnd(parsed.data.ends_on, today) : null
  if (ends !== null) faults['ends_on'] = ends
  if (parsed.success && Object.keys(faults).length === 0) return { operation: parsed.data }
  const places = Object.keys(operationSchema.shape)
  return {
    fields: Object.fromEntries(
      Object.entries(faults).toSorted(([one], [other]) => places.indexOf(one) - places.indexOf(other)),
    ),
  }
}

/**
 * Looks at the day on which an operation is to end.
 * @param wanted - YYYY-MM-DD
 * @param today - YYYY-MM-DD, in London
 * @returns what is wrong with it, or null
 */
export function faultOfEnd(wanted: string, today: string): string | null {
  if (wanted <= today) return 'Must be after today'
  const last = `${String(Number(today.slice(0, 4)) + MOST_YEARS)}${today.slice(4)}`
  return wanted > last ? `Must be within ${String(MOST_YEARS)} years` : null
}

/** A fault of one entry of a list is a fault of the list. */
const inFields = (faults: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(faults).map(([field, fault]) => [field.split(/[.[]/)[0] ?? field, fault]))
