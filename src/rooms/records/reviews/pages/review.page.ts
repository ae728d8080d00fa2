/** One review: its facts, what is decided, who is named, and the holds on its record. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { asSeamarkError } from '../../../../platform/errors.ts'
import { idOf, pathOf, typedValues } from '../../../../platform/http/input.ts'
import { formOf, typedList, typedText } from '../../../../platform/http/typed-form.ts'
import { may, whoever } from '../../../../platform/identity/roles.ts'
import type { House } from '../../../../platform/rooms/fold-rooms.ts'
import { decideReviews, nameReviewer, possibleReviewers } from '../decide-reviews.ts'
import { holdsOn, liftHold, placeHold, type HoldId } from '../holds.ts'
import { liftRestriction } from '../lift-restriction.ts'
import { findReview, nextReview, readReview, type ReviewId } from '../list-reviews.ts'
import { choiceOf, chosenReviews, decisionChoices, readDecision } from './decision.form.ts'
import { peopleItems, readPerson } from './reviews.page.ts'
import { decidedWords, factsOf, outcomeWords, tagsOf } from './reviews.view.ts'

const access = whoever.reviewsRecords
const reviewPath = z.object({ id: idOf<ReviewId>() })
const holdPath = z.object({ id: idOf<ReviewId>(), hold: idOf<HoldId>() })

/**
 * Registers the page of a review, and what is done there.
 * @param house - kinds of record and how they are reviewed
 */
export function reviewPages(app: FastifyInstance, house: House): void {
  app.get('/reviews/:id', { config: { operation: 'records.review.show', access } }, async (request, reply) =>
    showReview(request, reply, house, {}),
  )

  app.post(
    '/reviews/:id',
    { config: { operation: 'records.review.decide', access } },
    async (request, reply) =>
      orShow(request, reply, house, async () => {
        const { id } = pathOf(request, reviewPath)
        const typed = formOf(request)
        const seen = chosenReviews(typed).filter((one) => one.id === id)
        const { outcome, next } = await request.perform(async (scope) => ({
          outcome: await decideReviews(scope, house.retention, seen, readDecision(typed)),
          next: await nextReview(scope, id),
        }))
        const { message, all } = outcomeWords(outcome, 'decided')
        if (!all) return await reply.done(`/reviews/${id}`, message, 'important')
        return await reply.done(next === null ? '/reviews' : `/reviews/${next}`, message)
      }),
  )

  app.post(
    '/reviews/:id/name',
    { config: { operation: 'records.review.name', access: whoever.managesRecords } },
    async (request, reply) =>
      orShow(request, reply, house, async () => {
        const { id } = pathOf(request, reviewPath)
        const typed = formOf(request)
        const seen = chosenReviews(typed).filter((one) => one.id === id)
        const correct = typedList(typed, 'correct').length > 0
        const outcome = await request.perform((scope) =>
          nameReviewer(scope, seen, readPerson(typed), correct),
        )
        const { message, all } = outcomeWords(outcome, 'given to this person')
        return await reply.done(`/reviews/${id}`, message, all ? 'success' : 'important')
      }),
  )

  app.post(
    '/reviews/:id/holds',
    { config: { operation: 'records.hold.place', access } },
    async (request, reply) =>
      orShow(request, reply, house, async () => {
        const { id } = pathOf(request, reviewPath)
        const reason = typedText(formOf(request), 'hold_reason') ?? ''
        await request.perform((scope) => placeHold(scope, id, reason))
        return await reply.done(`/reviews/${id}`, 'The hold stands. Nobody restricts or erases this record.')
      }),
  )

  app.post(
    '/reviews/:id/holds/:hold/lift',
    { config: { operation: 'records.hold.lift', access: whoever.managesRecords } },
    async (request, reply) =>
      orShow(request, reply, house, async () => {
        const { id, hold } = pathOf(request, holdPath)
        const reason = typedText(formOf(request), 'hold_reason') ?? ''
        await request.perform((scope) => liftHold(scope, id, hold, reason))
        return await reply.done(`/reviews/${id}`, 'The hold is lifted.')
      }),
  )

  app.post(
    '/reviews/:id/lift-restriction',
    { config: { operation: 'records.restriction.lift', access: whoever.decides } },
    async (request, reply) => {
      const { id } = pathOf(request, reviewPath)
      await request.perform(async (scope) => {
        const { recordId } = await findReview(scope, id)
        await liftRestriction(scope, house.retention, recordId)
      })
      return await reply.done(
        `/reviews/${id}`,
        'The restriction is lifted. The record is read and matched as before.',
      )
    },
  )
}

/** A form that is wrong comes back with what was typed. */
async function orShow(
  request: FastifyRequest,
  reply: FastifyReply,
  house: House,
  work: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  try {
    return await work()
  } catch (thrown) {
    const { fields } = asSeamarkError(thrown)
    if (fields === undefined) throw thrown
    return await showReview(request, reply, house, fields)
  }
}

async function showReview(
  request: FastifyRequest,
  reply: FastifyReply,
  house: House,
  errors: Record<string, string>,
): Promise<FastifyReply> {
  const { id } = pathOf(request, reviewPath)
  const roles = request.signedIn?.roles
  const manages = may(roles, 'managesRecords')
  const { found, holds, people } = await request.perform(async (scope) => {
    const found = await readReview(scope, id)
    return {
      found,
      holds: await holdsOn(scope, found.review.recordId),
      people: manages ? await possibleReviewers(scope) : [],
    }
  })
  const { review, before } = found
  const kind = house.records.get(review.kind)
  const readable = may(roles, 'decides')
  return await reply.page('rooms/records/reviews/pages/review.njk', {
    title: `Review ${review.reference}`,
    classification: review.classification,
    back: { text: 'Back to the records due', href: '/reviews' },
    errors,
    values: { group: String(review.suggestedGroup), ...typedValues(request) },
    review,
    readable,
    manages,
    facts: factsOf(review, kind, readable),
    tags: tagsOf(review),
    decided: decidedWords(review),
    holds,
    choice: choiceOf(review),
    choices: decisionChoices(review.state === 'correcting'),
    people: peopleItems(people),
    before: before.map((one) => ({ text: decidedWords(one), by: one.decidedBy, at: one.decidedAt })),
  })
}
