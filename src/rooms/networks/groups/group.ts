/**
 * The pure rules of an organised crime group: what it holds, and what is refused.
 *
 * Sources: the Home Office's definition of an organised crime group (immigration system statistics); College of Policing
 * APP (4P, APMIS); the Home Office's framework Clear, Hold, Build. Where it stands is a list of this project.
 */
import { z } from 'zod'
import { fieldErrors } from '../../../platform/http/field-errors.ts'
import { recordId } from '../../../platform/http/ids.ts'
import * as codes from '../../../wire/codes.ts'
import { isRealDate } from '../../../wire/written-day.ts'

/** The longest of each field, in characters; the tables' checks say the same. */
export const LONGEST = {
  ...{ name: 200, basis: 2_000, entry: 200, list: 4_500, apmis: 100, place: 200 },
  ...{ role: 200, statement: 1_000, what: 1_000, words: 2_000, morile: 200, declined: 1_000 },
} as const

/** How many words a list has at most. */
const MOST_WORDS = 20
const MOST_STRETCHES = 50
/** A review, or what a line of a plan is due, is not further away than this. */
const MOST_YEARS = 5

// PostgreSQL cannot hold NUL, and no field has a use for other control characters.
// eslint-disable-next-line no-control-regex
const CONTROL_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

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
      (value) => value.isWellFormed() && !CONTROL_CHARACTER.test(value),
      'Contains a character that cannot be stored',
    )

const line = (longest: number, missing: string) =>
  text(longest, missing).refine((value) => !/[\r\n]/.test(value), 'Write it on one line')

/**
 * Makes the schema of a day as the API takes it.
 * @param missing - what to do when it is not there
 * @returns YYYY-MM-DD, a day that exists
 */
export const day = (missing: string) =>
  z
    .string({ error: missing })
    .regex(/^\d{4}-\d{2}-\d{2}$/, missing)
    .refine(isRealDate, 'This date does not exist')

const words = (what: string) =>
  z
    .array(line(LONGEST.entry, `Enter ${what}`))
    .max(MOST_WORDS, `Enter at most ${String(MOST_WORDS)}`)
    .default([])
    .transform((list) => [...new Set(list)])

/**
 * Looks at a day on which something is to be done.
 * @param wanted - YYYY-MM-DD
 * @param today - YYYY-MM-DD, in London
 * @returns what is wrong with it, or null
 */
export function faultOfDayToCome(wanted: string, today: string): string | null {
  if (wanted < today) return 'Must be today or later'
  const last = `${String(Number(today.slice(0, 4)) + MOST_YEARS)}${today.slice(4)}`
  return wanted > last ? `Must be within ${String(MOST_YEARS)} years` : null
}

/**
 * Looks at a day on which something was.
 * @param was - YYYY-MM-DD
 * @param today - YYYY-MM-DD, in London
 * @param first - the earliest day that makes sense
 * @returns what is wrong with it, or null
 */
export function faultOfDayPast(was: string, today: string, first = '1950-01-01'): string | null {
  if (was > today) return 'Must be today or earlier'
  return was < first ? `Must be ${first.slice(0, 4)} or later` : null
}

const NOT_ALL_WORDS = {
  conditions: 'Enter the conditions',
  action_code: 'Choose what a reader may do with it',
  sanitisation_code: 'Choose who may sanitise it',
} as const

/** A group as the API takes it: every field on its own. Unknown fields are refused. */
export const groupSchema = z.strictObject({
  name: line(LONGEST.name, 'Enter what the group is called'),
  aliases: words('another name'),
  why_a_group: text(LONGEST.basis, 'Say what makes it an organised crime group'),
  routes: words('a route'),
  methods: words('a method'),
  commodities: words('a commodity'),
  areas: words('an area'),
  stretches: z
    .array(recordId)
    .max(MOST_STRETCHES, `Choose at most ${String(MOST_STRETCHES)}`)
    .default([])
    .transform((list) => [...new Set(list)])
    .describe('of the coastal plan of your own agency, by id; only your agency sees them'),
  status: z
    .enum(codes.codesOf(codes.groupStatus), { error: 'Choose where the group stands' })
    .default('active'),
  apmis_reference: line(LONGEST.apmis, 'Enter the reference').nullish(),
  place: line(LONGEST.place, 'Enter the place').nullish().describe('for Clear, Hold, Build'),
  phase: z.enum(codes.codesOf(codes.groupPhase), { error: 'Choose the phase' }).nullish(),
  clear_on: day('Enter the day on which Clear began').nullish(),
  hold_on: day('Enter the day on which Hold began').nullish(),
  build_on: day('Enter the day on which Build began').nullish(),
  classification: z.enum(codes.codesOf(codes.classification), {
    error: 'Classification must be OFFICIAL or OFFICIAL-SENSITIVE; nothing above is accepted',
  }),
  handling: z.enum(codes.codesOf(codes.handling), { error: 'Choose a handling code, P or C' }),
  conditions: text(2_000, NOT_ALL_WORDS.conditions).nullish(),
  action_code: z.enum(codes.codesOf(codes.actionCode), { error: NOT_ALL_WORDS.action_code }).nullish(),
  sanitisation_code: z
    .enum(codes.codesOf(codes.sanitisationCode), { error: NOT_ALL_WORDS.sanitisation_code })
    .nullish(),
  compartment: z.uuid('Choose an operation that you are a member of').nullish(),
})

export type Group = z.output<typeof groupSchema>

/** The rules between fields. They look at raw input, so that one answer names every fault at once. */
function faultsBetweenFields(
  input: Readonly<Record<string, unknown>>,
  today: string,
): Record<string, string> {
  const faults: Record<string, string> = {}
  const isGiven = (field: string) => ![undefined, null, ''].includes(input[field] as never)
  for (const name of Object.keys(NOT_ALL_WORDS) as (keyof typeof NOT_ALL_WORDS)[])
    if ((input['handling'] === 'C') !== isGiven(name))
      faults[name] = input['handling'] === 'C' ? NOT_ALL_WORDS[name] : 'Only with handling code C'
  if (isGiven('place') !== isGiven('phase'))
    faults[isGiven('place') ? 'phase' : 'place'] = isGiven('place')
      ? 'Choose the phase of this place'
      : 'Enter the place'
  const phases = ['clear', 'hold', 'build'] as const
  const reached = phases.findIndex((one) => one === input['phase'])
  let before = '2000-01-01'
  for (const [index, phase] of phases.entries()) {
    const field = `${phase}_on`
    const on = input[field]
    if (index > reached && isGiven(field)) faults[field] = 'The phase that you chose has not come so far'
    if (index === reached && !isGiven(field)) faults[field] = 'Enter when this phase began'
    if (typeof on !== 'string' || !isRealDate(on)) continue
    const past = faultOfDayPast(on, today, '2000-01-01')
    if (past !== null) faults[field] = past
    else if (on < before) faults[field] = 'A phase begins after the one before it'
    else before = on
  }
  return faults
}

/**
 * Reads a group that nobody vouched for.
 * @param input - as a form or a program sent it
 * @param today - YYYY-MM-DD, in London
 * @returns the group, or what is wrong with which field, in the order of the fields
 */
export function parseGroup(
  input: unknown,
  today: string,
): { group: Group } | { fields: Record<string, string> } {
  const parsed = groupSchema.safeParse(input)
  const between =
    typeof input === 'object' && input !== null
      ? faultsBetweenFields(input as Record<string, unknown>, today)
      : {}
  const fields = { ...between, ...(parsed.error ? inFields(fieldErrors(parsed.error)) : {}) }
  if (parsed.success && Object.keys(fields).length === 0) return { group: parsed.data }
  const places = Object.keys(groupSchema.shape)
  return {
    fields: Object.fromEntries(
      Object.entries(fields).toSorted(([one], [other]) => places.indexOf(one) - places.indexOf(other)),
    ),
  }
}

/** A fault of one word of a list is a fault of the list. */
const inFields = (faults: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(faults).map(([field, fault]) => [field.split(/[.[]/)[0] ?? field, fault]))
