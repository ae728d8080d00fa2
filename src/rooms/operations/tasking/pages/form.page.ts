/** Drafting a bid for a meeting, and changing one that is with its author. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ukDate } from '../../../../design/dates.ts'
import { highest } from '../../../../design/highest-marking.ts'
import { conflict, invalid } from '../../../../platform/errors.ts'
import { pathOf, queryOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import {
  formOf,
  typedList,
  typedNumber,
  typedText,
  type Typed,
} from '../../../../platform/http/typed-form.ts'
import type { MemberScope } from '../../../../platform/database/scope.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { classification } from '../../../../wire/codes.ts'
import { readLinks } from '../../decisions/decision.ts'
import { LONGEST, NEVER_BID, parseBid, type NewBid } from '../bid.ts'
import { bidPath, meetingId, type MeetingId } from '../ids.ts'
import { meetingsThatTakeBids, readMeeting, type Meeting, type Seat } from '../meetings.ts'
import { productOf, readBid, type Bid, type ProductOfBid } from '../read-bids.ts'
import { MEETING_KINDS } from '../words.ts'
import { changeBid, draftBid } from '../write-bid.ts'
import { numbersOf } from './meeting.page.ts'

const access = whoever.proposesOperations
const TEXTS = ['meeting', 'classification', 'problem', 'asked', 'resources', 'options'] as const
const toMeeting = z.object({ meeting: meetingId.optional() })

/** Registers both pages and their forms. */
export function formPages(app: FastifyInstance): void {
  app.get(
    '/tasking/bids/new',
    { config: { operation: 'operations.bid.show-draft', access } },
    (request, reply) => showDraft(request, reply, null),
  )
  app.post('/tasking/bids/new', { config: { operation: 'operations.bid.draft', access } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const bid = readForm(formOf(request))
        const id = await request.perform((scope) => draftBid(scope, bid))
        return await reply.done(`/tasking/bids/${id}`, 'Drafted. Your agency reads it, and nobody else.')
      },
      (refused) => showDraft(request, reply, refused),
    ),
  )
  app.get(
    '/tasking/bids/:bid/change',
    { config: { operation: 'operations.bid.show-change', access } },
    (request, reply) => showChange(request, reply, null),
  )
  app.post(
    '/tasking/bids/:bid/change',
    { config: { operation: 'operations.bid.change', access } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { bid: id } = pathOf(request, bidPath)
          const typed = formOf(request)
          await request.perform((scope) =>
            changeBid(scope, id, typedNumber(typed, 'revision'), readForm(typed)),
          )
          return await reply.done(`/tasking/bids/${id}`, 'Changed. Submit it when it is ready.')
        },
        (refused) => showChange(request, reply, refused),
      ),
  )
}

/** @throws invalid by the field */
function readForm(typed: Typed): NewBid {
  const links = readLinks(typedText(typed, 'product') ?? '')
  const product = 'links' in links ? links.links[0] : undefined
  const fault = 'fault' in links ? links.fault : links.links.length > 1 ? 'Enter one reference' : undefined
  const read = parseBid({
    ...Object.fromEntries(TEXTS.map((name) => [name, typedText(typed, name)])),
    asked_of: numbersOf(typedList(typed, 'asked_of')),
    product,
  })
  const fields = {
    ...('fields' in read
      ? Object.fromEntries(
          Object.entries(read.fields).map(([name, what]) => [name.split('.')[0] ?? name, what]),
        )
      : {}),
    ...(fault === undefined ? {} : { product: fault }),
  }
  if ('fields' in read || fault !== undefined) throw invalid(fields)
  return read.bid
}

type Around = { meeting: Meeting; seats: Seat[]; others: Meeting[] }
const aroundOf = async (scope: MemberScope, id: MeetingId): Promise<Around> => ({
  ...(await readMeeting(scope, id)),
  others: await meetingsThatTakeBids(scope),
})

/** What both pages print. */
const viewOf = ({ meeting, seats }: Around, refused: Refused | null) => ({
  caption: `${MEETING_KINDS[meeting.kind]}, ${meeting.agency}, ${ukDate(meeting.onDay)}`,
  classification: meeting.classification,
  neverBid: NEVER_BID,
  longest: LONGEST,
  classifications: Object.entries(classification).map(([value, text]) => ({ value, text })),
  seats: seats.map(({ id, name }) => ({ value: String(id), text: name })),
  values: { ...refused?.values, meeting: meeting.id },
  ...(refused ? { errors: refused.errors } : {}),
})

/** For which meeting the form that came back was. */
const meetingOf = (refused: Refused | null): MeetingId | undefined =>
  meetingId.safeParse(refused?.values['meeting']).data

async function showDraft(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const id = meetingOf(refused) ?? queryOf(request, toMeeting).meeting
  if (id === undefined) return await showMeetings(request, reply)
  const around = await request.perform((scope) => aroundOf(scope, id))
  if (!around.meeting.takesBids)
    throw conflict('meeting-held', 'This meeting was held. Choose one that is planned.')
  return await reply.page('rooms/operations/tasking/pages/form.njk', {
    ...viewOf(around, refused),
    title: 'Draft a bid',
    button: 'Keep the draft',
    back: { text: 'Back to the meeting', href: `/tasking/meetings/${id}` },
  })
}

/** A bid is for a meeting, so that is chosen first. */
async function showMeetings(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const meetings = await request.perform(meetingsThatTakeBids)
  return await reply.page('rooms/operations/tasking/pages/choose.njk', {
    title: 'For which meeting is the bid?',
    classification: highest(meetings),
    back: { text: 'Back to tasking', href: '/tasking' },
    rows: meetings.map((one) => [
      { text: ukDate(one.onDay), href: `/tasking/bids/new?meeting=${one.id}`, hidden: one.agency },
      MEETING_KINDS[one.kind],
      one.agency,
    ]),
  })
}

async function showChange(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { bid: id } = pathOf(request, bidPath)
  const meeting = meetingOf(refused) ?? queryOf(request, toMeeting).meeting
  const { bid, product, around } = await request.perform(async (scope) => {
    const read = await readBid(scope, id)
    if (!read.steps.changes)
      throw conflict('wrong-state', 'Whoever wrote a bid changes it, while it is with them.')
    return {
      bid: read.bid,
      product: await productOf(scope, id),
      around: await aroundOf(scope, meeting ?? read.bid.meetingId),
    }
  })
  return await reply.page('rooms/operations/tasking/pages/form.njk', {
    ...viewOf(around, refused),
    title: 'Change the bid',
    button: 'Keep the draft',
    back: { text: 'Back to the bid', href: `/tasking/bids/${id}` },
    held: !around.meeting.takesBids,
    others: around.others
      .filter((one) => one.id !== around.meeting.id)
      .map((one) => ({
        text: `${MEETING_KINDS[one.kind]}, ${one.agency}, ${ukDate(one.onDay)}`,
        href: `/tasking/bids/${id}/change?meeting=${one.id}`,
      })),
    values: {
      ...(refused?.values ?? typedBefore(bid, product)),
      ...{ meeting: around.meeting.id, revision: bid.revision },
    },
  })
}

const typedBefore = (bid: Bid, product: ProductOfBid | null) => ({
  ...{ problem: bid.problem, asked: bid.asked, resources: bid.resources, options: bid.options },
  classification: bid.classification,
  asked_of: bid.askedOf.map(String),
  product: product === null ? '' : `${product.reference} version ${String(product.version)}`,
})
