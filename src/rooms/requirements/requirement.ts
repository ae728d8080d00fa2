/**
 * The pure rules of an intelligence requirement: what it holds, and what is refused.
 *
 * Sources: College of Policing APP on tasking and co-ordination (intelligence requirements, control strategy); DPA 2018
 * s.38(3) (category of a person). What it may be about is a decision of this project (docs/philosophy.md).
 */
import { z } from 'zod'
import { fieldErrors } from '../../platform/http/field-errors.ts'
import { personId } from '../../platform/http/ids.ts'
import * as codes from '../../wire/codes.ts'
import { isRealDate } from '../../wire/written-day.ts'

/** The longest of each field, in characters; the table's checks say the same. */
export const LONGEST = { question: 300, why: 2_000, decision: 1_000, priority: 200, about: 500, basis: 1_000, words: 2_000 } as const // prettier-ignore

/** What a line of a collection plan never asks, as everybody who accepts one reads it. */
export const NEVER_ASKED =
  'No line may ask to follow a person, to question anybody in a child’s or a victim’s path, or to task a member of the public.'

/** A question that is asked for longer than this is looked at anew. */
const MOST_YEARS = 5
const MOST_ASKED = 50

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

/** A day as the API takes it. */
export const day = (missing: string) =>
  z
    .string({ error: missing })
    .regex(/^\d{4}-\d{2}-\d{2}$/, missing)
    .refine(isRealDate, 'This date does not exist')

/**
 * Looks at a day on which something is wanted.
 * @param wanted - YYYY-MM-DD
 * @param today - YYYY-MM-DD, in London
 * @returns what is wrong with it, or null
 */
export function faultOfDayToCome(wanted: string, today: string): string | null {
  if (wanted < today) return 'Must be today or later'
  const last = `${String(Number(today.slice(0, 4)) + MOST_YEARS)}${today.slice(4)}`
  return wanted > last ? `Must be within ${String(MOST_YEARS)} years` : null
}

/** One question: what stands behind its mark is another one, or a reason. */
const SECOND_SENTENCE = /\?\s*\S/

const NOT_ALL_WORDS = {
  person_category: 'Choose whether the person is suspected or convicted. A requirement is about nobody else',
  person_basis: 'Say on what basis the person is suspected or convicted',
  person_is_adult: 'A requirement is never about a child. Confirm that the person is 18 or over',
  conditions: 'Enter the conditions',
  action_code: 'Choose what a reader may do with it',
  sanitisation_code: 'Choose who may sanitise it',
  ask_basis: 'Say on what lawful basis they are asked',
} as const

/** A requirement as the API takes it: every field on its own. Unknown fields are refused. */
export const requirementSchema = z.strictObject({
  question: text(LONGEST.question, 'Enter the question')
    .refine((question) => !/[\r\n]/.test(question), 'Write it as one sentence')
    .refine(
      (question) => !SECOND_SENTENCE.test(question),
      'Ask one question, in one sentence. Why you ask has its own field',
    ),
  why: text(LONGEST.why, 'Say why you need to know'),
  decision: text(LONGEST.decision, 'Say which decision the answer serves'),
  priority: text(LONGEST.priority, 'Enter the priority in the words of your control strategy'),
  about_kind: z.enum(codes.codesOf(codes.requirementAbout), { error: 'Choose what it is about' }),
  about: text(LONGEST.about, 'Say in words what it is about'),
  person_category: z
    .enum(codes.codesOf(codes.requirementPerson), { error: NOT_ALL_WORDS.person_category })
    .nullish()
    .describe('only for a requirement about a person, and needed there'),
  person_basis: text(LONGEST.basis, NOT_ALL_WORDS.person_basis).nullish(),
  person_is_adult: z
    .literal(true, { error: NOT_ALL_WORDS.person_is_adult })
    .nullish()
    .describe('the writer confirms it: a requirement is never about a child'),
  valuable_until: day('Enter the last day on which an answer is of use').describe('the latest time of value'),
  owner: personId.nullish().describe('who of your agency answers for it; you, where nobody is named'),
  ask: z
    .array(z.string().max(41))
    .max(MOST_ASKED, `Ask at most ${String(MOST_ASKED)} agencies at once`)
    .default([])
    .describe('slugs of agencies; each gets a line of the collection plan, which it sees after the release'),
  ask_basis: text(LONGEST.basis, NOT_ALL_WORDS.ask_basis).nullish(),
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

export type Requirement = z.output<typeof requirementSchema>

/** The rules between fields. They look at raw input, so that one answer names every fault at once. */
function faultsBetweenFields(
  input: Readonly<Record<string, unknown>>,
  today: string,
): Record<string, string> {
  const faults: Record<string, string> = {}
  const isGiven = (field: string) => ![undefined, null, '', false].includes(input[field] as never)
  const together = (are: boolean, names: readonly (keyof typeof NOT_ALL_WORDS)[], other: string) => {
    for (const name of names) if (are !== isGiven(name)) faults[name] = are ? NOT_ALL_WORDS[name] : other
  }
  together(
    input['about_kind'] === 'person',
    ['person_category', 'person_basis', 'person_is_adult'],
    'Only for a requirement about a person',
  )
  together(
    input['handling'] === 'C',
    ['conditions', 'action_code', 'sanitisation_code'],
    'Only with handling code C',
  )
  if (Array.isArray(input['ask']) && input['ask'].length > 0 && !isGiven('ask_basis'))
    faults['ask_basis'] = NOT_ALL_WORDS.ask_basis
  const wanted = input['valuable_until']
  const late = typeof wanted === 'string' && isRealDate(wanted) ? faultOfDayToCome(wanted, today) : null
  if (late !== null) faults['valuable_until'] = late
  return faults
}

/**
 * Reads a requirement that nobody vouched for.
 * @param input - as a form or a program sent it
 * @param today - YYYY-MM-DD, in London
 * @returns the requirement, or what is wrong with which field, in the order of the fields
 */
export function parseRequirement(
  input: unknown,
  today: string,
): { requirement: Requirement } | { fields: Record<string, string> } {
  const parsed = requirementSchema.safeParse(input)
  const between =
    typeof input === 'object' && input !== null
      ? faultsBetweenFields(input as Record<string, unknown>, today)
      : {}
  const fields = { ...between, ...(parsed.error ? fieldErrors(parsed.error) : {}) }
  if (parsed.success && Object.keys(fields).length === 0)
    return { requirement: { ...parsed.data, ask: [...new Set(parsed.data.ask)] } }
  const places = Object.keys(requirementSchema.shape)
  const placeOf = (field: string) => places.indexOf(field.split('.')[0] ?? field)
  return {
    fields: Object.fromEntries(
      Object.entries(fields).toSorted(([one], [other]) => placeOf(one) - placeOf(other)),
    ),
  }
}

/** States in which it is still asked. */
export const OPEN_STATES: readonly codes.RequirementState[] = ['open', 'partly-answered']

/** What a person may make of one that is open. Whoever reads the requirement reads its state. */
export const nextState = {
  'partly-answered': codes.requirementState['partly-answered'],
  answered: codes.requirementState.answered,
  overtaken: codes.requirementState.overtaken,
  withdrawn: codes.requirementState.withdrawn,
} as const
export type NextState = keyof typeof nextState
