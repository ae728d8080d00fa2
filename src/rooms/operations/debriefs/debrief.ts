/** What is entered in a debrief, and what is refused of it. Pure. */
import { z } from 'zod'
import { fieldErrors } from '../../../platform/http/field-errors.ts'
import { codesOf } from '../../../wire/codes.ts'
import type { AgencyId } from '../../../wire/ids.ts'
import { looksLike } from '../../../library/spot-person/index.ts'
import { actionDayId } from '../action-days/ids.ts'
import { day, words } from '../decisions/decision.ts'
import { observationId } from './ids.ts'
import { DEBRIEF_KINDS, THEMES, VERDICTS, WENT } from './words.ts'

/** Characters of a text that somebody types. */
export const LONGEST = {
  observation: 2_000,
  title: 200,
  lesson: 5_000,
  what: 2_000,
  post: 150,
  words: 2_000,
} as const
/** A lesson comes from no more observations than this. The database holds the same bound. */
export const MOST_OBSERVATIONS = 50
/** A day that lies further ahead than this is a slip of the hand. */
const LAST_DAY = '2100-01-01'

const noPerson = z
  .boolean()
  .default(false)
  .describe('what looks like a name or a number in the texts is none of a person')

/** A debrief that is to begin, as the API takes it. */
export const beginSchema = z.strictObject({
  kind: z.enum(codesOf(DEBRIEF_KINDS), { error: 'Choose the kind of debrief' }),
  action_day: actionDayId.optional().describe('left out: of the operation as a whole'),
})
export type NewDebrief = z.output<typeof beginSchema>

/** What somebody saw, as the API takes it. */
export const observationSchema = z.strictObject({
  theme: z.enum(codesOf(THEMES), { error: 'Choose what it is about' }),
  went: z.enum(codesOf(WENT), { error: 'Say whether it went well' }),
  what: words(LONGEST.observation, 'Say what you saw'),
  why: words(LONGEST.observation, 'Say why, or leave it out').optional(),
  no_person: noPerson,
})
export type NewObservation = z.output<typeof observationSchema>

/** A lesson, as the API takes it. */
export const lessonSchema = z.strictObject({
  title: words(LONGEST.title, 'Enter what the lesson is called'),
  happened: words(LONGEST.lesson, 'Say what happened'),
  why: words(LONGEST.lesson, 'Say why it happened'),
  verdict: z.enum(codesOf(VERDICTS), { error: 'Say whether it is kept or changed' }),
  what: words(LONGEST.what, 'Say what is kept or changed'),
  agency: z
    .int({ error: 'Choose the agency' })
    .min(1, 'Choose the agency')
    .max(2_147_483_647, 'Choose the agency')
    .transform((id) => id as AgencyId)
    .describe('whose post owns it: one that takes part'),
  owner_post: words(LONGEST.post, 'Enter the post that owns it, like “Head of Contact and Control”'),
  due_on: day('Enter by when it is to be done, like 16 11 2027'),
  jol_reference: z
    .string()
    .trim()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9 /._-]{0,59}$/,
      'Use letters, digits, spaces and / . _ - only, 60 characters at most',
    )
    .optional()
    .describe('in Joint Organisational Learning, where it was sent there'),
  observations: z
    .array(observationId)
    .max(MOST_OBSERVATIONS, `Choose ${String(MOST_OBSERVATIONS)} or fewer`)
    .default([]),
  no_person: noPerson,
})
export type NewLesson = z.output<typeof lessonSchema>

/** The end of a debrief, as the API takes it. */
export const closeSchema = z.strictObject({
  words: words(LONGEST.words, 'Say what the agencies agreed'),
  no_person: noPerson,
})
export type Closing = z.output<typeof closeSchema>

/** What was read, or what is wrong by field. */
type Read<T> = { said: T } | { fields: Record<string, string> }

const SAYS = {
  name: 'This looks like a name. Write the post or the desk instead, or say below that it names no person',
  number:
    'This looks like a number or an address of somebody. Take it out, or say below that it is none of a person',
} as const

/** Reads a body, and looks at its texts for people. */
function read<Said extends { no_person: boolean }>(
  schema: z.ZodType<Said>,
  body: unknown,
  texts: readonly (keyof Said & string)[],
): Read<Said> {
  const parsed = schema.safeParse(body)
  if (!parsed.success) return { fields: fieldErrors(parsed.error) }
  const said = parsed.data
  if (said.no_person) return { said }
  const looks = texts.flatMap((field) => {
    const text = said[field]
    const look = typeof text === 'string' ? looksLike(text) : null
    return look === null ? [] : [[field, SAYS[look]] as const]
  })
  return looks.length > 0 ? { fields: Object.fromEntries(looks) } : { said }
}

/**
 * Checks an observation.
 * @param body - as it was sent
 * @returns the observation, or faults by field
 */
export const parseObservation = (body: unknown): Read<NewObservation> =>
  read(observationSchema, body, ['what', 'why'])

/**
 * Checks a lesson.
 * @param body - as it was sent
 * @param today - YYYY-MM-DD
 * @returns the lesson, or faults by field
 */
export function parseLesson(body: unknown, today: string): Read<NewLesson> {
  // An owner's post begins large by itself: it is no name for the look of it.
  const parsed = read(lessonSchema, body, ['title', 'happened', 'why', 'what'])
  if ('fields' in parsed) return parsed
  const { due_on: due } = parsed.said
  return due < today || due > LAST_DAY ? { fields: { due_on: 'Must be today or later' } } : parsed
}

/**
 * Checks what is said at the end.
 * @param body - as it was sent
 * @returns it, or faults by field
 */
export const parseClosing = (body: unknown): Read<Closing> => read(closeSchema, body, ['words'])
