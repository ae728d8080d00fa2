/** What our own people plan, as they read it: of their own agency, in operations of which they are a member. */
import { notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
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
  rungAt: Date | null
  rungAnswered: string | null
  goAt: Date | null
  goReason: string | null
  goDecision: string | null
}

const COLUMNS = `e.id, e.operation_id as "operationId", o.codename, r.classification, e.kind, e.kind_group as "group", e.ground, e.purpose, e.state,
  e.version, e.revision, e.disclosure, e.desk, e.telephone, e.starts_at as "startsAt", e.ends_at as "endsAt", e.zone, e.place,
  e.buffer_m as "bufferM", e.note, e.silent_reason as "silentReason", e.person_id as "personId", e.rung_at as "rungAt",
  e.rung_answered as "rungAnswered", e.go_at as "goAt", e.go_reason as "goReason", e.go_decision as "goDecision",
  case when e.coarse_lat is not null then json_build_object('lat', e.coarse_lat, 'lon', e.coarse_lon,
    'month', to_char(e.coarse_month, 'YYYY-MM')) end as coarse`
const FROM =
  'from operations.planned_event e join operations.operation o on o.id = e.operation_id join access.record r on r.id = o.id'
const MOST = 500

/**
 * Lists what is planned.
 * @param which - `live`: what is ahead or under way; `all`: the newest of all
 * @returns by time, the next first; at most 500
 */
export const listEvents = (scope: MemberScope, which: 'live' | 'all'): Promise<PlannedEvent[]> =>
  scope.tx.many<PlannedEvent>(
    which === 'live'
      ? `select ${COLUMNS} ${FROM} where e.state in ('draft', 'lodged', 'changed') order by e.starts_at, e.id limit ${String(MOST)}`
      : `select ${COLUMNS} ${FROM} order by e.created_at desc, e.id limit ${String(MOST)}`,
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
