/** Reviews over HTTP, for a records system of the agency's own. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { idOf, bodyOf, queryOf } from '../../../platform/http/input.ts'
import { inExamples } from '../../../platform/http/api-documents.ts'
import { describe } from '../../../platform/http/openapi.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import type { House } from '../../../platform/rooms/fold-rooms.ts'
import { classification, codesOf } from '../../../wire/codes.ts'
import { decideReviews, MOST_AT_ONCE } from './decide-reviews.ts'
import { listReviews, type ReviewId, type ReviewRow } from './list-reviews.ts'
import { criterionWords, decisionWords, erasureWords, restrictionWords } from './words.ts'

const reviewDocument = z.object({
  id: z.uuid(),
  revision: z.int(),
  record: z.uuid(),
  kind: z.string(),
  reference: z.string(),
  classification: z.enum(codesOf(classification)),
  due_on: z.iso.date(),
  suggested_group: z.int().min(1).max(4),
  suggested: z.enum(['keep', 'erase', 'read']),
  why: z.string(),
  persons: z.object({ suspected: z.int(), convicted: z.int(), victims: z.int(), others: z.int() }),
  received: z.int().describe('agencies other than the owner that were given it'),
  holds: z.int().describe('legal holds that stand: neither restricted nor erased'),
  restricted: z.boolean(),
})

const reviewExample = {
  ...{ id: inExamples.side, revision: 1, record: inExamples.record, kind: 'report' },
  ...{ reference: inExamples.reference, classification: 'OFFICIAL', due_on: '2026-11-22' },
  ...{ suggested_group: 3, suggested: 'keep', why: 'Somebody in it is suspected' },
  persons: { suspected: 1, convicted: 0, victims: 0, others: 0 },
  ...{ received: 2, holds: 0, restricted: false },
} as const

const listQuery = z.strictObject({
  mine: z.literal('yes').optional().describe('only those that you are named for'),
  cursor: z.string().max(200).optional(),
})

const grounds = [...codesOf(restrictionWords), ...codesOf(erasureWords)] as const

const decisionBody = z.strictObject({
  reviews: z
    .array(z.strictObject({ id: idOf<ReviewId>(), revision: z.int().min(1).max(2_147_483_647) }))
    .min(1)
    .max(MOST_AT_ONCE),
  decision: z.enum(codesOf(decisionWords)),
  group: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).optional(),
  criteria: z
    .array(z.enum(codesOf(criterionWords)))
    .max(20)
    .optional()
    .describe('of keep: one at least'),
  reason: z.string().max(2_000).optional().describe('of keep: required'),
  ground: z.enum(grounds).optional().describe('of restrict and erase: required'),
})

const outcomeDocument = z.object({
  done: z.int(),
  left: z
    .record(z.string(), z.int())
    .describe('how many stay as they were, by why: decided, changed, held, not-corrected'),
})

/**
 * Registers the routes.
 * @param house - how records of each kind are reviewed
 */
export function reviewApi(app: FastifyInstance, house: House): void {
  const list = describe('records.reviews.read', {
    summary: 'Records of your agency whose review date has come, the oldest first',
    query: listQuery,
    answer: z.object({ items: z.array(reviewDocument), cursor: z.string().nullable() }),
    example: { query: { mine: 'yes' }, answer: { items: [reviewExample], cursor: null } },
  })
  app.get(
    '/records/reviews',
    { config: { operation: list, access: whoever.reviewsRecords } },
    async (request) => {
      const { mine, cursor } = queryOf(request, listQuery)
      const page = await request.perform((scope) => listReviews(scope, { mine: mine === 'yes', cursor }))
      return { items: page.rows.map(documentOf), cursor: page.next }
    },
  )

  const decide = describe('records.reviews.decide-many', {
    summary: 'Decide up to 200 reviews, as you saw them; each has its own event',
    body: decisionBody,
    answer: outcomeDocument,
    example: {
      body: {
        reviews: [{ id: reviewExample.id, revision: reviewExample.revision }],
        decision: 'keep',
        group: 3,
        criteria: [codesOf(criterionWords)[0]],
        reason: 'The persons in it are still under investigation',
      },
      answer: { done: 1, left: {} },
    },
  })
  app.post(
    '/records/reviews/decisions',
    { config: { operation: decide, access: whoever.reviewsRecords } },
    async (request) => {
      const { reviews, decision, group, criteria, reason, ground } = bodyOf(request, decisionBody)
      return await request.perform((scope) =>
        decideReviews(scope, house.retention, reviews, {
          decision,
          group: group ?? null,
          criteria: criteria ?? [],
          reason: reason ?? null,
          ground: ground ?? null,
        }),
      )
    },
  )
}

const documentOf = (row: ReviewRow): z.output<typeof reviewDocument> => ({
  id: row.id,
  revision: row.revision,
  record: row.recordId,
  kind: row.kind,
  reference: row.reference,
  classification: row.classification,
  due_on: row.dueOn,
  suggested_group: row.suggestedGroup,
  suggested: row.suggested,
  why: row.why,
  persons: {
    suspected: row.suspected,
    convicted: row.convicted,
    victims: row.victims,
    others: row.others,
  },
  received: row.received,
  holds: row.holds,
  restricted: row.restricted,
})
