/** Legal holds: a record that a case needs is neither restricted nor erased while one stands. */
import { conflict, notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { mustBeOneWho } from '../../../platform/identity/wrong-role.ts'
import { newId } from '../../../platform/identifiers.ts'
import type { Id } from '../../../wire/ids.ts'
import { findReview, type ReviewId, type ReviewRow } from './list-reviews.ts'
import { checkWords } from './check-words.ts'

export type HoldId = Id<'hold'>

export type Hold = {
  id: HoldId
  reason: string
  placedAt: Date
  placedBy: string
  liftedAt: Date | null
  liftedBy: string | null
  liftedReason: string | null
}

/**
 * Lists the holds on a record, those that stand first.
 * @param recordId - of the record
 * @returns 100 at most; none for a record that this person does not keep
 */
export async function holdsOn(scope: MemberScope, recordId: string): Promise<Hold[]> {
  return await scope.tx.many<Hold>(
    `select id, reason, placed_at as "placedAt", identity.person_label(placed_by) as "placedBy",
            lifted_at as "liftedAt", identity.person_label(lifted_by) as "liftedBy", lifted_reason as "liftedReason"
     from access.legal_hold where record_id = $1 order by lifted_at is not null, placed_at desc limit 100`,
    [recordId],
  )
}

/**
 * Places a hold on the record of a review.
 * @param reviewId - of the review
 * @param reason - for which case it is held
 * @returns the review
 * @throws forbidden `wrong-role`; not-found; invalid with `hold_reason`
 */
export async function placeHold(scope: MemberScope, reviewId: ReviewId, reason: string): Promise<ReviewRow> {
  mustBeOneWho(scope, 'reviewsRecords')
  const text = checkWords('hold_reason', reason)
  const review = await findReview(scope, reviewId)
  await scope.tx.run(
    `insert into access.legal_hold (id, record_id, agency_id, reason, placed_by, placed_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [newId(), review.recordId, scope.actor.agencyId, text, scope.actor.personId, scope.now],
  )
  scope.record({
    kind: 'alteration',
    subject: { kind: review.kind, id: review.recordId },
    detail: { hold: 'placed' },
  })
  scope.wake([scope.actor.agencyId])
  return review
}

/**
 * Lifts a hold.
 * @param reviewId - of the review on whose page it is lifted
 * @param holdId - of the hold
 * @param reason - why nothing needs it any more
 * @throws forbidden `wrong-role`; not-found; conflict `is-lifted`; invalid with `hold_reason`
 */
export async function liftHold(
  scope: MemberScope,
  reviewId: ReviewId,
  holdId: HoldId,
  reason: string,
): Promise<void> {
  mustBeOneWho(scope, 'managesRecords')
  const text = checkWords('hold_reason', reason)
  const review = await findReview(scope, reviewId)
  const hold = (await holdsOn(scope, review.recordId)).find(({ id }) => id === holdId)
  if (!hold) throw notFound()
  const lifted = await scope.tx.run(
    `update access.legal_hold set lifted_by = $2, lifted_at = $3, lifted_reason = $4
     where id = $1 and lifted_at is null`,
    [holdId, scope.actor.personId, scope.now, text],
  )
  if (lifted === 0) throw conflict('is-lifted', 'Somebody has lifted this hold already.')
  scope.record({
    kind: 'alteration',
    subject: { kind: review.kind, id: review.recordId },
    detail: { hold: 'lifted' },
  })
  scope.wake([scope.actor.agencyId])
}
