/** Drafts a bid, changes it, and submits it to its meeting. */
import { conflict, forbidden, invalid, notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/identifiers.ts'
import type { AgencyId, RecordId } from '../../../wire/ids.ts'
import { saidInWords } from '../decisions/said-in-words.ts'
import type { OperationId } from '../ids.ts'
import type { NewBid } from './bid.ts'
import type { BidId } from './ids.ts'
import { readBid } from './read-bids.ts'

const NOT_SITTING = 'Choose agencies that sit in the meeting, and a product that you read'

/** What the database takes of a bid. */
async function saidOfBid(scope: MemberScope, { asked_of: _, product, ...said }: NewBid): Promise<string> {
  if (said.classification === 'OFFICIAL-SENSITIVE' && scope.actor.clearance !== 'OFFICIAL-SENSITIVE')
    throw invalid({ classification: 'Choose a classification for which you are cleared' })
  if (product === undefined) return JSON.stringify(said)
  const record = await scope.tx.maybe<{ id: RecordId; version: number }>(
    `select id, version from access.record where reference = $1 and status in ('disseminated', 'withdrawn')`,
    [product.reference.toUpperCase()],
  )
  if (!record || (product.version !== undefined && product.version > record.version))
    throw invalid({ product: 'Enter the reference of a filed record that you read in full' })
  return JSON.stringify({
    ...{ ...said, product: record.id, product_version: product.version ?? record.version },
  })
}

const noMeeting = () =>
  invalid({ meeting: 'Choose a meeting in which your agency sits and that is not held yet' })

/**
 * Drafts a bid. Its own agency reads it, and nobody else.
 * @param bid - checked by parseBid
 * @param id - under which it is kept
 * @returns its id
 * @throws invalid with `meeting`, `asked_of`, `product` or `classification`
 */
export async function draftBid(scope: MemberScope, bid: NewBid, id: BidId = newId<BidId>()): Promise<BidId> {
  const said = await saidOfBid(scope, bid)
  const { done } = await scope.tx
    .one<{ done: true | null }>('select operations.draft_bid($1, $2::jsonb, $3) as done', [
      ...[id, said, bid.asked_of],
    ])
    .catch(saidInWords('asked_of', NOT_SITTING))
  if (done === null) throw noMeeting()
  scope.record({ kind: 'collection', subject: { kind: 'bid', id }, detail: { state: 'drafted' } })
  scope.wake([scope.actor.agencyId])
  return id
}

/** What somebody is told whose page is older than the bid. */
export const stale = () =>
  conflict('stale', 'Somebody changed this bid meanwhile. Look at it as it is now, then send yours again.')

/**
 * Changes a draft of one's own, or a bid that was returned: it is a draft again until it is submitted.
 * @param id - of the bid
 * @param revision - that was on the page
 * @param bid - checked by parseBid
 * @throws not-found; conflict `stale`, `wrong-state`; invalid as draftBid
 */
export async function changeBid(scope: MemberScope, id: BidId, revision: number, bid: NewBid): Promise<void> {
  const { steps } = await ofAuthor(scope, id)
  if (!steps.changes) throw notWithAuthor()
  const said = await saidOfBid(scope, bid)
  const { done } = await scope.tx
    .one<{ done: 'done' | 'stale' | 'wrong-state' | null }>(
      'select operations.change_bid($1, $2, $3::jsonb, $4) as done',
      [...[id, revision, said, bid.asked_of]],
    )
    .catch(saidInWords('asked_of', NOT_SITTING))
  if (done === null) throw noMeeting()
  if (done === 'stale') throw stale()
  if (done === 'wrong-state') throw notWithAuthor()
  scope.record({ kind: 'alteration', subject: { kind: 'bid', id }, detail: { state: 'drafted' } })
  scope.wake([scope.actor.agencyId])
}

/** @throws not-found; forbidden `not-yours` where a colleague wrote it */
async function ofAuthor(scope: MemberScope, id: BidId) {
  const read = await readBid(scope, id)
  if (read.bid.agencyId !== scope.actor.agencyId) throw notFound()
  if (read.bid.authorId !== scope.actor.personId)
    throw forbidden('not-yours', 'Whoever wrote this bid changes and submits it. Ask them.')
  return read
}

const notWithAuthor = () =>
  conflict('wrong-state', 'This bid is submitted. It stays as it is until it is decided or returned.')

/**
 * Submits a bid of one's own: whoever sits in its meeting reads it from then on.
 * @param id - of the bid
 * @param revision - that was on the page
 * @throws not-found; conflict `stale`, `wrong-state`, `meeting-held`
 */
export async function submitBid(scope: MemberScope, id: BidId, revision: number): Promise<void> {
  const { steps } = await ofAuthor(scope, id)
  if (!steps.submits) throw notWithAuthor()
  const { done } = await scope.tx.one<{
    done: 'done' | 'stale' | 'wrong-state' | 'meeting-held' | null
  }>('select operations.submit_bid($1, $2) as done', [id, revision])
  if (done === null) throw notFound()
  if (done === 'stale') throw stale()
  if (done === 'wrong-state') throw notWithAuthor()
  if (done === 'meeting-held')
    throw conflict(
      'meeting-held',
      'This meeting was held. Change the bid, and choose a meeting that is planned.',
    )
  const told = await concernedBy(scope, id)
  scope.record({
    kind: 'disclosure',
    subject: { kind: 'bid', id },
    recipients: told.filter((one) => one !== scope.actor.agencyId),
    detail: { state: 'submitted' },
  })
  scope.wake([scope.actor.agencyId, ...told])
}

/**
 * The agencies whose pages change with a bid.
 * @param id - that the viewer reads
 */
export const concernedBy = async (scope: MemberScope, id: BidId): Promise<AgencyId[]> =>
  (await scope.tx.many<{ id: AgencyId }>('select id from operations.concerned_by_bid($1) as id', [id])).map(
    (one) => one.id,
  )

/**
 * Links an adopted bid with the operation that is proposed from it, in the transaction that proposes it.
 * @param id - of a bid that the viewer reads
 * @param operation - that the viewer has just proposed, of the origin `tasking`
 * @throws invalid with `origin` where the two do not belong together
 */
export async function linkBid(scope: MemberScope, id: BidId, operation: OperationId): Promise<void> {
  const { done } = await scope.tx.one<{ done: boolean }>('select operations.link_bid($1, $2) as done', [
    id,
    operation,
  ])
  if (!done)
    throw invalid({ origin: 'An operation that follows from an adopted bid comes from tasking. Choose that' })
  scope.record({
    kind: 'alteration',
    subject: { kind: 'bid', id },
    detail: { raised_operation: true },
  })
  scope.wake(await concernedBy(scope, id))
}
