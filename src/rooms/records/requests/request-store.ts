/** Requests of data subjects as they are kept: the statements. Row-level security says whose they are. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { notFound } from '../../../platform/errors.ts'
import {
  pageBothWays,
  placedAt,
  readCursor,
  ROWS_OF_A_PAGE,
  writeCursor,
  type ListPlace,
  type Placed,
} from '../../../platform/http/list-cursor.ts'
import type { Id, PersonId } from '../../../wire/ids.ts'
import type { Channel, Closing, Identity, Right } from './words.ts'

export type RequestId = Id<'subject request'>
export type RequestState = 'open' | 'ready' | 'answered' | 'closed'

export type RequestRow = {
  id: RequestId
  /** counts the agency's requests */
  number: number
  rights: Right[]
  /** YYYY-MM-DD, as the other days */
  receivedOn: string
  channel: Channel
  names: string[]
  born: string | null
  identifiers: string[]
  asks: string
  answerTo: string
  takenBy: string
  takenAt: Date
  identity: Identity
  identityAskedOn: string | null
  identityOn: string | null
  identityNote: string | null
  identityBy: string | null
  dueOn: string | null
  extendedAt: Date | null
  extendedBecause: string | null
  officerId: PersonId | null
  officer: string | null
  searchedAt: Date | null
  moreFound: boolean
  state: RequestState
  tellsOfLeftOut: boolean | null
  readyAt: Date | null
  readyBy: string | null
  readyById: PersonId | null
  answeredOn: string | null
  answeredHow: string | null
  answeredBy: string | null
  closedBecause: Closing | null
  closedNote: string | null
  closedAt: Date | null
  revision: number
}

/** How far the records of a request are, without saying which they are. */
export type RequestCounts = {
  found: number
  undecided: number
  theirs: number
  notTheirs: number
  /** undecided ones that the named officer may not read */
  outOfSight: number
  given: number
  leftOut: number
  done: number
  refused: number
}

const REQUESTS = `
  select q.id, q.number, q.rights, q.received_on::text as "receivedOn", q.channel, q.names, q.born, q.identifiers,
         q.asks, q.answer_to as "answerTo", identity.person_label(q.taken_by) as "takenBy", q.taken_at as "takenAt", ${placedAt('q.taken_at')},
         q.identity, q.identity_asked_on::text as "identityAskedOn", q.identity_on::text as "identityOn",
         q.identity_note as "identityNote", identity.person_label(q.identity_by) as "identityBy",
         q.due_on::text as "dueOn", q.extended_at as "extendedAt", q.extended_because as "extendedBecause",
         q.officer_id as "officerId", identity.person_label(q.officer_id) as officer, q.searched_at as "searchedAt",
         q.more_found as "moreFound", q.state, q.tells_of_left_out as "tellsOfLeftOut", q.ready_at as "readyAt",
         identity.person_label(q.ready_by) as "readyBy", q.ready_by as "readyById",
         q.answered_on::text as "answeredOn", q.answered_how as "answeredHow",
         identity.person_label(q.answered_by) as "answeredBy", q.closed_because as "closedBecause",
         q.closed_note as "closedNote", q.closed_at as "closedAt", q.revision
  from records.subject_request q where q.agency_id = $1`

/**
 * What an agency calls a request.
 * @param request - with its number
 * @returns as in `Request 12`
 */
export const referenceOf = ({ number }: Pick<RequestRow, 'number'>): string => `Request ${String(number)}`

/**
 * Lists requests, the newest first.
 * @param at - `state`: those that are open, or all; `cursor`: where the page before ended; `back`: towards the newest
 * @returns 50 at a time; cursors of the pages beside it, null where there is none
 * @throws invalid when the cursor is none
 */
export async function listRequests(
  scope: MemberScope,
  at: ListPlace & { open?: boolean } = {},
): Promise<{ rows: RequestRow[]; next: string | null; previous: string | null }> {
  const from = readCursor(at.cursor)
  const back = from !== null && at.back === true
  const order = back ? '' : 'desc'
  const found = await scope.tx.many<RequestRow & Placed>(
    `${REQUESTS} and (not $2 or q.state in ('open', 'ready'))
       and ($3::timestamptz is null or (q.taken_at, q.id) ${back ? '>' : '<'} ($3, $4::uuid))
     order by q.taken_at ${order}, q.id ${order} limit $5`,
    [scope.actor.agencyId, at.open ?? false, from?.at ?? null, from?.id ?? null, ROWS_OF_A_PAGE + 1],
  )
  return pageBothWays(found, at, (row) => writeCursor(row.cursorAt, row.id))
}

/**
 * Reads one request.
 * @param id - of the request
 * @returns all that is kept of it
 * @throws not-found: absent and hidden look alike
 */
export async function requestOf(scope: MemberScope, id: string): Promise<RequestRow> {
  const row = await scope.tx.maybe<RequestRow>(`${REQUESTS} and q.id = $2`, [scope.actor.agencyId, id])
  if (!row) throw notFound()
  return row
}

/**
 * Counts what was found and decided.
 * @param ids - of requests
 * @returns by id
 */
export async function countsOf(
  scope: MemberScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RequestCounts>> {
  const rows = await scope.tx.many<RequestCounts & { id: string }>(
    `select request_id as id, found, undecided, theirs, not_theirs as "notTheirs", out_of_sight as "outOfSight",
            given, left_out as "leftOut", done, refused
     from records.request_counts($1::uuid[])`,
    [ids],
  )
  return new Map(rows.map(({ id, ...counts }) => [id, counts]))
}

/** What is written in a request; days as YYYY-MM-DD. */
export type RequestChange = Partial<Readonly<Record<ChangedColumn, unknown>>>
type ChangedColumn =
  | 'names'
  | 'born'
  | 'identifiers'
  | 'query'
  | `identity${'' | '_asked_on' | '_on' | '_note' | '_by' | '_at'}`
  | `extended_${'at' | 'by' | 'because'}`
  | 'officer_id'
  | `named_${'by' | 'at'}`
  | 'state'
  | 'tells_of_left_out'
  | `ready_${'by' | 'at'}`
  | `answered_${'on' | 'how' | 'by' | 'at'}`
  | `closed_${'because' | 'note' | 'by' | 'at'}`

/**
 * Changes a request that stands as it was seen.
 * @param row - as it was read
 * @param change - columns and what stands in them from now on
 * @returns false where somebody changed it meanwhile
 */
export async function changeRequest(
  scope: MemberScope,
  row: RequestRow,
  change: RequestChange,
): Promise<boolean> {
  const columns = Object.keys(change)
  const set = columns.map((column, index) => `${column} = $${String(index + 4)}`)
  const changed = await scope.tx.run(
    `update records.subject_request set ${[...set, 'revision = revision + 1'].join(', ')}
     where id = $1 and agency_id = $2 and revision = $3`,
    [row.id, scope.actor.agencyId, row.revision, ...columns.map((column) => change[column as ChangedColumn])],
  )
  return changed > 0
}
