/** One bid: what it asks, what was decided and why, and what follows from it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ukDate, ukDateTime } from '../../../../design/dates.ts'
import { highest } from '../../../../design/highest-marking.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedNumber } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import type { House } from '../../../../platform/rooms/fold-rooms.ts'
import { bidPath } from '../ids.ts'
import { operationsOf, productOf, readBid, saidOf, type Bid, type ProductOfBid, type SaidOfBid } from '../read-bids.ts' // prettier-ignore
import { bidTag, MEETING_KINDS, SAID_WORDS } from '../words.ts'
import { submitBid } from '../write-bid.ts'

const at = '/tasking/bids/:bid'

/**
 * Registers the page, and the button that submits.
 * @param house - what knows the pages of records
 */
export function bidPages(app: FastifyInstance, house: House): void {
  app.get(
    at,
    { config: { operation: 'operations.bid.read', access: whoever.readsContent } },
    (request, reply) => show(request, reply, house, null),
  )
  app.post(
    `${at}/submit`,
    { config: { operation: 'operations.bid.submit', access: whoever.proposesOperations } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { bid } = pathOf(request, bidPath)
          const revision = typedNumber(formOf(request), 'revision')
          await request.perform((scope) => submitBid(scope, bid, revision))
          return await reply.done(`/tasking/bids/${bid}`, 'Submitted. Whoever sits in the meeting reads it.')
        },
        (refused) => show(request, reply, house, refused),
      ),
  )
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  house: House,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { bid: id } = pathOf(request, bidPath)
  const { bid, steps, said, product, raised } = await request.perform(async (scope) => ({
    ...(await readBid(scope, id)),
    said: await saidOf(scope, id),
    product: await productOf(scope, id),
    raised: await operationsOf(scope, id),
  }))
  const here = `/tasking/bids/${id}`
  return await reply.page('rooms/operations/tasking/pages/bid.njk', {
    title: 'Bid',
    caption: `${bid.agency}, for ${MEETING_KINDS[bid.meetingKind].toLowerCase()} of ${bid.holder}`,
    classification: highest([bid, ...(product === null ? [] : [product])]),
    back: { text: 'Back to tasking', href: '/tasking' },
    bid,
    tag: bidTag(bid.state),
    meeting: { text: `Meeting of ${ukDate(bid.meetingOn)}`, href: `/tasking/meetings/${bid.meetingId}` },
    facts: factsOf(bid),
    product: product === null ? undefined : linkOf(product, house),
    said: said.map(saidView),
    raised: raised.map((one) => ({ text: one.codename, href: `/operations/${one.id}` })),
    links: [
      ...(steps.changes ? [{ text: 'Change it', href: `${here}/change` }] : []),
      ...(steps.decides ? [{ text: 'Decide on it', href: `${here}/decide` }] : []),
      ...(steps.reviews ? [{ text: 'Say what a review found', href: `${here}/review` }] : []),
      ...(steps.raises ? [{ text: 'Propose an operation from it', href: `/operations/new?bid=${id}` }] : []),
    ],
    submits: steps.submits,
    ...(refused ? { errors: refused.errors } : {}),
  })
}

const factsOf = (bid: Bid) => [
  { key: 'Problem', text: bid.problem },
  { key: 'What is asked', text: bid.asked },
  { key: 'Of whom', text: bid.askedOfNames.join(', ') },
  { key: 'What it takes', text: bid.resources },
  { key: 'Options', text: bid.options },
  { key: 'Author', text: `${bid.author}, ${bid.agency}` },
  { key: 'Submitted', text: bid.version === 0 ? 'Not yet' : `Version ${String(bid.version)}` },
]

/** A record leads to the version that was read. */
function linkOf(one: ProductOfBid, house: House) {
  const kind = house.records.get(one.kind)
  return {
    text: `${one.title} (${one.reference}, version ${String(one.version)})`,
    href: kind?.versionHref?.(one.id, one.version) ?? kind?.href(one.id) ?? '',
  }
}

const saidView = (one: SaidOfBid) => ({
  heading: `${SAID_WORDS[one.word]}, ${ukDateTime(one.at)}`,
  rows: [
    { key: 'Reasons', text: one.reasons },
    { key: 'By', text: one.by },
    { key: 'Of', text: `Version ${String(one.version)}` },
    ...(one.reviewOn === null ? [] : [{ key: 'Looked at again on', text: ukDate(one.reviewOn) }]),
  ],
})
