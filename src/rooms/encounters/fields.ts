/** Fields that forms and programs send, and what is refused of them. Pure. */
import { z } from 'zod'
import { CANNOT_BE_STORED, isKept } from '../../wire/typed-text.ts'
import { fieldErrors } from '../../platform/http/field-errors.ts'
import { holdsName, holdsNumber, looksLike } from '../../library/spot-person/index.ts'

/** Characters of a text that somebody types. */
export const LONGEST = {
  place: 200,
  by_whom: 100,
  reference: 100,
  reason: 1_000,
  note: 1_000,
  why: 500,
  grounds: 2_000,
  receipts: 200,
  property: 500,
  hold: 500,
} as const
/** More people than this are not counted in one encounter. */
export const MOST_PEOPLE = 2_000
/** How far the clock of whoever types may go before ours, in milliseconds. */
const AHEAD = 60_000

/**
 * A text that must be there.
 * @param longest - in characters
 * @param missing - what is said where there is none
 */
export const words = (longest: number, missing: string) =>
  z
    .string({ error: missing })
    .trim()
    .min(1, missing)
    .max(longest, `Must be ${longest.toLocaleString('en-GB')} characters or fewer`)
    .refine(isKept, CANNOT_BE_STORED)

/**
 * How many people.
 * @param what - as in `adults`
 * @param least - 0, or 1 where none makes no sense
 */
export const people = (what: string, least: 0 | 1 = 0) =>
  z
    .int({ error: `Enter how many ${what}, as a whole number` })
    .min(least, `Must be ${String(least)} or more`)
    .max(MOST_PEOPLE, `Must be ${MOST_PEOPLE.toLocaleString('en-GB')} or fewer`)

/** A moment that is over. */
export const moment = (missing: string) => z.iso.datetime({ offset: true, error: missing })

/** Somebody says of what looks like a name or a number that it is none. */
export const noPerson = z
  .boolean()
  .default(false)
  .describe('what looks like a name or a number in the texts is none of a person')

/** What a text may not look like, unless somebody says that it is none. */
export type Watched = 'text' | 'reference' | 'place'
const SAYS = {
  name: 'This looks like a name. Take it out, or say below that it is none',
  number: 'This looks like a number or an address of somebody. Take it out, or say below that it is none',
} as const

/**
 * Looks for people in texts that were typed.
 * @param texts - field to its text; undefined where nothing was typed
 * @param watched - how each is looked at: a reference is a number, and a place has a name
 * @param saidNone - somebody says that there is none
 * @returns faults by field
 */
export function faultsOfPeople(
  texts: Readonly<Record<string, string | undefined>>,
  watched: Readonly<Record<string, Watched>>,
  saidNone: boolean,
): Record<string, string> {
  if (saidNone) return {}
  return Object.fromEntries(
    Object.entries(watched).flatMap(([field, how]) => {
      const text = texts[field]
      const look = text === undefined ? null : LOOKS[how](text)
      return look === null ? [] : [[field, SAYS[look]]]
    }),
  )
}

const LOOKS = {
  text: looksLike,
  reference: (text: string) => (text.includes('@') ? 'number' : holdsName(text) ? 'name' : null),
  // Coordinates have many digits.
  place: (text: string) =>
    text.includes('@') || (/^[+0]/.test(text.trim()) && holdsNumber(text)) ? 'number' : null,
} as const satisfies Record<Watched, (text: string) => 'name' | 'number' | null>

/**
 * Reads a moment that must be over.
 * @param text - as the schema took it
 * @param now - ours
 * @returns the moment, no later than now; or the fault in words
 */
export function momentOf(text: string, now: Date): { at: Date } | { fault: string } {
  const at = new Date(text)
  if (at.getTime() > now.getTime() + AHEAD) return { fault: 'Must not be later than now' }
  if (at.getUTCFullYear() < 2000) return { fault: 'Must be after 1999' }
  return { at: at > now ? now : at }
}

export type Parsed<Value> = { value: Value } | { fields: Record<string, string> }

/**
 * Checks what was sent: its shape, that its moment is over, and that it names nobody.
 * @param schema - of the body
 * @param body - as it was sent
 * @param now - nothing is dated later
 * @param rules - the field of the moment, texts that are watched, and what else is wrong
 * @returns the value, its moment as `Date`s ISO text; or faults by field
 */
export function parseWith<Schema extends z.ZodType<object>>(
  schema: Schema,
  body: unknown,
  now: Date,
  rules: {
    moment?: string
    watched: Readonly<Record<string, Watched>>
    more?: (value: z.output<Schema>) => Record<string, string>
  },
): Parsed<z.output<Schema>> {
  const read = schema.safeParse(body)
  if (!read.success) return { fields: fieldErrors(read.error) }
  const value = read.data as z.output<Schema> & Record<string, unknown>
  const said = rules.moment === undefined ? undefined : value[rules.moment]
  const time = typeof said === 'string' ? momentOf(said, now) : null
  const fields = {
    ...faultsOfPeople(
      value as Record<string, string | undefined>,
      rules.watched,
      value['no_person'] === true,
    ),
    ...rules.more?.(value),
    ...(time !== null && 'fault' in time && rules.moment !== undefined ? { [rules.moment]: time.fault } : {}),
  }
  if (Object.keys(fields).length > 0) return { fields }
  return {
    value:
      time !== null && 'at' in time && rules.moment !== undefined
        ? { ...value, [rules.moment]: time.at.toISOString() }
        : value,
  }
}
