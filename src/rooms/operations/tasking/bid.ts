/** What a meeting, a bid and a decision on it say, and what is refused of them. Pure. */
import { z } from 'zod'
import { fieldErrors } from '../../../platform/http/field-errors.ts'
import { LARGEST_INTEGER } from '../../../platform/http/input.ts'
import { classification, codesOf } from '../../../wire/codes.ts'
import { day, words } from '../decisions/decision.ts'
import { BID_WORDS, MEETING_KINDS, type BidState } from './words.ts'

/** Characters of a text that somebody types. */
export const LONGEST = {
  problem: 2_000,
  asked: 2_000,
  resources: 2_000,
  options: 5_000,
  reasons: 5_000,
  post: 150,
} as const
/** As many agencies sit in a meeting, and as many posts are present. */
export const MOST_SEATS = 60

/** What a bid is not for, as everybody who writes one reads it. */
export const NEVER_BID =
  'No bid may ask to follow or watch a person, to task a member of the public or a source, or to task a rescue. Write no name of a person.'

const agencies = z
  .array(z.int().min(1).max(LARGEST_INTEGER))
  .max(MOST_SEATS, `Choose at most ${String(MOST_SEATS)} agencies`)
const marking = z.enum(codesOf(classification), { error: 'Choose the classification' })
const post = words(LONGEST.post, 'Enter a post')

/** A meeting, as the API takes it. */
export const meetingSchema = z.strictObject({
  kind: z.enum(codesOf(MEETING_KINDS), { error: 'Choose which meeting it is' }),
  on_day: day('Enter the day'),
  classification: marking,
  chair_post: words(LONGEST.post, 'Enter the post of the chair, like “Head of Intelligence”'),
  agencies: agencies.default([]).describe('numbers of the agencies that sit in it beside your own'),
})
export type NewMeeting = z.output<typeof meetingSchema>

/** That a meeting was held, as the API takes it. */
export const heldSchema = z.strictObject({
  posts: z.array(post).min(1, 'Enter the posts that were there, one a line').max(MOST_SEATS),
})

/** A bid, as the API takes it. */
export const bidSchema = z.strictObject({
  meeting: z.uuid('Choose a meeting'),
  classification: marking,
  problem: words(LONGEST.problem, 'Enter the problem'),
  asked: words(LONGEST.asked, 'Enter what is asked'),
  asked_of: agencies
    .min(1, 'Choose of whom it is asked')
    .describe('numbers of agencies that sit in the meeting'),
  resources: words(LONGEST.resources, 'Enter what it takes'),
  options: words(LONGEST.options, 'Enter the options, and what follows if nothing is done'),
  product: z
    .strictObject({
      reference: words(40, 'Enter a reference'),
      version: z.int().min(1).max(100_000).optional(),
    })
    .optional()
    .describe('the record behind it, which you read'),
})
export type NewBid = z.output<typeof bidSchema>

/** A decision on a bid, as the API takes it. */
export const decisionOnBidSchema = z.strictObject({
  word: z.enum(codesOf(BID_WORDS), { error: 'Choose what is decided' }),
  reasons: words(LONGEST.reasons, 'Give the reasons'),
  review_on: day('Enter when it is looked at again').optional().describe('needed where it is adopted'),
})
export type DecisionOnBid = z.output<typeof decisionOnBidSchema>

/** What a review found, as the API takes it. */
export const reviewSchema = z.strictObject({
  reasons: words(LONGEST.reasons, 'Say what was found'),
  review_on: day('Enter when it is looked at again')
    .optional()
    .describe('where it is to come back once more'),
})
export type BidReview = z.output<typeof reviewSchema>

type Read<T> = T | { fields: Record<string, string> }
const LATEST = '2100-01-01'

/**
 * Checks a meeting.
 * @param body - as it was sent
 * @param today - YYYY-MM-DD
 * @returns the meeting, or faults by field
 */
export function parseMeeting(body: unknown, today: string): Read<{ meeting: NewMeeting }> {
  const read = meetingSchema.safeParse(body)
  if (!read.success) return { fields: fieldErrors(read.error) }
  if (read.data.on_day < today || read.data.on_day > LATEST)
    return { fields: { on_day: 'Must be today or later' } }
  return { meeting: read.data }
}

/**
 * Checks a bid.
 * @param body - as it was sent
 * @returns the bid, or faults by field
 */
export function parseBid(body: unknown): Read<{ bid: NewBid }> {
  const read = bidSchema.safeParse(body)
  return read.success ? { bid: read.data } : { fields: fieldErrors(read.error) }
}

/**
 * Checks a decision: what is adopted is looked at again, and what is not adopted is over.
 * @param body - as it was sent
 * @param today - YYYY-MM-DD
 * @returns the decision, or faults by field
 */
export function parseDecisionOnBid(body: unknown, today: string): Read<{ decision: DecisionOnBid }> {
  const read = decisionOnBidSchema.safeParse(body)
  if (!read.success) return { fields: fieldErrors(read.error) }
  const { word, review_on: on } = read.data
  const adopted = word === 'adopted' || word === 'in-part'
  if (adopted && on === undefined) return { fields: { review_on: 'Enter when it is looked at again' } }
  if (!adopted && on !== undefined)
    return { fields: { review_on: 'Leave it out: only what is adopted is looked at again' } }
  const fault = faultOfReviewDay(on, today)
  return fault === undefined ? { decision: read.data } : { fields: { review_on: fault } }
}

/**
 * Checks what a review found.
 * @param body - as it was sent
 * @param today - YYYY-MM-DD
 * @returns the review, or faults by field
 */
export function parseReview(body: unknown, today: string): Read<{ review: BidReview }> {
  const read = reviewSchema.safeParse(body)
  if (!read.success) return { fields: fieldErrors(read.error) }
  const fault = faultOfReviewDay(read.data.review_on, today)
  return fault === undefined ? { review: read.data } : { fields: { review_on: fault } }
}

const faultOfReviewDay = (on: string | undefined, today: string): string | undefined =>
  on !== undefined && (on <= today || on > LATEST) ? 'Must be after today' : undefined

/** From which state a bid may go to which. `operations.bid_may_move` says the same. */
export const bidMoves: Readonly<Record<BidState, readonly BidState[]>> = {
  drafted: ['submitted'],
  submitted: ['adopted', 'in-part', 'refused', 'returned'],
  adopted: [],
  'in-part': [],
  refused: [],
  returned: ['drafted', 'submitted'],
}

/** Does its author work on it? */
export const isWithAuthor = (state: BidState): boolean => state === 'drafted' || state === 'returned'
/** Was it adopted, whole or in part? */
export const isAdopted = (state: BidState): boolean => state === 'adopted' || state === 'in-part'
