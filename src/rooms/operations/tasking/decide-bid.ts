/** Decides on a bid, for the agency that holds its meeting; and looks at it again. Nobody decides on what they wrote. */
import { conflict, forbidden, notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/identifiers.ts'
import type { BidReview, DecisionOnBid } from './bid.ts'
import type { BidId } from './ids.ts'
import { mayHold } from './meetings.ts'
import { readBid } from './read-bids.ts'
import type { SaidWord } from './words.ts'
import { concernedBy, stale } from './write-bid.ts'

/**
 * Decides.
 * @param id - of a bid that was submitted to a meeting of the viewer's agency
 * @param revision - that was on the page
 * @param decision - checked by parseDecisionOnBid
 * @throws not-found; forbidden `another-person`, `wrong-role`; conflict `stale`, `wrong-state`
 */
export const decideBid = (
  scope: MemberScope,
  id: BidId,
  revision: number,
  { word, reasons, review_on: on }: DecisionOnBid,
): Promise<void> => say(scope, id, revision, { word, reasons, on: on ?? null })

/**
 * Says what a review of an adopted bid found.
 * @param id - of a bid
 * @param revision - that was on the page
 * @param review - checked by parseReview
 * @throws as decideBid
 */
export const reviewBid = (
  scope: MemberScope,
  id: BidId,
  revision: number,
  { reasons, review_on: on }: BidReview,
): Promise<void> => say(scope, id, revision, { word: 'reviewed', reasons, on: on ?? null })

async function say(
  scope: MemberScope,
  id: BidId,
  revision: number,
  { word, reasons, on }: { word: SaidWord; reasons: string; on: string | null },
): Promise<void> {
  const { bid } = await readBid(scope, id)
  if (bid.holderId !== scope.actor.agencyId) throw notHolding()
  mayHold(scope)
  const { done } = await scope.tx.one<{ done: 'done' | 'own' | 'stale' | 'wrong-state' | null }>(
    'select operations.decide_bid($1, $2, $3, $4, $5, $6) as done',
    [newId(), id, revision, word, reasons, on],
  )
  switch (done) {
    case null:
      throw notFound()
    case 'own':
      throw forbidden(
        'another-person',
        'You wrote this bid. Another coordinator of your agency decides on it.',
      )
    case 'stale':
      throw stale()
    case 'wrong-state':
      throw conflict('wrong-state', 'This bid does not wait for that. Look at it as it is now.')
    case 'done':
  }
  scope.record({
    kind: 'alteration',
    subject: { kind: 'bid', id },
    recipients: bid.agencyId === scope.actor.agencyId ? [] : [bid.agencyId],
    detail: { word, review: on !== null },
  })
  scope.wake([scope.actor.agencyId, ...(await concernedBy(scope, id))])
}

const notHolding = () =>
  forbidden('not-holding', 'The agency that holds the meeting decides. Ask one of its coordinators.')
