/** Bids as they are listed, and one as it is read by its own agency or by those who sit in its meeting. */
import { notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import {
  pageBothWays,
  placedAt,
  readCursor,
  ROWS_OF_A_PAGE,
  writeCursor,
  type ListPlace,
  type Placed,
} from '../../../platform/http/list-cursor.ts'
import { may } from '../../../platform/identity/roles.ts'
import type { Classification } from '../../../wire/codes.ts'
import type { AgencyId, PersonId, RecordId } from '../../../wire/ids.ts'
import type { OperationId } from '../ids.ts'
import { isAdopted, isWithAuthor } from './bid.ts'
import type { BidId, MeetingId } from './ids.ts'
import type { BidList, BidState, MeetingKind, SaidWord } from './words.ts'

export type Bid = {
  id: BidId
  meetingId: MeetingId
  meetingKind: MeetingKind
  /** YYYY-MM-DD */
  meetingOn: string
  /** who holds the meeting, and decides */
  holderId: AgencyId
  holder: string
  agencyId: AgencyId
  agency: string
  authorId: PersonId
  author: string
  classification: Classification
  state: BidState
  problem: string
  asked: string
  askedOf: AgencyId[]
  askedOfNames: string[]
  resources: string
  options: string
  createdAt: Date
  changedAt: Date
  version: number
  revision: number
}

const BIDS = `
  select b.id, b.meeting_id as "meetingId", m.kind as "meetingKind", m.on_day::text as "meetingOn", m.agency_id as "holderId",
         h.name as holder, b.agency_id as "agencyId", a.name as agency, b.author_id as "authorId",
         coalesce(identity.person_label(b.author_id), 'Somebody') as author, b.classification, b.state, b.problem, b.asked,
         b.asked_of as "askedOf",
         array(select x.name from identity.agency x where x.id = any (b.asked_of) order by x.name) as "askedOfNames",
         b.resources, b.options, b.created_at as "createdAt", ${placedAt('b.created_at')}, b.changed_at as "changedAt", b.version, b.revision
  from operations.bid b join operations.meeting m on m.id = b.meeting_id
  join identity.agency h on h.id = m.agency_id join identity.agency a on a.id = b.agency_id`

const SHOWN: Readonly<Record<BidList, string>> = {
  open: `b.state in ('drafted', 'submitted', 'returned')`,
  ours: 'b.agency_id = identity.viewer_agency()',
  decided: `b.state in ('adopted', 'in-part', 'refused')`,
  all: 'true',
}

/**
 * Lists bids that the viewer reads.
 * @param at - which ones, of which meeting, and where the page begins
 * @returns the newest first, 50 at a time; cursors of the pages beside it
 * @throws invalid when the cursor is none
 */
export async function listBids(
  scope: MemberScope,
  at: ListPlace & { list?: BidList; meeting?: MeetingId } = {},
): Promise<{ rows: Bid[]; next: string | null; previous: string | null }> {
  const from = readCursor(at.cursor)
  const back = from !== null && at.back === true
  const order = back ? '' : 'desc'
  const found = await scope.tx.many<Bid & Placed>(
    `${BIDS} where ${SHOWN[at.list ?? 'all']} and ($1::uuid is null or b.meeting_id = $1)
       and ($2::timestamptz is null or (b.created_at, b.id) ${back ? '>' : '<'} ($2, $3::uuid))
     order by b.created_at ${order}, b.id ${order} limit $4`,
    [at.meeting ?? null, from?.at ?? null, from?.id ?? null, ROWS_OF_A_PAGE + 1],
  )
  return pageBothWays(found, at, (row) => writeCursor(row.cursorAt, row.id))
}

/** What the viewer may do with a bid. */
export type BidSteps = {
  changes: boolean
  submits: boolean
  decides: boolean
  reviews: boolean
  /** an operation may be proposed from it */
  raises: boolean
}

/**
 * Reads one bid. The reading is an event.
 * @throws not-found: absent and hidden look alike
 */
export async function readBid(scope: MemberScope, id: BidId): Promise<{ bid: Bid; steps: BidSteps }> {
  const bid = await scope.tx.maybe<Bid>(`${BIDS} where b.id = $1`, [id])
  if (!bid) throw notFound()
  scope.record({ kind: 'consultation', subject: { kind: 'bid', id } })
  return { bid, steps: stepsOf(scope, bid) }
}

function stepsOf({ actor }: MemberScope, bid: Bid): BidSteps {
  const own = bid.authorId === actor.personId
  const holds = bid.holderId === actor.agencyId && may(actor.roles, 'acceptsOperations') && !own
  const works = own && isWithAuthor(bid.state) && may(actor.roles, 'proposesOperations')
  return {
    changes: works,
    submits: works,
    decides: holds && bid.state === 'submitted',
    reviews: holds && isAdopted(bid.state),
    raises: isAdopted(bid.state) && may(actor.roles, 'proposesOperations'),
  }
}

export type SaidOfBid = {
  number: number
  version: number
  word: SaidWord
  reasons: string
  reviewOn: string | null
  by: string
  at: Date
}

/** What was decided on a bid, and what reviews found; the newest first. */
export const saidOf = (scope: MemberScope, id: BidId): Promise<SaidOfBid[]> =>
  scope.tx.many<SaidOfBid>(
    `select d.number, d.version, d.word, d.reasons, d.review_on::text as "reviewOn",
            coalesce(identity.person_label(d.decided_by), 'Somebody') as by, d.at
     from operations.bid_decision d where d.bid_id = $1 order by d.number desc limit 100`,
    [id],
  )

export type ProductOfBid = {
  id: RecordId
  kind: string
  reference: string
  title: string
  version: number
  standing: number
  classification: Classification
}

/** The product behind a bid, where the viewer may know of it. */
export const productOf = (scope: MemberScope, id: BidId): Promise<ProductOfBid | null> =>
  scope.tx.maybe<ProductOfBid>(
    `select r.id, r.kind, r.reference, r.title, p.version, r.version as standing, r.classification
     from operations.bid_product p join access.record r on r.id = p.record_id where p.bid_id = $1`,
    [id],
  )

/** The operations that a bid raised, where the viewer is in them. */
export const operationsOf = (
  scope: MemberScope,
  id: BidId,
): Promise<{ id: OperationId; codename: string }[]> =>
  scope.tx.many<{ id: OperationId; codename: string }>(
    `select o.id, o.codename from operations.bid_operation l join operations.operation o on o.id = l.operation_id
     where l.bid_id = $1 order by o.codename`,
    [id],
  )

/** The bids that raised an operation, where the viewer reads them. */
export const bidsOf = (scope: MemberScope, operation: OperationId): Promise<Bid[]> =>
  scope.tx.many<Bid>(
    `${BIDS} where exists (select from operations.bid_operation l where l.bid_id = b.id and l.operation_id = $1)
     order by b.created_at, b.id limit 20`,
    [operation],
  )
