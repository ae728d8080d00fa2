/** The desk's queue: what stands outside the seal of each report, and nothing of what was written. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { Kind } from '../body.ts'
import { groupNear } from './near-duplicates.ts'
import { placeWords, stretchesOf } from './stretches.ts'
import { byUrgency, hoursSince, urgencyOf, type Urgency } from './urgency.ts'

export type ReportState = 'new' | 'open' | 'closed'
export type Outcome = 'intelligence' | 'passed' | 'no-further-action' | 'safeguarding'

/** One report as the queue shows it. */
export type QueuedReport = {
  id: string
  reference: string
  kind: Kind
  /** the hour in which it came; nothing nearer stands outside the seal */
  hour: Date
  cell: { lat: number; lon: number } | null
  state: ReportState
  opened: boolean
  /** the reporter said so when they sent it */
  happeningNow: boolean
  /** whole hours since the hour in which it came began */
  hours: number
  outcome: Outcome | null
  /** who has begun the draft of an intelligence report; null where none is begun */
  draftBy: string | null
  incidentId: string | null
  /** the other force that may take it, by name */
  offeredTo: string | null
  /** where it came from, when another desk has passed it here */
  passed: boolean
  doubtful: boolean
  withdrawn: boolean
  destroyed: boolean
  /** answers of the reporter that nobody has read */
  unread: number
  /** by the plan's stretch; the area where there is none */
  stretch: string
  urgency: Urgency
}

/** So many waiting reports are ordered at once. In a flood they are the newest, the oldest unopened, and what is happening. */
export const MOST_AT_ONCE = 4_000
const OLDEST_AT_ONCE = 1_000
/** Closed reports are a list of their own, last closed first. */
export const CLOSED_ON_A_PAGE = 50

type Row = Omit<QueuedReport, 'cell' | 'opened' | 'hours' | 'stretch' | 'urgency'> & {
  cell_lat: number | null
  cell_lon: number | null
  area: string | null
  openedFirst: boolean
}

const COLUMNS = `
  select r.id, r.reference, r.kind, r.hour, r.cell_lat, r.cell_lon, r.area, r.state, r.outcome,
         case when b.report_id is not null then coalesce(w.name, 'a colleague') end as "draftBy",
         r.incident_id as "incidentId", o.name as "offeredTo", r.passed_from is not null as passed, r.doubtful,
         r.happening_now as "happeningNow", r.withdrawn_at is not null as withdrawn, r.destroyed_at is not null as destroyed,
         (select count(*)::integer from reporting.message m
          where m.report_id = r.id and m.from_reporter and m.number > r.messages_read) as unread,
         r.opened_first_minutes is not null as "openedFirst"
  from reporting.public_report r
  left join identity.agency o on o.id = r.offered_agency_id
  left join reporting.became b on b.public_report_id = r.id and b.report_id = r.became_report_id and r.state <> 'closed'
  left join identity.person w on w.id = b.begun_by`

/**
 * Reads what waits at the desk.
 * @returns groups that may be one event, the most urgent first
 */
export async function readQueue(scope: MemberScope): Promise<QueuedReport[][]> {
  const rows = await scope.tx.many<Row>(
    `${COLUMNS} where r.id in (
       (select id from reporting.public_report where agency_id = $1 and state in ('new', 'open') order by hour desc, id limit $2)
       union
       (select id from reporting.public_report where agency_id = $1 and state = 'new' order by hour, id limit $3)
       union
       (select id from reporting.public_report where agency_id = $1 and state = 'new' and happening_now
        order by hour, id limit $3))`,
    [scope.actor.agencyId, MOST_AT_ONCE, OLDEST_AT_ONCE],
  )
  const reports = await withPlaces(scope, rows)
  return groupNear(reports.toSorted(byUrgency(scope.now)))
}

/**
 * Reads what the desk has closed.
 * @param page - from 1
 * @param kind - only of this kind; undefined: of all
 * @returns one page, and how many there are in all
 */
export async function readClosed(
  scope: MemberScope,
  page: number,
  kind?: Kind,
): Promise<{ reports: QueuedReport[]; total: number }> {
  const rows = await scope.tx.many<Row>(
    `${COLUMNS} where r.agency_id = $1 and r.state = 'closed' and ($4::text is null or r.kind = $4)
     order by coalesce(r.outcome_at, r.withdrawn_at, r.destroyed_at, r.hour) desc, r.id limit $2 offset $3`,
    [scope.actor.agencyId, CLOSED_ON_A_PAGE, (page - 1) * CLOSED_ON_A_PAGE, kind ?? null],
  )
  const { total } = await scope.tx.one<{ total: number }>(
    `select count(*)::integer as total from reporting.public_report 
     where agency_id = $1 and state = 'closed' and ($2::text is null or kind = $2)`,
    [scope.actor.agencyId, kind ?? null],
  )
  return { reports: await withPlaces(scope, rows), total }
}

/**
 * Reads a report and everything near it or joined to it.
 * @param id - of the public report
 * @returns itself first, then the most urgent; empty when there is none to be seen
 */
export async function readNear(scope: MemberScope, id: string): Promise<QueuedReport[]> {
  const rows = await scope.tx.many<Row>(
    `${COLUMNS} join reporting.public_report one on one.id = $2 and one.agency_id = $1
     where r.agency_id = $1 and (r.id = one.id or r.incident_id = one.incident_id
       or (r.cell_lat between one.cell_lat - 3 and one.cell_lat + 3 and r.cell_lon between one.cell_lon - 3 and one.cell_lon + 3
           and r.hour between one.hour - interval '12 hours' and one.hour + interval '12 hours'))
     order by r.hour, r.id limit $3`,
    [scope.actor.agencyId, id, MOST_AT_ONCE],
  )
  const group = groupNear(await withPlaces(scope, rows)).find((reports) =>
    reports.some((one) => one.id === id),
  )
  const order = byUrgency(scope.now)
  return (group ?? []).toSorted(
    (left, right) => Number(right.id === id) - Number(left.id === id) || order(left, right),
  )
}

async function withPlaces(scope: MemberScope, rows: readonly Row[]): Promise<QueuedReport[]> {
  const stretches = await stretchesOf(scope, rows)
  return rows.map(({ cell_lat, cell_lon, area, openedFirst, ...row }, index) => {
    // A report that was passed here counts as unopened until this desk has opened it.
    const opened = openedFirst || row.state !== 'new'
    return {
      ...row,
      opened,
      hours: hoursSince(row.hour, scope.now),
      cell: cell_lat === null || cell_lon === null ? null : { lat: cell_lat, lon: cell_lon },
      stretch: placeWords({ cell_lat, cell_lon, area }, stretches[index] ?? null),
      urgency: urgencyOf({ ...row, opened }, scope.now),
    }
  })
}

/**
 * Does the viewer's agency take public reports at all?
 * @returns true when it has a desk
 */
export async function isDesk(scope: MemberScope): Promise<boolean> {
  const desk = await scope.tx.maybe(`select agency_id from reporting.desk where agency_id = $1`, [
    scope.actor.agencyId,
  ])
  return desk !== null
}
