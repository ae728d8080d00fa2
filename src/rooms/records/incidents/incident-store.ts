/** Incidents as they are kept: the statements. Row-level security shows them to whoever manages the agency's records. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { notFound } from '../../../platform/errors.ts'
import {
  pageOf,
  placedAt,
  readCursor,
  ROWS_OF_A_PAGE,
  writeCursor,
  type Placed,
} from '../../../platform/http/list-cursor.ts'
import type { Id } from '../../../wire/ids.ts'
import type { Breach, NotTold, Risk } from './words.ts'

export type IncidentId = Id<'incident'>

export type IncidentRow = {
  id: IncidentId
  number: number
  title: string
  awareAt: Date
  happenedOn: string | null
  breach: Breach
  who: string
  facts: string
  effects: string | null
  remedy: string | null
  subjectsAbout: number | null
  recordsAbout: number | null
  risk: Risk | null
  toldRegulatorAt: Date | null
  regulatorReference: string | null
  regulatorWhy: string | null
  toldSubjectsOn: string | null
  subjectsGround: NotTold | null
  subjectsWhy: string | null
  enteredBy: string
  enteredAt: Date
  closedBy: string | null
  closedAt: Date | null
  version: number
}

const INCIDENTS = `
  select i.id, i.number, i.title, i.aware_at as "awareAt", i.happened_on::text as "happenedOn", i.breach, i.who, i.facts,
         i.effects, i.remedy, i.subjects_about as "subjectsAbout", i.records_about as "recordsAbout", i.risk,
         i.told_regulator_at as "toldRegulatorAt", i.regulator_reference as "regulatorReference",
         i.regulator_why as "regulatorWhy", i.told_subjects_on::text as "toldSubjectsOn",
         i.subjects_ground as "subjectsGround", i.subjects_why as "subjectsWhy",
         identity.person_label(i.entered_by) as "enteredBy", i.entered_at as "enteredAt", ${placedAt('i.entered_at')},
         identity.person_label(i.closed_by) as "closedBy", i.closed_at as "closedAt", i.version
  from records.incident i where i.agency_id = $1`

/**
 * What an agency calls an incident.
 * @param incident - with its number
 * @returns as in `Incident 2`
 */
export const incidentName = ({ number }: Pick<IncidentRow, 'number'>): string => `Incident ${String(number)}`

/**
 * Lists incidents, the newest first.
 * @param cursor - where the page before ended
 * @returns 50 at a time; the cursor of the next page, null on the last
 * @throws invalid when the cursor is none
 */
export async function listIncidents(
  scope: MemberScope,
  cursor?: string,
): Promise<{ rows: IncidentRow[]; cursor: string | null }> {
  const after = readCursor(cursor)
  const rows = await scope.tx.many<IncidentRow & Placed>(
    `${INCIDENTS} and ($2::timestamptz is null or (i.entered_at, i.id) < ($2, $3::uuid))
     order by i.entered_at desc, i.id desc limit $4`,
    [scope.actor.agencyId, after?.at ?? null, after?.id ?? null, ROWS_OF_A_PAGE + 1],
  )
  return pageOf(rows, ({ cursorAt, id }) => writeCursor(cursorAt, id))
}

/**
 * Reads one incident.
 * @param id - of the incident
 * @returns all that is kept of it
 * @throws not-found: absent and hidden look alike
 */
export async function incidentOf(scope: MemberScope, id: string): Promise<IncidentRow> {
  const row = await scope.tx.maybe<IncidentRow>(`${INCIDENTS} and i.id = $2`, [scope.actor.agencyId, id])
  if (!row) throw notFound()
  return row
}

/**
 * Lists the records that an incident is about.
 * @param id - of the incident
 * @returns ids and references, 200 at most
 */
export const recordsOfIncident = (
  scope: MemberScope,
  id: string,
): Promise<{ recordId: string; reference: string }[]> =>
  scope.tx.many<{ recordId: string; reference: string }>(
    `select record_id as "recordId", reference from records.incident_record
     where incident_id = $1 and agency_id = $2 order by added_at, record_id limit 200`,
    [id, scope.actor.agencyId],
  )
