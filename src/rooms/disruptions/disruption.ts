/**
 * The pure rules of a disruption: what it holds, and what is refused.
 *
 * Sources: Home Office immigration system statistics, which define a disruption as action with evidenced impact on a group or
 * an individual in serious organised crime; DPA 2018 s.38(3) (category of a person). Levels, four Ps and the day on which the
 * effect is looked at are decisions of this project (docs/glossary.md).
 */
import { z } from 'zod'
import { fieldErrors } from '../../platform/http/field-errors.ts'
import * as codes from '../../wire/codes.ts'
import { CANNOT_BE_STORED, isKept } from '../../wire/typed-text.ts'
import { isRealDate } from '../../wire/written-day.ts'
import { daysAfter } from '../../platform/london-day.ts'

/** The longest of each field, in characters; the table's checks say the same. */
export const LONGEST = { title: 200, about: 300, basis: 1_000, words: 2_000, reference: 100, exhibit: 60, place: 300 } as const // prettier-ignore

/** The effect is looked at within so many days of the disruption, and so long ago it may have been. */
const MOST_EFFECT_DAYS = 1_096
const OLDEST = '2000-01-01'

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
    .refine(isKept, CANNOT_BE_STORED)

/**
 * Makes the schema of a day as the API takes it.
 * @param missing - what to do when it is none
 */
export const day = (missing: string) =>
  z
    .string({ error: missing })
    .regex(/^\d{4}-\d{2}-\d{2}$/, missing)
    .refine(isRealDate, 'This date does not exist')

const MISSING = {
  person_category: 'Choose whether the person is suspected or convicted. A disruption is about nobody else',
  person_basis: 'Say on what basis the person is suspected or convicted',
  person_is_adult: 'A disruption is never about a child. Confirm that the person is 18 or over',
  conditions: 'Enter the conditions',
  action_code: 'Choose what a reader may do with it',
  sanitisation_code: 'Choose who may sanitise it',
} as const

/** A disruption as the API takes it: every field on its own. Unknown fields are refused. */
export const disruptionSchema = z.strictObject({
  title: text(LONGEST.title, 'Enter a title').refine(
    (title) => !/[\r\n]/.test(title),
    'Write it on one line',
  ),
  happened_on: day('Enter the day on which it happened'),
  about_kind: z.enum(codes.codesOf(codes.disruptionAbout), { error: 'Choose whom it is about' }),
  about: text(LONGEST.about, 'Say in words which group or person'),
  group: text(LONGEST.reference, 'Enter the reference of the group')
    .nullish()
    .describe('reference of a group that you may read; one that you may not is as one that is not there'),
  person_category: z
    .enum(codes.codesOf(codes.requirementPerson), { error: MISSING.person_category })
    .nullish()
    .describe('only for a disruption about a person, and needed there'),
  person_basis: text(LONGEST.basis, MISSING.person_basis).nullish(),
  person_is_adult: z
    .literal(true, { error: MISSING.person_is_adult })
    .nullish()
    .describe('the writer confirms it: a disruption is never about a child'),
  done: z.enum(codes.codesOf(codes.disruptionDone), { error: 'Choose what was done' }),
  what: text(LONGEST.words, 'Say what was done'),
  strand: z.enum(codes.codesOf(codes.groupStrand), { error: 'Choose which of the four Ps it serves' }),
  before: text(LONGEST.words, 'Say how it was before'),
  after: text(LONGEST.words, 'Say how it was after'),
  level: z.enum(codes.disruptionLevel, { error: 'Choose the level that you propose' }),
  level_reason: text(LONGEST.words, 'Say why this level'),
  apmis_reference: text(LONGEST.reference, 'Enter the reference').nullish(),
  effect_due_on: day('Enter the day on which the effect is looked at')
    .nullish()
    .describe('left out: so many days after it happened as the operator has set, 90 as delivered'),
  classification: z.enum(codes.codesOf(codes.classification), {
    error: 'Classification must be OFFICIAL or OFFICIAL-SENSITIVE; nothing above is accepted',
  }),
  handling: z.enum(codes.codesOf(codes.handling), { error: 'Choose a handling code, P or C' }),
  conditions: text(2_000, MISSING.conditions).nullish(),
  action_code: z.enum(codes.codesOf(codes.actionCode), { error: MISSING.action_code }).nullish(),
  sanitisation_code: z
    .enum(codes.codesOf(codes.sanitisationCode), { error: MISSING.sanitisation_code })
    .nullish(),
  compartment: z.uuid('Choose an operation that you are a member of').nullish(),
})

/** One that was checked. Where it has no day of effect, the operator's setting gives one. */
export type Disruption = z.output<typeof disruptionSchema>

/** The rules between fields. They look at raw input, so that one answer names every fault at once. */
function faultsBetweenFields(
  input: Readonly<Record<string, unknown>>,
  today: string,
): Record<string, string> {
  const faults: Record<string, string> = {}
  const isGiven = (field: string) => ![undefined, null, '', false].includes(input[field] as never)
  const together = (are: boolean, names: readonly (keyof typeof MISSING)[], other: string) => {
    for (const name of names) if (are !== isGiven(name)) faults[name] = are ? MISSING[name] : other
  }
  const isPerson = input['about_kind'] === 'person'
  together(
    isPerson,
    ['person_category', 'person_basis', 'person_is_adult'],
    'Only for a disruption about a person',
  )
  together(
    input['handling'] === 'C',
    ['conditions', 'action_code', 'sanitisation_code'],
    'Only with handling code C',
  )
  if (isPerson && isGiven('group')) faults['group'] = 'Only for a disruption about a group'
  const { happened_on: happened, effect_due_on: due } = input
  if (!isDay(happened)) return faults
  if (happened > today) faults['happened_on'] = 'Must be today or earlier'
  else if (happened < OLDEST) faults['happened_on'] = 'Must be in 2000 or later'
  if (isDay(due)) {
    if (due <= happened) faults['effect_due_on'] = 'Must be after the day on which it happened'
    else if (due > daysAfter(happened, MOST_EFFECT_DAYS))
      faults['effect_due_on'] = 'Must be within three years'
  }
  return faults
}

const isDay = (value: unknown): value is string => typeof value === 'string' && isRealDate(value)

/**
 * Reads a disruption that nobody vouched for.
 * @param input - as a form or a program sent it
 * @param today - YYYY-MM-DD, in London
 * @returns the disruption, or what is wrong with which field, in the order of the fields
 */
export function parseDisruption(
  input: unknown,
  today: string,
): { disruption: Disruption } | { fields: Record<string, string> } {
  const parsed = disruptionSchema.safeParse(input)
  const between =
    typeof input === 'object' && input !== null
      ? faultsBetweenFields(input as Record<string, unknown>, today)
      : {}
  const fields = { ...between, ...(parsed.error ? fieldErrors(parsed.error) : {}) }
  if (parsed.success && Object.keys(fields).length === 0) {
    return { disruption: parsed.data }
  }
  const places = Object.keys(disruptionSchema.shape)
  const placeOf = (field: string) => places.indexOf(field.split('.')[0] ?? field)
  return {
    fields: Object.fromEntries(
      Object.entries(fields).toSorted(([one], [other]) => placeOf(one) - placeOf(other)),
    ),
  }
}

/** What an agency says that it did. */
export const claimSchema = z.strictObject({ words: text(LONGEST.words, 'Say what your agency did') })

/** What a moderator says. */
export const moderationSchema = z
  .strictObject({
    outcome: z.enum(codes.codesOf(codes.moderationOutcome), {
      error: 'Choose whether you accept it, return it or refuse it',
    }),
    level: z.enum(codes.disruptionLevel, { error: 'Choose the level at which you accept it' }).nullish(),
    words: text(LONGEST.words, 'Say why, or what you ask'),
  })
  .refine(({ outcome, level }) => outcome !== 'accepted' || (level ?? null) !== null, {
    path: ['level'],
    message: 'Choose the level at which you accept it',
  })
  .refine(({ outcome, level }) => outcome === 'accepted' || (level ?? null) === null, {
    path: ['level'],
    message: 'Only with a disruption that you accept',
  })
export type Moderation = z.output<typeof moderationSchema>

/** What became of the effect. */
export const effectSchema = z
  .strictObject({
    outcome: z.enum(codes.codesOf(codes.disruptionEffect), { error: 'Choose what became of the effect' }),
    displaced_to: text(LONGEST.place, 'Say where, to which route or to which method').nullish(),
    basis: text(LONGEST.words, 'Say on what basis'),
    again_on: day('Enter the day on which it is looked at again').nullish(),
  })
  .refine(({ outcome, displaced_to: to }) => outcome !== 'displaced' || (to ?? null) !== null, {
    path: ['displaced_to'],
    message: 'Say where, to which route or to which method',
  })
  .refine(({ outcome, displaced_to: to }) => outcome === 'displaced' || (to ?? null) === null, {
    path: ['displaced_to'],
    message: 'Only where it is displaced',
  })
export type Effect = z.output<typeof effectSchema>

/** What shows how it was, as it is typed: the reference of a report, `CODENAME 12` of an operation, the label of an exhibit. */
export const evidenceSchema = z.strictObject({
  side: z.enum(['before', 'after'], { error: 'Choose whether it shows how it was before or after' }),
  kind: z.enum(codes.codesOf(codes.disruptionEvidence), { error: 'Choose what it is' }),
  reference: text(LONGEST.reference, 'Enter its reference'),
})
export type Evidence = z.output<typeof evidenceSchema>
