/** Meetings, questions and promises: the statements. */
import type { Scope } from '../../../platform/database/scope.ts'

export type MeetingState = 'planned' | 'held' | 'cancelled'
export const meetingStates: Readonly<Record<MeetingState, string>> = {
  planned: 'Planned',
  held: 'Held',
  cancelled: 'Cancelled',
}

export type Meeting = {
  id: string
  bodyId: number
  bodyName: string
  agencyId: number
  agencyName: string
  inspectionId: string
  reference: string
  /** YYYY-MM-DD */
  onDay: string
  movedFrom: string | null
  state: MeetingState
  /** why it was moved or cancelled */
  why: string
  minutes: string
  minutesPublic: boolean
  version: number
}

const columns = `m.id, m.body_id as "bodyId", b.name as "bodyName", m.agency_id as "agencyId", a.name as "agencyName",
  m.inspection_id as "inspectionId", i.reference, m.on_day::text as "onDay", m.moved_from::text as "movedFrom", m.state,
  m.why, m.minutes, m.minutes_public as "minutesPublic", m.version`
const from = `oversight.meeting m join identity.agency b on b.id = m.body_id join identity.agency a on a.id = m.agency_id
  join oversight.inspection i on i.id = m.inspection_id`

/**
 * Lists meetings.
 * @param most - how many
 * @returns the latest day first
 */
export const listMeetings = (scope: Scope, most: number): Promise<Meeting[]> =>
  scope.tx.many<Meeting>(`select ${columns} from ${from} order by m.on_day desc, m.id desc limit $1`, [most])

/**
 * Finds a meeting.
 * @param id - of it
 * @returns null where there is none that the viewer may see
 */
export const findMeeting = (scope: Scope, id: string): Promise<Meeting | null> =>
  scope.tx.maybe<Meeting>(`select ${columns} from ${from} where m.id = $1`, [id])

/**
 * Finds the last meeting that was held before another.
 * @param meeting - the other
 * @returns null where it is the first of its series
 */
export const findHeldBefore = (scope: Scope, meeting: Meeting): Promise<Meeting | null> =>
  scope.tx.maybe<Meeting>(
    `select ${columns} from ${from}
     where m.state = 'held' and m.body_id = $1 and m.agency_id = $2 and m.inspection_id = $3 and m.on_day < $4
     order by m.on_day desc limit 1`,
    [meeting.bodyId, meeting.agencyId, meeting.inspectionId, meeting.onDay],
  )

/**
 * Writes what of a meeting can change.
 * @param meeting - as it is from now on; its version is the one that the person was looking at
 * @returns false when somebody changed it since
 */
export async function updateMeeting(scope: Scope, meeting: Meeting): Promise<boolean> {
  const changed = await scope.tx.run(
    `update oversight.meeting set on_day = $2, moved_from = $3, state = $4, why = $5, minutes = $6, minutes_public = $7,
       version = version + 1
     where id = $1 and version = $8`,
    [
      ...[meeting.id, meeting.onDay, meeting.movedFrom, meeting.state, meeting.why, meeting.minutes],
      ...[meeting.minutesPublic, meeting.version],
    ],
  )
  return changed === 1
}

export type Question = {
  id: string
  meetingId: string
  areaId: string | null
  dutyId: string | null
  question: string
  answer: string
  isPublic: boolean
  version: number
}

const questionColumns = `q.id, q.meeting_id as "meetingId", q.own_area_id as "areaId", q.duty_id as "dutyId", q.question,
  q.answer, q.is_public as "isPublic", q.version`

/**
 * Lists the questions of a meeting.
 * @param meetingId - of it
 * @returns in the order in which they were asked
 */
export const listQuestions = (scope: Scope, meetingId: string): Promise<Question[]> =>
  scope.tx.many<Question>(
    `select ${questionColumns} from oversight.question q where q.meeting_id = $1 order by q.at, q.id limit 200`,
    [meetingId],
  )

/**
 * Finds a question.
 * @param id - of it
 * @returns null where there is none that the viewer may see
 */
export const findQuestion = (scope: Scope, id: string): Promise<Question | null> =>
  scope.tx.maybe<Question>(`select ${questionColumns} from oversight.question q where q.id = $1`, [id])

export type Pledge = {
  id: string
  meetingId: string
  /** day of the meeting at which it was made */
  madeOn: string
  areaId: string | null
  dutyId: string | null
  text: string
  byPost: string
  /** YYYY-MM-DD */
  dueOn: string
  keptOn: string | null
  keptWords: string
  isPublic: boolean
  version: number
}

const promiseColumns = `p.id, p.meeting_id as "meetingId", m.on_day::text as "madeOn", p.own_area_id as "areaId",
  p.duty_id as "dutyId", p.text, p.by_post as "byPost", p.due_on::text as "dueOn", p.kept_on::text as "keptOn",
  p.kept_words as "keptWords", p.is_public as "isPublic", p.version`

/**
 * Lists the promises of a series.
 * @param series - body, agency and inspection
 * @param keptSince - those that were kept before this day (YYYY-MM-DD) are left out
 * @returns those that are open first, by day
 */
export const listPromises = (
  scope: Scope,
  series: Pick<Meeting, 'bodyId' | 'agencyId' | 'inspectionId'>,
  keptSince: string,
): Promise<Pledge[]> =>
  scope.tx.many<Pledge>(
    `select ${promiseColumns} from oversight.promise p join oversight.meeting m on m.id = p.meeting_id
     where m.body_id = $1 and m.agency_id = $2 and m.inspection_id = $3 and (p.kept_on is null or p.kept_on >= $4)
     order by p.kept_on is not null, p.due_on, p.id limit 500`,
    [series.bodyId, series.agencyId, series.inspectionId, keptSince],
  )

/**
 * Lists the promises that are open, of all meetings that the viewer may see.
 * @param most - how many
 * @returns by day
 */
export const listOpenPromises = (scope: Scope, most: number): Promise<Pledge[]> =>
  scope.tx.many<Pledge>(
    `select ${promiseColumns} from oversight.promise p join oversight.meeting m on m.id = p.meeting_id
     where p.kept_on is null order by p.due_on, p.id limit $1`,
    [most],
  )

/**
 * Finds a promise.
 * @param id - of it
 * @returns null where there is none that the viewer may see
 */
export const findPromise = (scope: Scope, id: string): Promise<Pledge | null> =>
  scope.tx.maybe<Pledge>(
    `select ${promiseColumns} from oversight.promise p join oversight.meeting m on m.id = p.meeting_id where p.id = $1`,
    [id],
  )
