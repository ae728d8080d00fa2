/** What is planned, counted and briefed for an action day, and what is refused of it. Pure. */
import { z } from 'zod'
import { fieldErrors } from '../../../platform/http/field-errors.ts'
import { classification, codesOf, operationPost } from '../../../wire/codes.ts'
import { day, words } from '../decisions/decision.ts'
import {
  BRIEFING_HEADINGS,
  OUTCOMES,
  PLAN_PARTS,
  type ActionDayState,
  type OutcomeKind,
  type PlanPart,
} from './words.ts'

/** Characters of a text that somebody types. */
export const LONGEST = { plan: 2_000, desk: 200, note: 2_000, heading: 5_000 } as const
/** More than this of anything in one day is a slip of the hand. The database holds the same bound. */
export const MOST_COUNTED = 100_000

const part = words(LONGEST.plan, 'Say it, or leave it out until it is known')

/** The safeguarding plan, as the API takes it: each part may come later, and all of them before anybody says go. */
export const safeguardingSchema = z.strictObject({
  reception: part.optional().describe('where people who are found are received'),
  interpreters: part.optional(),
  childrens_services: part.optional().describe('which council, and whom one rings'),
  first_responder: part.optional().describe('who refers to the National Referral Mechanism'),
})
export type SafeguardingPlan = z.output<typeof safeguardingSchema>

/** An action day, as the API takes it. */
export const planSchema = z.strictObject({ on_day: day('Enter the day') })

/** An agency's command post of the day. */
export const deskSchema = z.strictObject({
  desk: words(LONGEST.desk, 'Enter the desk'),
  telephone: z
    .string({ error: 'Enter the desk’s telephone of the day' })
    .trim()
    .regex(/^[0-9+() ext.]{3,40}$/, 'Enter a telephone number, like 01632 960101'),
})
export type Desk = z.output<typeof deskSchema>

/** A count, as the API takes it. */
export const countSchema = z.strictObject({
  kind: z.enum(codesOf(OUTCOMES), { error: 'Choose what you count' }),
  number: z
    .int('Enter a whole number')
    .min(0, 'Enter 0 or more')
    .max(MOST_COUNTED, `Enter ${MOST_COUNTED.toLocaleString('en-GB')} or fewer`),
  corrects: z.uuid('Choose the count that it corrects').optional().describe('this counts instead of it'),
})
export type NewCount = z.output<typeof countSchema>

export const noteSchema = z.strictObject({ text: words(LONGEST.note, 'Enter a note') })

const heading = (name: string) => words(LONGEST.heading, `Say something under “${name}”, or leave it out`)
/** A version of a briefing, as the API takes it. */
export const briefingSchema = z.strictObject({
  posts: z
    .array(z.enum(codesOf(operationPost)))
    .max(13)
    .default([])
    .describe('for whoever holds one of these posts; empty: for everybody in the operation'),
  classification: z.enum(codesOf(classification), { error: 'Choose the classification' }),
  information: heading(BRIEFING_HEADINGS.information).optional(),
  intention: heading(BRIEFING_HEADINGS.intention).optional(),
  method: heading(BRIEFING_HEADINGS.method).optional(),
  administration: heading(BRIEFING_HEADINGS.administration).optional(),
  risk: heading(BRIEFING_HEADINGS.risk).optional(),
  communications: heading(BRIEFING_HEADINGS.communications).optional(),
  'human-rights': heading(BRIEFING_HEADINGS['human-rights']).optional(),
})
export type NewBriefing = z.output<typeof briefingSchema>

/** A day at which a page of a list begins: one that the database knows. */
export const dayOfList = z.iso.date().refine((text) => text >= '1900-01-01', 'Enter a real date')

/** What was read, or what is wrong by field. */
type Read<T> = T | { fields: Record<string, string> }

/**
 * Checks a day that is to be planned.
 * @param body - as it was sent
 * @param today - YYYY-MM-DD
 * @returns the day, or faults by field
 */
export function parsePlan(body: unknown, today: string): Read<{ onDay: string }> {
  const read = planSchema.safeParse(body)
  if (!read.success) return { fields: fieldErrors(read.error) }
  const { on_day: onDay } = read.data
  if (onDay < today || onDay > '2100-01-01') return { fields: { on_day: 'Must be today or later' } }
  return { onDay }
}

/**
 * Checks a count.
 * @param body - as it was sent
 * @returns the count, or faults by field
 */
export function parseCount(body: unknown): Read<{ count: NewCount }> {
  const read = countSchema.safeParse(body)
  return read.success ? { count: read.data } : { fields: fieldErrors(read.error) }
}

/**
 * Checks a version of a briefing.
 * @param body - as it was sent
 * @returns for whom, how it is marked and what it says; or faults by field
 */
export function parseBriefing(
  body: unknown,
): Read<{ briefing: Pick<NewBriefing, 'posts' | 'classification'> & { says: Record<string, string> } }> {
  const read = briefingSchema.safeParse(body)
  if (!read.success) return { fields: fieldErrors(read.error) }
  const { posts, classification: marking, ...headings } = read.data
  const says: Record<string, string> = Object.fromEntries(
    Object.entries(headings).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  )
  if (Object.keys(says).length === 0)
    return { fields: { information: 'Say something under one of the headings' } }
  return { briefing: { posts: [...new Set(posts)].toSorted(), classification: marking, says } }
}

/** From which state a day may go to which. `operations.action_day_may_move` says the same. */
export const dayMoves: Readonly<Record<ActionDayState, readonly ActionDayState[]>> = {
  planned: ['go', 'no-go'],
  go: ['running', 'no-go'],
  'no-go': ['go'],
  running: ['done'],
  done: [],
}

/**
 * Says what is missing of a safeguarding plan.
 * @param plan - as it stands
 * @returns its parts in their order; none where it is whole
 */
export const missingOf = (plan: Readonly<Record<PlanPart, string | null | undefined>>): PlanPart[] =>
  (Object.keys(PLAN_PARTS) as PlanPart[]).filter((name) => (plan[name] ?? '').trim() === '')

/** One count among others. */
export type Counted = {
  id: string
  agency: string
  kind: OutcomeKind
  number: number
  corrects: string | null
}

/**
 * Adds up what agencies counted: an entry that another corrects counts no more.
 * @param counts - of one day, in any order
 * @returns the sum of each kind
 */
export function sumsOf(counts: readonly Counted[]): Record<OutcomeKind, number> {
  const corrected = new Set(counts.flatMap(({ corrects }) => corrects ?? []))
  const sums: Record<OutcomeKind, number> = { arrests: 0, searches: 0, seizures: 0, safeguarded: 0 }
  for (const { id, kind, number } of counts) if (!corrected.has(id)) sums[kind] += number
  return sums
}
