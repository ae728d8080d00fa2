/** Interests as their own side reads them: the viewer's agency's people in the operation, and nobody else. */
import { notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import {
  pageBothWays,
  readCursor,
  ROWS_OF_A_PAGE,
  writeCursor,
  type ListPlace,
} from '../../../platform/http/list-cursor.ts'
import type { Classification, SubjectKind } from '../../../wire/codes.ts'
import type { OperationId } from '../ids.ts'
import type { InterestId } from './ids.ts'
import type { Category, Disclosure } from './words.ts'

export type Interest = {
  id: InterestId
  operation: OperationId
  reference: string
  kind: SubjectKind
  written: string
  country: string | null
  born: string | null
  category: Category
  basis: string
  disclosure: Disclosure
  desk: string
  telephone: string
  classification: Classification
  /** YYYY-MM-DD */
  reviewOn: string
  addedBy: string
  addedAt: Date
  state: 'open' | 'closed'
  /** null: the clock */
  closedBy: string | null
  closedAt: Date | null
  closedWhy: string | null
}

const INTERESTS = `
  select i.id, r.kept_within as operation, r.reference, i.kind, i.written, i.country, i.born, i.category, i.basis,
         i.disclosure, i.desk, i.telephone, r.classification, r.review_on::text as "reviewOn", p.name as "addedBy",
         i.added_at as "addedAt", i.state, c.name as "closedBy", i.closed_at as "closedAt", i.closed_why as "closedWhy"
  from operations.interest i
  join access.record r on r.id = i.id
  join identity.person p on p.id = i.added_by
  left join identity.person c on c.id = i.closed_by`

/** The operation, as far as the list and its forms need it. */
export type PlaceOfInterests = {
  codename: string
  classification: Classification
  endsOn: string
  acts: boolean
}

/**
 * Finds the operation whose interests are asked for.
 * @throws not-found
 */
export async function findPlaceOfInterests(
  scope: MemberScope,
  operation: OperationId,
): Promise<PlaceOfInterests> {
  const place = await scope.tx.maybe<PlaceOfInterests>(
    `select o.codename, r.classification, o.ends_on::text as "endsOn", operations.viewer_acts(o.id) as acts
     from operations.operation o join access.record r on r.id = o.id where o.id = $1`,
    [operation],
  )
  if (!place) throw notFound()
  return place
}

/** Which of the list. */
export const LISTS = { open: 'Open', all: 'All' } as const
export type Which = keyof typeof LISTS

/**
 * Lists interests of the viewer's agency in an operation.
 * @param operation - that the viewer reads
 * @param which - open ones, or all
 * @param at - where the page begins
 * @returns the last added first, with the cursors of the pages beside it
 * @throws invalid when the cursor is none
 */
export async function listInterests(
  scope: MemberScope,
  operation: OperationId,
  which: Which,
  at: ListPlace = {},
): Promise<{ rows: Interest[]; next: string | null; previous: string | null }> {
  const from = readCursor(at.cursor)
  const back = from !== null && at.back === true
  const found = await scope.tx.many<Interest>(
    `${INTERESTS}
     where r.kept_within = $1 and i.agency_id = $2 and ($3 or i.state = 'open')
       and ($4::timestamptz is null or (date_trunc('milliseconds', i.added_at), i.id) ${back ? '>' : '<'} ($4, $5::uuid))
     order by date_trunc('milliseconds', i.added_at) ${back ? '' : 'desc'}, i.id ${back ? '' : 'desc'} limit $6`,
    [
      operation,
      scope.actor.agencyId,
      which === 'all',
      from?.at ?? null,
      from?.id ?? null,
      ROWS_OF_A_PAGE + 1,
    ],
  )
  return pageBothWays(found, at, ({ addedAt, id }) => writeCursor(addedAt, id))
}

/**
 * Reads one interest.
 * @returns it, for those of its agency who are in its operation
 * @throws not-found
 */
export async function readInterest(scope: MemberScope, id: InterestId): Promise<Interest> {
  const found = await scope.tx.maybe<Interest>(`${INTERESTS} where i.id = $1`, [id])
  if (!found) throw notFound()
  return found
}
