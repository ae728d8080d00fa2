/** What the API says of meetings and bids. */
import { z } from 'zod'
import { classification, codesOf } from '../../../../wire/codes.ts'
import type { Meeting, Seat } from '../meetings.ts'
import type { Bid, SaidOfBid } from '../read-bids.ts'
import { BID_STATES, MEETING_KINDS, SAID_WORDS } from '../words.ts'

const marking = z.enum(codesOf(classification))
const meeting = z.object({
  id: z.uuid(),
  held_by: z.string(),
  kind: z.enum(codesOf(MEETING_KINDS)),
  on_day: z.iso.date(),
  classification: marking,
  chair_post: z.string(),
  state: z.enum(['planned', 'held']),
  posts_present: z.array(z.string()).nullable(),
  revision: z.int().describe('send it as If-Match'),
})
/** One meeting, with who sits in it. */
export const meetingDocument = meeting.extend({
  seats: z.array(z.object({ id: z.int(), name: z.string() })),
})
export const meetingsDocument = z.object({
  items: z.array(meeting).describe('the last day first'),
  older: z.uuid().nullable().describe('send it as before'),
  newer: z.uuid().nullable().describe('send it as after'),
})

const bid = z.object({
  id: z.uuid(),
  meeting: z.uuid(),
  held_by: z.string().describe('the agency that holds the meeting, and decides'),
  agency: z.string(),
  classification: marking,
  state: z.enum(codesOf(BID_STATES)),
  problem: z.string(),
  asked: z.string(),
  asked_of: z.array(z.string()),
  resources: z.string(),
  options: z.string(),
  version: z.int().describe('how often it was submitted'),
  revision: z.int().describe('send it as If-Match'),
})
/** One bid, with what was decided. */
export const bidDocument = bid.extend({
  product: z.string().nullable().describe('reference of the record behind it, where you may know of it'),
  said: z
    .array(
      z.object({
        word: z.enum(codesOf(SAID_WORDS)),
        reasons: z.string(),
        review_on: z.iso.date().nullable(),
        at: z.iso.datetime(),
      }),
    )
    .describe('the newest first'),
})
export const bidsDocument = z.object({
  items: z.array(bid).describe('the newest first'),
  next: z.string().nullable().describe('cursor of older bids'),
  previous: z.string().nullable().describe('cursor of newer bids; send it with back=yes'),
})

/** @param one - a meeting in which the viewer's agency sits */
export const meetingRow = (one: Meeting): z.input<typeof meeting> => ({
  ...{ id: one.id, held_by: one.agency, kind: one.kind, on_day: one.onDay, state: one.state },
  ...{ classification: one.classification, chair_post: one.chairPost, revision: one.revision },
  posts_present: one.postsPresent,
})

/** @param one - a meeting; with who sits in it */
export const wholeMeeting = (one: Meeting, seats: readonly Seat[]): z.input<typeof meetingDocument> => ({
  ...meetingRow(one),
  seats: seats.map(({ id, name }) => ({ id, name })),
})

/** @param one - a bid that the viewer reads */
export const bidRow = (one: Bid): z.input<typeof bid> => ({
  ...{ id: one.id, meeting: one.meetingId, held_by: one.holder, agency: one.agency, state: one.state },
  ...{ classification: one.classification, problem: one.problem, asked: one.asked },
  ...{ asked_of: one.askedOfNames, resources: one.resources, options: one.options },
  ...{ version: one.version, revision: one.revision },
})

/** @param one - a bid; with what was decided, and the reference of its product */
export const wholeBid = (
  one: Bid,
  said: readonly SaidOfBid[],
  product: string | null,
): z.input<typeof bidDocument> => ({
  ...bidRow(one),
  product,
  said: said.map(({ word, reasons, reviewOn, at }) => ({
    ...{ word, reasons, review_on: reviewOn, at: at.toISOString() },
  })),
})
