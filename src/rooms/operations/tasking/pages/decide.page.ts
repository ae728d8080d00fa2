/** Deciding on a bid, and saying what a review of it found. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { faultOfDate, readDateField } from '../../../../design/fields.ts'
import { invalid } from '../../../../platform/errors.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedNumber, typedText, type Typed } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { londonDay } from '../../../../platform/london-day.ts'
import { LONGEST, parseDecisionOnBid, parseReview, type BidReview, type DecisionOnBid } from '../bid.ts'
import { decideBid, reviewBid } from '../decide-bid.ts'
import { bidPath } from '../ids.ts'
import { readBid } from '../read-bids.ts'
import { BID_WORDS } from '../words.ts'

const access = whoever.acceptsOperations
const at = '/tasking/bids/:bid'
type What = 'decide' | 'review'

/** Registers both pages and their forms. */
export function decidePages(app: FastifyInstance): void {
  app.get(`${at}/decide`, { config: { operation: 'operations.bid.show-decide', access } }, (request, reply) =>
    show(request, reply, 'decide', null),
  )
  app.post(`${at}/decide`, { config: { operation: 'operations.bid.decide', access } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const { bid } = pathOf(request, bidPath)
        const typed = formOf(request)
        await request.perform((scope) =>
          decideBid(scope, bid, typedNumber(typed, 'revision'), readDecision(typed, londonDay(scope.now))),
        )
        return await reply.done(
          `/tasking/bids/${bid}`,
          'Decided. Whoever sits in the meeting reads the reasons.',
        )
      },
      (refused) => show(request, reply, 'decide', refused),
    ),
  )
  app.get(`${at}/review`, { config: { operation: 'operations.bid.show-review', access } }, (request, reply) =>
    show(request, reply, 'review', null),
  )
  app.post(`${at}/review`, { config: { operation: 'operations.bid.review', access } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const { bid } = pathOf(request, bidPath)
        const typed = formOf(request)
        await request.perform((scope) =>
          reviewBid(scope, bid, typedNumber(typed, 'revision'), readReview(typed, londonDay(scope.now))),
        )
        return await reply.done(`/tasking/bids/${bid}`, 'Noted.')
      },
      (refused) => show(request, reply, 'review', refused),
    ),
  )
}

const typedOf = (typed: Typed) => {
  const fault = faultOfDate(typed, 'review_on', 'The day')
  return {
    said: { reasons: typedText(typed, 'reasons'), review_on: readDateField(typed, 'review_on') },
    day: fault === undefined ? {} : { review_on: fault },
  }
}

/** @throws invalid by the field */
function readDecision(typed: Typed, today: string): DecisionOnBid {
  const { said, day } = typedOf(typed)
  const read = parseDecisionOnBid({ word: typedText(typed, 'word'), ...said }, today)
  if ('fields' in read) throw invalid({ ...read.fields, ...day })
  return read.decision
}

/** @throws invalid by the field */
function readReview(typed: Typed, today: string): BidReview {
  const { said, day } = typedOf(typed)
  const read = parseReview(said, today)
  if ('fields' in read) throw invalid({ ...read.fields, ...day })
  return read.review
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  what: What,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { bid: id } = pathOf(request, bidPath)
  const { bid, steps } = await request.perform((scope) => readBid(scope, id))
  return await reply.page('rooms/operations/tasking/pages/decide.njk', {
    title: what === 'decide' ? 'Decide on a bid' : 'Review a bid',
    decides: what === 'decide',
    waits: what === 'decide' ? steps.decides : steps.reviews,
    caption: `Bid of ${bid.agency}`,
    classification: bid.classification,
    back: { text: 'Back to the bid', href: `/tasking/bids/${id}` },
    problem: bid.problem,
    words: Object.entries(BID_WORDS).map(([value, text]) => ({ value, text })),
    longest: LONGEST,
    // A stale form is sent again on top of what is there now.
    values: { ...refused?.values, revision: bid.revision },
    ...(refused ? { errors: refused.errors } : {}),
  })
}
