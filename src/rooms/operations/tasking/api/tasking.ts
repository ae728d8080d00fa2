/** Tasking over HTTP: meetings and bids. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid } from '../../../../platform/errors.ts'
import { bodyOf, pathOf, queryOf } from '../../../../platform/http/input.ts'
import { describe } from '../../../../platform/http/openapi.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { codesOf } from '../../../../wire/codes.ts'
import { revisionToMatch } from '../../../../platform/http/if-match.ts'
import { londonDay } from '../../../../platform/london-day.ts'
import { bidSchema, decisionOnBidSchema, heldSchema, meetingSchema, parseBid, parseDecisionOnBid, parseMeeting, parseReview, reviewSchema } from '../bid.ts' // prettier-ignore
import { decideBid, reviewBid } from '../decide-bid.ts'
import { bidPath, meetingId, meetingPath } from '../ids.ts'
import { callMeeting, holdMeeting, listMeetings, readMeeting } from '../meetings.ts'
import { listBids, productOf, readBid, saidOf } from '../read-bids.ts'
import { BID_LISTS } from '../words.ts'
import { changeBid, draftBid, submitBid } from '../write-bid.ts'
import { bidDocument, bidRow, bidsDocument, meetingDocument, meetingRow, meetingsDocument, wholeBid, wholeMeeting } from './documents.ts' // prettier-ignore
import * as examples from './examples.ts'

const { readsContent: reads, proposesOperations: writes, acceptsOperations: holds } = whoever
const done = z.object({ id: z.uuid() })
const match = { 'If-Match': 'the revision that this starts from' }

/** Registers the routes. */
export function taskingApi(app: FastifyInstance): void {
  app.get('/tasking/meetings', { config: MEETINGS }, meetings)
  app.post('/tasking/meetings', { config: CALL }, call)
  app.get('/tasking/meetings/:meeting', { config: MEETING }, meeting)
  app.post('/tasking/meetings/:meeting/held', { config: HOLD }, hold)
  app.get('/tasking/bids', { config: BIDS }, bids)
  app.post('/tasking/bids', { config: DRAFT }, draft)
  app.get('/tasking/bids/:bid', { config: BID }, bid)
  app.put('/tasking/bids/:bid', { config: CHANGE }, change)
  app.post('/tasking/bids/:bid/submit', { config: SUBMIT }, submit)
  app.post('/tasking/bids/:bid/decide', { config: DECIDE }, decide)
  app.post('/tasking/bids/:bid/review', { config: REVIEW }, review)
}

const meetingsQuery = z.strictObject({ before: meetingId.optional(), after: meetingId.optional() })
const MEETINGS = {
  operation: describe('operations.meeting.list', {
    summary: 'List the tasking meetings in which your agency sits',
    query: meetingsQuery,
    answer: meetingsDocument,
    example: examples.meetings,
  }),
  access: reads,
} as const

async function meetings(request: FastifyRequest) {
  const at = queryOf(request, meetingsQuery)
  return await request.perform(async (scope) => {
    const { rows, older, newer } = await listMeetings(scope, at)
    return { items: rows.map(meetingRow), older, newer }
  })
}

const CALL = {
  operation: describe('operations.meeting.call', {
    summary: 'Call a tasking meeting of your agency, as its coordinator',
    body: meetingSchema,
    status: 201,
    answer: done,
    example: examples.call,
  }),
  access: holds,
} as const

async function call(request: FastifyRequest, reply: FastifyReply) {
  const body = bodyOf(request, z.unknown())
  const id = await request.perform((scope) => {
    const read = parseMeeting(body, londonDay(scope.now))
    if ('fields' in read) throw invalid(read.fields)
    return callMeeting(scope, read.meeting)
  })
  return reply.status(201).send({ id })
}

const MEETING = {
  operation: describe('operations.meeting.read', {
    summary: 'Read a tasking meeting',
    path: meetingPath,
    answer: meetingDocument,
    example: examples.readMeeting,
  }),
  access: reads,
} as const

async function meeting(request: FastifyRequest) {
  const { meeting: id } = pathOf(request, meetingPath)
  return await request.perform(async (scope) => {
    const read = await readMeeting(scope, id)
    return wholeMeeting(read.meeting, read.seats)
  })
}

const HOLD = {
  operation: describe('operations.meeting.hold', {
    summary: 'Say that a meeting of your agency was held, and which posts were there',
    headers: match,
    body: heldSchema,
    path: meetingPath,
    answer: done,
    example: examples.hold,
  }),
  access: holds,
} as const

async function hold(request: FastifyRequest) {
  const { meeting: id } = pathOf(request, meetingPath)
  const revision = revisionToMatch(request)
  const { posts } = bodyOf(request, heldSchema)
  await request.perform((scope) => holdMeeting(scope, id, revision, posts))
  return { id }
}

const bidsQuery = z.strictObject({
  list: z.enum(codesOf(BID_LISTS)).default('all'),
  cursor: z.string().max(300).optional(),
  back: z.literal('yes').optional(),
})
const BIDS = {
  operation: describe('operations.bid.list', {
    summary: 'List bids of your agency, and those submitted to meetings in which it sits',
    query: bidsQuery,
    answer: bidsDocument,
    example: examples.bids,
  }),
  access: reads,
} as const

async function bids(request: FastifyRequest) {
  const { list, cursor, back } = queryOf(request, bidsQuery)
  return await request.perform(async (scope) => {
    const page = await listBids(scope, { list, cursor, back: back === 'yes' })
    return { items: page.rows.map(bidRow), next: page.next, previous: page.previous }
  })
}

const DRAFT = {
  operation: describe('operations.bid.draft', {
    summary: 'Draft a bid for a meeting that is planned',
    body: bidSchema,
    status: 201,
    answer: done,
    example: examples.draft,
  }),
  access: writes,
} as const

async function draft(request: FastifyRequest, reply: FastifyReply) {
  const read = parseBid(bodyOf(request, z.unknown()))
  if ('fields' in read) throw invalid(read.fields)
  const id = await request.perform((scope) => draftBid(scope, read.bid))
  return reply.status(201).send({ id })
}

const BID = {
  operation: describe('operations.bid.read', {
    summary: 'Read a bid, and what was decided on it',
    path: bidPath,
    answer: bidDocument,
    example: examples.readBid,
  }),
  access: reads,
} as const

async function bid(request: FastifyRequest) {
  const { bid: id } = pathOf(request, bidPath)
  return await request.perform(async (scope) => {
    const read = await readBid(scope, id)
    return wholeBid(read.bid, await saidOf(scope, id), (await productOf(scope, id))?.reference ?? null)
  })
}

const CHANGE = {
  operation: describe('operations.bid.change', {
    summary: 'Change a bid of your own that is drafted or was returned',
    headers: match,
    body: bidSchema,
    path: bidPath,
    answer: done,
    example: examples.change,
  }),
  access: writes,
} as const

async function change(request: FastifyRequest) {
  const { bid: id } = pathOf(request, bidPath)
  const revision = revisionToMatch(request)
  const read = parseBid(bodyOf(request, z.unknown()))
  if ('fields' in read) throw invalid(read.fields)
  await request.perform((scope) => changeBid(scope, id, revision, read.bid))
  return { id }
}

const SUBMIT = {
  operation: describe('operations.bid.submit', {
    summary: 'Submit a bid of your own: whoever sits in its meeting reads it from then on',
    headers: match,
    path: bidPath,
    answer: done,
    example: examples.submit,
  }),
  access: writes,
} as const

async function submit(request: FastifyRequest) {
  const { bid: id } = pathOf(request, bidPath)
  const revision = revisionToMatch(request)
  await request.perform((scope) => submitBid(scope, id, revision))
  return { id }
}

const DECIDE = {
  operation: describe('operations.bid.decide', {
    summary: 'Decide on a bid that was submitted to a meeting of your agency; nobody decides on their own',
    headers: match,
    body: decisionOnBidSchema,
    path: bidPath,
    answer: done,
    example: examples.decide,
  }),
  access: holds,
} as const

async function decide(request: FastifyRequest) {
  const { bid: id } = pathOf(request, bidPath)
  const revision = revisionToMatch(request)
  const body = bodyOf(request, z.unknown())
  await request.perform((scope) => {
    const read = parseDecisionOnBid(body, londonDay(scope.now))
    if ('fields' in read) throw invalid(read.fields)
    return decideBid(scope, id, revision, read.decision)
  })
  return { id }
}

const REVIEW = {
  operation: describe('operations.bid.review', {
    summary: 'Say what a review of an adopted bid found',
    headers: match,
    body: reviewSchema,
    path: bidPath,
    answer: done,
    example: examples.review,
  }),
  access: holds,
} as const

async function review(request: FastifyRequest) {
  const { bid: id } = pathOf(request, bidPath)
  const revision = revisionToMatch(request)
  const body = bodyOf(request, z.unknown())
  await request.perform((scope) => {
    const read = parseReview(body, londonDay(scope.now))
    if ('fields' in read) throw invalid(read.fields)
    return reviewBid(scope, id, revision, read.review)
  })
  return { id }
}
