/** The reviews that are due: what a records manager learns of each record without reading it. */
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { invalid, notFound } from '../../../platform/errors.ts'
import type { Classification } from '../../../wire/codes.ts'
import type { Id, RecordId } from '../../../wire/ids.ts'
import type { Criterion, Decision, RetentionGroup, Suggested, Why } from './words.ts'

export type ReviewId = Id<'review'>

export type ReviewRow = {
  id: ReviewId
  recordId: RecordId
  kind: string
  reference: string
  classification: Classification
  status: 'submitted' | 'disseminated' | 'withdrawn'
  version: number
  /** YYYY-MM-DD */
  dueOn: string
  createdAt: Date
  filedAt: Date
  /** agencies other than the owner that were given it */
  received: number
  /** legal holds that stand */
  holds: number
  restricted: boolean
  reviewer: string | null
  /** named for this person */
  mine: boolean
  suggestedGroup: RetentionGroup
  suggested: Suggested
  why: Why
  suspected: number
  convicted: number
  victims: number
  others: number
  state: 'open' | 'correcting' | 'decided'
  revision: number
  correctFrom: number | null
  decision: Decision | null
  retentionGroup: RetentionGroup | null
  criteria: Criterion[]
  reason: string | null
  ground: string | null
  decidedAt: Date | null
  decidedBy: string | null
  nextReviewOn: string | null
}

export type ReviewFilter = {
  /** only those that this person is named for */
  mine?: boolean
  group?: RetentionGroup | undefined
  suggested?: Suggested | undefined
  /** where the page before ended, or the page behind begins */
  cursor?: string | undefined
  back?: boolean
  /** so many on a page, 200 at most; 50 where nothing is said */
  rows?: number
}

/** Rows of a page; as many as a page of the ledger. */
export const REVIEWS_ON_A_PAGE = 50
/** As many as may be decided at once. */
export const MOST_ON_A_PAGE = 200
/** Beyond so many it is said that there are at least as many. */
const COUNTED = 1_000

const cursorSchema = z.tuple([z.iso.date(), z.uuid()])
const writeCursor = ({ dueOn, id }: ReviewRow) =>
  Buffer.from(JSON.stringify([dueOn, id])).toString('base64url')

function readCursor(text: string | undefined): { dueOn: string; id: string } | null {
  if (text === undefined || text === '') return null
  try {
    const [dueOn, id] = cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    return { dueOn, id }
  } catch {
    throw invalid({ cursor: 'This list cannot be continued here. Start it again.' })
  }
}

export type ReviewPage = {
  rows: ReviewRow[]
  total: number
  /** there are more than `total` */
  atLeast: boolean
  next: string | null
  previous: string | null
}

/**
 * The condition of a list. What is not asked for is no part of it: a statement that is planned for any value then reads
 * along one index from where the page begins, however many are due.
 */
function conditionOf(scope: MemberScope, filter: ReviewFilter): { where: string; values: unknown[] } {
  const values: unknown[] = [scope.actor.agencyId]
  const add = (value: unknown) => `$${String(values.push(value))}`
  const where = [
    `v.agency_id = $1 and v.state <> 'decided'`,
    ...(filter.mine === true ? [`v.reviewer_id = ${add(scope.actor.personId)}`] : []),
    ...(filter.group === undefined ? [] : [`v.suggested_group = ${add(filter.group)}`]),
    ...(filter.suggested === undefined ? [] : [`v.suggested = ${add(filter.suggested)}`]),
  ].join(' and ')
  return { where, values }
}

/**
 * Lists reviews that are due and not decided, the oldest date first.
 * @param filter - what is wanted
 * @returns 50 at a time, or as many as are wanted; cursors of the pages beside it, null where there is none
 * @throws invalid when the cursor is none
 */
export async function listReviews(scope: MemberScope, filter: ReviewFilter = {}): Promise<ReviewPage> {
  const at = readCursor(filter.cursor)
  const back = at !== null && filter.back === true
  const most = Math.min(filter.rows ?? REVIEWS_ON_A_PAGE, MOST_ON_A_PAGE)
  const { where, values } = conditionOf(scope, filter)
  const place = values.length
  const after =
    at === null
      ? ''
      : ` and (v.due_on, v.id) ${back ? '<' : '>'} ($${String(place + 2)}::date, $${String(place + 3)}::uuid)`
  const order = back ? 'desc' : 'asc'
  const found = await scope.tx.many<{ id: ReviewId }>(
    `select v.id from records.review v where ${where}${after}
     order by v.due_on ${order}, v.id ${order} limit $${String(place + 1)}`,
    [...values, most + 1, ...(at === null ? [] : [at.dueOn, at.id])],
  )
  const { total } = await scope.tx.one<{ total: number }>(
    `select count(*)::integer as total
     from (select from records.review v where ${where} limit $${String(place + 1)}) n`,
    [...values, COUNTED + 1],
  )
  const ids = found.slice(0, most).map(({ id }) => id)
  const rows = await readReviews(scope, back ? ids.toReversed() : ids)
  const further = found.length > most
  const [first, last] = [rows.at(0), rows.at(-1)]
  return {
    rows,
    total: Math.min(total, COUNTED),
    atLeast: total > COUNTED,
    next: last !== undefined && (back || further) ? writeCursor(last) : null,
    previous: first !== undefined && (back ? further : at !== null) ? writeCursor(first) : null,
  }
}

/**
 * Reads reviews by their ids.
 * @param ids - at most some hundreds
 * @returns in the order of the ids; what is absent or hidden is left out
 */
export async function readReviews(scope: MemberScope, ids: readonly ReviewId[]): Promise<ReviewRow[]> {
  return await scope.tx.many<ReviewRow>(
    `select v.id, f.record_id as "recordId", f.kind, f.reference, f.classification, f.status, f.version,
            v.due_on::text as "dueOn", f.created_at as "createdAt", f.filed_at as "filedAt", f.received, f.holds,
            f.restricted, f.reviewer, f.mine, v.suggested_group as "suggestedGroup", v.suggested, v.why,
            v.suspected, v.convicted, v.victims, v.others, v.state, v.revision, v.correct_from as "correctFrom",
            v.decision, v.retention_group as "retentionGroup", v.criteria, v.reason, v.ground,
            v.decided_at as "decidedAt", identity.person_label(v.decided_by) as "decidedBy",
            v.next_review_on::text as "nextReviewOn"
     from records.facts_of($1::uuid[]) f
     join records.review v on v.id = f.id
     join unnest($1::uuid[]) with ordinality as w (id, place) on w.id = v.id
     order by w.place`,
    [ids],
  )
}

/**
 * Finds one review, for what is done with its record: that is the event, and not that the review was found.
 * @param id - of the review
 * @returns it
 * @throws not-found: absent and hidden look alike
 */
export async function findReview(scope: MemberScope, id: ReviewId): Promise<ReviewRow> {
  const [review] = await readReviews(scope, [id])
  if (!review) throw notFound()
  return review
}

/**
 * Reads one review, to show it. That is an event.
 * @param id - of the review
 * @returns it, and what was decided of the same record before, the last first
 * @throws not-found: absent and hidden look alike
 */
export async function readReview(
  scope: MemberScope,
  id: ReviewId,
): Promise<{ review: ReviewRow; before: ReviewRow[] }> {
  const review = await findReview(scope, id)
  const earlier = await scope.tx.many<{ id: ReviewId }>(
    `select v.id from records.review v where v.record_id = $1 and v.id <> $2 and v.state = 'decided'
     order by v.decided_at desc limit 20`,
    [review.recordId, id],
  )
  scope.record({
    kind: 'consultation',
    subject: { kind: review.kind, id: review.recordId },
    detail: { review: true },
  })
  return {
    review,
    before: await readReviews(
      scope,
      earlier.map((one) => one.id),
    ),
  }
}

/**
 * Finds the review that this person does next.
 * @param after - of the one that they have just done
 * @returns the oldest that they are named for and that is open; null when there is none
 */
export async function nextReview(
  scope: MemberScope,
  after: ReviewId | null = null,
): Promise<ReviewId | null> {
  const row = await scope.tx.maybe<{ id: ReviewId }>(
    `select v.id from records.review v
     where v.agency_id = $1 and v.reviewer_id = $2 and v.state <> 'decided' and v.id is distinct from $3
     order by v.due_on, v.id limit 1`,
    [scope.actor.agencyId, scope.actor.personId, after],
  )
  return row?.id ?? null
}
