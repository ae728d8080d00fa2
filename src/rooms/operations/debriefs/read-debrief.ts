/** Debriefs as they are listed, and one with what agencies saw and the lessons that came of it. */
import { notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import {
  pageBothWays,
  readCursor,
  ROWS_OF_A_PAGE,
  writeCursor,
  type ListPlace,
} from '../../../platform/http/list-cursor.ts'
import type { Classification } from '../../../wire/codes.ts'
import type { AgencyId } from '../../../wire/ids.ts'
import type { ActionDayId } from '../action-days/ids.ts'
import type { OperationId } from '../ids.ts'
import type { DebriefId, LessonId, ObservationId } from './ids.ts'
import type { DebriefKind, LessonVerdict, Theme, Went } from './words.ts'

/** More observations and lessons than this are not shown on one page. */
export const MOST_SHOWN = 500

export type Debrief = {
  id: DebriefId
  operationId: OperationId
  codename: string
  /** of the operation */
  classification: Classification
  dayId: ActionDayId | null
  /** YYYY-MM-DD */
  onDay: string | null
  kind: DebriefKind
  state: 'open' | 'closed'
  dueAt: Date | null
  begunAt: Date
  closedAt: Date | null
  /** what the agencies agreed */
  words: string | null
  /** may the viewer enter what their agency saw? */
  acts: boolean
  /** do they identify lessons, and close it? */
  leads: boolean
}

const DEBRIEFS = `
  select b.id, b.operation_id as "operationId", o.codename, r.classification, b.action_day_id as "dayId",
         d.on_day::text as "onDay", b.kind, b.state, b.due_at as "dueAt", b.begun_at as "begunAt", b.closed_at as "closedAt",
         b.words, b.state = 'open' and operations.viewer_debriefs(o.id) as acts,
         b.state = 'open' and operations.viewer_leads_debriefs(o.id) as leads
  from operations.debrief b join operations.operation o on o.id = b.operation_id join access.record r on r.id = o.id
  left join operations.action_day d on d.id = b.action_day_id`

/** A debrief as a list shows it. */
export type ListedDebrief = Debrief & { observations: number; lessons: number; learned: number }

/**
 * Lists debriefs that the viewer reads.
 * @param at - of which operation or action day, and where the page begins; neither: of all the viewer's operations
 * @returns the newest first, 50 at a time; cursors of the pages beside it
 * @throws invalid when the cursor is none
 */
export async function listDebriefs(
  scope: MemberScope,
  at: ListPlace & { operation?: OperationId; day?: ActionDayId } = {},
): Promise<{ rows: ListedDebrief[]; next: string | null; previous: string | null }> {
  const from = readCursor(at.cursor)
  const back = from !== null && at.back === true
  const order = back ? '' : 'desc'
  const found = await scope.tx.many<Debrief>(
    `${DEBRIEFS} where ($1::uuid is null or b.operation_id = $1) and ($2::uuid is null or b.action_day_id = $2)
       and ($3::timestamptz is null
            or (date_trunc('milliseconds', b.begun_at), b.id) ${back ? '>' : '<'} ($3, $4::uuid))
     order by date_trunc('milliseconds', b.begun_at) ${order}, b.id ${order} limit $5`,
    [at.operation ?? null, at.day ?? null, from?.at ?? null, from?.id ?? null, ROWS_OF_A_PAGE + 1],
  )
  const { rows, ...beside } = pageBothWays(found, at, (row) => writeCursor(row.begunAt, row.id))
  const counts = new Map(
    (
      await scope.tx.many<{ id: DebriefId; observations: number; lessons: number; learned: number }>(
        'select debrief_id as id, observations, lessons, learned from operations.count_of_debriefs($1::uuid[])',
        [rows.map(({ id }) => id)],
      )
    ).map((one) => [one.id, one]),
  )
  return {
    ...beside,
    rows: rows.map((row) => ({ ...row, observations: 0, lessons: 0, learned: 0, ...counts.get(row.id) })),
  }
}

/**
 * Finds a debrief, without an event.
 * @throws not-found: absent and hidden look alike
 */
export async function findDebrief(scope: MemberScope, id: DebriefId): Promise<Debrief> {
  const found = await scope.tx.maybe<Debrief>(`${DEBRIEFS} where b.id = $1`, [id])
  if (!found) throw notFound()
  return found
}

export type Observation = {
  id: ObservationId
  agency: string
  at: Date
  theme: Theme
  went: Went
  what: string
  why: string | null
}

export type LessonOfDebrief = {
  id: LessonId
  agencyId: AgencyId
  agency: string
  title: string
  happened: string
  why: string
  verdict: LessonVerdict
  what: string
  ownerPost: string
  /** YYYY-MM-DD */
  dueOn: string
  jolReference: string | null
  isAccepted: boolean
  isDone: boolean
  isLearned: boolean
  observations: ObservationId[]
}

export type WholeDebrief = { debrief: Debrief; observations: Observation[]; lessons: LessonOfDebrief[] }

/**
 * Reads a debrief with what was entered in it. The reading is an event.
 * @throws not-found: absent and hidden look alike
 */
export async function readDebrief(scope: MemberScope, id: DebriefId): Promise<WholeDebrief> {
  const debrief = await findDebrief(scope, id)
  scope.record({ kind: 'consultation', subject: { kind: 'debrief', id } })
  return {
    debrief,
    observations: await scope.tx.many<Observation>(
      `select x.id, a.name as agency, x.at, x.theme, x.went, x.what, x.why
       from operations.observations_of_debrief($1) x join identity.agency a on a.id = x.agency_id
       order by x.at, x.id limit $2`,
      [id, MOST_SHOWN],
    ),
    lessons: await scope.tx.many<LessonOfDebrief>(
      `select l.id, l.agency_id as "agencyId", a.name as agency, l.title, l.happened, l.why, l.verdict, l.what,
              l.owner_post as "ownerPost", l.due_on::text as "dueOn", l.jol_reference as "jolReference",
              l.is_accepted as "isAccepted", l.is_done as "isDone", l.is_learned as "isLearned", l.observations
       from operations.lessons_of_debrief($1) l join identity.agency a on a.id = l.agency_id
       order by l.due_on, l.id limit $2`,
      [id, MOST_SHOWN],
    ),
  }
}

/** Agencies that take part, by name: whose posts may own a lesson. */
export const agenciesIn = (
  scope: MemberScope,
  operation: OperationId,
): Promise<{ id: AgencyId; name: string }[]> =>
  scope.tx.many<{ id: AgencyId; name: string }>(
    `select a.id, a.name from operations.participation p join identity.agency a on a.id = p.agency_id
     where p.operation_id = $1 and p.state = 'accepted' order by a.name`,
    [operation],
  )

/** Action days of the operation that may be debriefed: the last first, at most 100. */
export const daysToDebrief = (
  scope: MemberScope,
  operation: OperationId,
): Promise<{ id: ActionDayId; onDay: string }[]> =>
  scope.tx.many<{ id: ActionDayId; onDay: string }>(
    `select id, on_day::text as "onDay" from operations.action_day
     where operation_id = $1 and state <> 'planned' order by on_day desc limit 100`,
    [operation],
  )
