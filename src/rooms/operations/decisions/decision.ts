/** What a decision entry says, and what is refused of it. Pure. */
import { z } from 'zod'
import { fieldErrors } from '../../../platform/http/field-errors.ts'
import { classification, codesOf } from '../../../wire/codes.ts'
import { isRealDate } from '../../../wire/written-day.ts'
import { HEADINGS, headingsOf, type DecisionModel } from './words.ts'
import { londonDay } from '../../../platform/london-day.ts'

/** Characters of a text that somebody types. */
export const LONGEST = {
  decision: 2_000,
  reason: 10_000,
  options: 10_000,
  basis: 5_000,
  change: 2_000,
  heading: 3_000,
  objection: 2_000,
} as const
/** More records than this are read by nobody before a decision. */
export const MOST_LINKS = 20

/** Everything below the space but tab and the line's end, and the marks that turn the direction of writing. */
// eslint-disable-next-line no-control-regex
const NOT_KEPT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/**
 * A text that must be there.
 * @param longest - in characters
 * @param missing - what is said where there is none
 * @returns its schema
 */
export const words = (longest: number, missing: string) =>
  z
    .string({ error: missing })
    .trim()
    .min(1, missing)
    .max(longest, `Must be ${longest.toLocaleString('en-GB')} characters or fewer`)
    .refine(
      (text) => text.isWellFormed() && !NOT_KEPT.test(text),
      'Contains a character that cannot be stored',
    )

/** A day, YYYY-MM-DD. */
export const day = (missing: string) =>
  z
    .string({ error: missing })
    .refine((text) => /^\d{4}-\d\d-\d\d$/.test(text) && isRealDate(text), 'Enter a real date')

const heading = (name: string) => words(LONGEST.heading, `Say something under “${name}”, or leave it out`)

/** The body of an entry, as the API takes it. */
export const decisionSchema = z.strictObject({
  decision: words(LONGEST.decision, 'Enter what was decided'),
  reason: words(LONGEST.reason, 'Enter why it was decided'),
  options: words(LONGEST.options, 'Enter the options').optional().describe('considered, and why not'),
  basis: words(LONGEST.basis, 'Enter what it rests on')
    .optional()
    .describe('in words, where it is no record'),
  change: words(LONGEST.change, 'Enter what would change it').optional(),
  decided_at: z.iso.datetime({ offset: true, error: 'Enter when it was decided' }),
  maker: z.uuid('Choose who decided').optional().describe('another than you, where you are a loggist'),
  classification: z.enum(codesOf(classification), { error: 'Choose the classification' }),
  must_read: z.boolean().default(false).describe('everybody who reads the log is asked to acknowledge it'),
  review_on: day('Enter the day').optional(),
  corrects: z.uuid('Choose the entry that it corrects').optional(),
  headings: z
    .strictObject({
      model: z.enum(codesOf(HEADINGS)),
      information: heading('Information').optional(),
      risk: heading('Risk').optional(),
      powers: heading('Powers').optional(),
      options: heading('Options').optional(),
      action: heading('Action').optional(),
    })
    .optional(),
  rests_on: z
    .array(
      z.strictObject({
        reference: words(40, 'Enter a reference'),
        version: z
          .int()
          .min(1)
          .max(100_000)
          .optional()
          .describe('that was read; without it, the one that stands'),
      }),
    )
    .max(MOST_LINKS, `Name at most ${String(MOST_LINKS)} records`)
    .default([]),
})

/** A checked entry, before the database has given it its number. */
export type NewDecision = Omit<z.output<typeof decisionSchema>, 'decided_at'> & { decidedAt: Date }

/** How far the clock of whoever types may go before ours. */
const AHEAD = 60_000

/**
 * Checks an entry.
 * @param body - as it was sent
 * @param now - an entry is never dated later
 * @returns the entry, or faults by field
 */
export function parseDecision(
  body: unknown,
  now: Date,
): { decision: NewDecision } | { fields: Record<string, string> } {
  const read = decisionSchema.safeParse(body)
  if (!read.success) return { fields: fieldErrors(read.error) }
  const { decided_at: decided, ...rest } = read.data
  const at = new Date(decided)
  if (at.getTime() > now.getTime() + AHEAD)
    return { fields: { decided_at: 'Must not be later than now. Enter a decision once it is made' } }
  if (at.getUTCFullYear() < 2000) return { fields: { decided_at: 'Must be after 1999' } }
  const faults = faultsOfRest(rest, now)
  if (Object.keys(faults).length > 0) return { fields: faults }
  // A minute that has just begun is now.
  return { decision: { ...rest, decidedAt: at > now ? now : at } }
}

function faultsOfRest(
  { review_on: review, headings, rests_on: links }: Omit<z.output<typeof decisionSchema>, 'decided_at'>,
  now: Date,
): Record<string, string> {
  const faults: Record<string, string> = {}
  if (review !== undefined && (review < londonDay(now) || review > '2100-01-01'))
    faults['review_on'] = 'Must be today or later'
  if (headings !== undefined && Object.keys(headings).length === 1)
    faults['headings'] = 'Say something under one of the headings, or leave them out'
  const named = links.map(({ reference }) => reference.toUpperCase())
  if (new Set(named).size < named.length) faults['rests_on'] = 'Name each record once'
  return faults
}

/** What an entry says: the part that an erasure takes away. It holds no id of a record, which not every reader may know. */
export type Says = {
  decision: string
  reason: string
  options?: string
  basis?: string
  change?: string
  headings?: { model: DecisionModel; parts: Record<string, string> }
}

/**
 * Takes out of an entry what it says.
 * @param entry - as it was checked
 * @returns as the database keeps it
 */
export function saysOf({ decision, reason, options, basis, change, headings }: NewDecision): Says {
  const parts = headings === undefined ? {} : headingsOf(headings)
  return {
    decision,
    reason,
    ...(options === undefined ? {} : { options }),
    ...(basis === undefined ? {} : { basis }),
    ...(change === undefined ? {} : { change }),
    ...(headings === undefined ? {} : { headings: { model: headings.model, parts } }),
  }
}

/** How an entry stands. `own`: its maker entered it, so there is nothing to confirm. */
export type DecisionState = 'own' | 'entered' | 'confirmed' | 'objected'

/** Notes are made within a day; later is shown, not forbidden. */
export const CONFIRM_WITHIN_HOURS = 24

/**
 * Says whether an entry waits for its maker for too long.
 * @param entry - its state, and when it was entered
 * @param now - the moment
 */
export const isLate = (entry: { state: DecisionState; enteredAt: Date }, now: Date): boolean =>
  entry.state === 'entered' && now.getTime() - entry.enteredAt.getTime() > CONFIRM_WITHIN_HOURS * 3_600_000

/**
 * Reads the records that a form names, one a line: `SM-7K3M-Q9TX-2`, or `SM-7K3M-Q9TX-2 version 3`.
 * @param text - as it was typed
 * @returns what the schema takes, or a fault
 */
export function readLinks(
  text: string,
): { links: { reference: string; version?: number }[] } | { fault: string } {
  const links: { reference: string; version?: number }[] = []
  for (const line of text
    .split(/\r?\n/)
    .map((one) => one.trim())
    .filter((one) => one !== '')) {
    const read = /^([A-Z0-9-]{4,40})(?:\s+(?:v|version\s+)?(\d{1,5}))?$/i.exec(line)
    if (!read)
      return {
        fault: `“${line.slice(0, 40)}” is no reference. Enter one a line, like SM-7K3M-Q9TX-2 version 3`,
      }
    const [, reference = '', version] = read
    links.push({
      reference: reference.toUpperCase(),
      ...(version === undefined ? {} : { version: Number(version) }),
    })
  }
  return { links }
}
