/** What our own people plan, as they read it: of their own agency, in operations of which they are a member. */
import { notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import {
  pageBothWays,
  readCursor,
  ROWS_OF_A_PAGE,
  writeCursor,
  type ListPlace,
} from '../../../platform/http/list-cursor.ts'
import type { Ground, Place, PlannedDisclosure, PlannedGroup, PlannedKind, PlannedZone } from '../../../library/planned-events/index.ts' // prettier-ignore
import type { Classification } from '../../../wire/codes.ts'
import type { PersonId } from '../../../wire/ids.ts'
import type { OperationId } from '../ids.ts'
import type { PlannedEventId } from './ids.ts'

export type PlannedState = 'draft' | 'lodged' | 'changed' | 'stood-down' | 'finished' | 'coarsened'

export type PlannedEvent = {
  id: PlannedEventId
  operationId: OperationId
  codename: string
  classification: Classification
  kind: PlannedKind
  group: PlannedGroup
  ground: Ground
  purpose: string
  state: PlannedState
  version: number
  revision: number
  disclosure: PlannedDisclosure
  desk: string
  telephone: string
  startsAt: Date | null
  endsAt: Date | null
  zone: PlannedZone
  place: Place | null
  bufferM: number
  coarse: { lat: number; lon: number; month: string } | null
  note: string | null
  silentReason: string | null
  personId: PersonId
  createdAt: Date
  rungAt: Date | null
  rungAnswered: string | null
  goAt: Date | null
  goReason: string | null
  goDecision: string | null
}

/** A cursor knows milliseconds. */
const CREATED = `date_trunc('milliseconds', e.created_at)`
const COLUMNS = `e.id, e.operation_id as "operationId", o.codename, r.classification, e.kind, e.kind_group as "group", e.ground, e.purpose, e.state,
  e.version, e.revision, e.disclosure, e.desk, e.telephone, e.starts_at as "startsAt", e.ends_at as "endsAt", e.zone, e.place,
  e.buffer_m as "bufferM", e.note, e.silent_reason as "silentReason", e.person_id as "personId", ${CREATED} as "createdAt", e.rung_at as "rungAt",
  e.rung_answered as "rungAnswered", e.go_at as "goAt", e.go_reason as "goReason", e.go_decision as "goDecision",
  case when e.coarse_lat is not null then json_build_object('lat', e.coarse_lat, 'lon', e.coarse_lon,
    'month', to_char(e.coarse_month, 'YYYY-MM')) end as coarse`
const FROM =
  'from operations.planned_event e join operations.operation o on o.id = e.operation_id join access.record r on r.id = o.id'
/** Which planned events of a list: what is ahead or under way, or what is over too. */
export const EVENT_LISTS = { live: 'Ahead or under way', all: 'All' } as const
export type EventList = keyof typeof EVENT_LISTS
const LIVE = `e.state in ('draft', 'lodged', 'changed')`

/**
 * Lists what is planned, 50 at a time.
 * @param at - `list`: which; where a page of it begins
 * @returns of what is ahead the next first, of all the newest first; and the cursors of the pages beside it
 * @throws invalid for a cursor that is none
 */
export async function listEvents(
  scope: MemberScope,
  at: ListPlace & { list: EventList },
): Promise<{ rows: PlannedEvent[]; next: string | null; previous: string | null }> {
  const from = readCursor(at.cursor)
  const back = from !== null && at.back === true
  const [key, falls] = at.list === 'all' ? [CREATED, true] : ['e.starts_at', false]
  const [beside, order] = back === falls ? ['>', ''] : ['<', 'desc']
  const found = await scope.tx.many<PlannedEvent>(
    // Which stand on the page is asked first: of an operation's record the rule of sight is asked for these alone.
    `with page as materialized (
       select e.id, ${key} as at from operations.planned_event e where ${at.list === 'all' ? 'true' : LIVE}
         and ($1::timestamptz is null or (${key}, e.id) ${beside} ($1, $2::uuid))
       order by ${key} ${order}, e.id ${order} limit $3)
     select ${COLUMNS} ${FROM} join page on page.id = e.id order by page.at ${order}, e.id ${order}`,
    [from?.at ?? null, from?.id ?? null, ROWS_OF_A_PAGE + 1],
  )
  return pageBothWays(found, at, (one) =>
    writeCursor(at.list === 'all' ? one.createdAt : (one.startsAt ?? one.createdAt), one.id),
  )
}

/**
 * Reads all that is ahead or under way, for a file or for the page of one operation.
 * @param operation - of one, or of all in which the viewer is
 * @param most - how many
 * @returns the next first
 */
export const liveEvents = (
  scope: MemberScope,
  operation: OperationId | null,
  most: number,
): Promise<PlannedEvent[]> =>
  scope.tx.many<PlannedEvent>(
    `select ${COLUMNS} ${FROM} where ${LIVE} and ($1::uuid is null or e.operation_id = $1)
     order by e.starts_at, e.id limit $2`,
    [operation, most],
  )

/**
 * Reads one.
 * @param id - of the event
 * @throws not-found: of another agency, of an operation that the viewer is not in, or absent
 */
export async function readEvent(scope: MemberScope, id: PlannedEventId): Promise<PlannedEvent> {
  const event = await scope.tx.maybe<PlannedEvent>(`select ${COLUMNS} ${FROM} where e.id = $1`, [id])
  if (!event) throw notFound()
  scope.record({ kind: 'consultation', subject: { kind: 'planned_event', id } })
  return event
}

/** Operations in which the viewer may lodge an event. */
export const operationsToLodgeIn = (scope: MemberScope): Promise<{ id: OperationId; codename: string }[]> =>
  scope.tx.many<{ id: OperationId; codename: string }>(
    'select o.id, o.codename from operations.operation o where operations.viewer_acts(o.id) order by o.codename, o.id limit 200',
  )
