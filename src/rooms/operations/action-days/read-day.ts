/** Action days as they are listed, and one as its page shows it: of events, the viewer's own agency's alone. */
import { notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { ROWS_OF_A_PAGE } from '../../../platform/http/list-cursor.ts'
import type { Place, PlannedKind } from '../../../library/planned-events/index.ts'
import type { Classification, OperationPost } from '../../../wire/codes.ts'
import type { AgencyId } from '../../../wire/ids.ts'
import type { PlannedEventId } from '../conflicts/ids.ts'
import type { PlannedState } from '../conflicts/list-events.ts'
import type { DecisionId } from '../decisions/ids.ts'
import type { OperationId } from '../ids.ts'
import { dayMoves } from './action-day.ts'
import type { ActionDayId, BriefingId, OutcomeCountId } from './ids.ts'
import type { ActionDayState, OutcomeKind, PlanPart } from './words.ts'

export type ActionDay = Record<PlanPart, string | null> & {
  id: ActionDayId
  operationId: OperationId
  codename: string
  /** of the operation */
  classification: Classification
  /** YYYY-MM-DD */
  onDay: string
  state: ActionDayState
  revision: number
  /** may the viewer say how it goes, plan and brief? */
  runs: boolean
  /** do they type for their agency? */
  types: boolean
  /** may they note something? */
  acts: boolean
}

const DAYS = `
  select d.id, d.operation_id as "operationId", o.codename, r.classification, d.on_day::text as "onDay", d.state, d.revision,
         d.reception, d.interpreters, d.childrens_services, d.first_responder,
         operations.viewer_runs_days(o.id) as runs, operations.viewer_types_for_agency(o.id) as types,
         operations.viewer_acts(o.id) as acts
  from operations.action_day d join operations.operation o on o.id = d.operation_id join access.record r on r.id = o.id`

/** Where a list begins: before a day, or after one (YYYY-MM-DD). */
export type DaysPlace = { before?: string | undefined; after?: string | undefined }

/**
 * Lists the action days of an operation.
 * @param operation - that the viewer reads
 * @param at - where the page begins
 * @returns the last day first, and the days at which the pages beside this one begin
 */
export async function listActionDays(
  scope: MemberScope,
  operation: OperationId,
  at: DaysPlace = {},
): Promise<{ rows: ActionDay[]; older: string | null; newer: string | null }> {
  const back = at.after !== undefined
  const found = await scope.tx.many<ActionDay>(
    `${DAYS} where d.operation_id = $1 and ($2::date is null or d.on_day ${back ? '>' : '<'} $2)
     order by d.on_day ${back ? '' : 'desc'} limit $3`,
    [operation, at.after ?? at.before ?? null, ROWS_OF_A_PAGE + 1],
  )
  const further = found.length > ROWS_OF_A_PAGE
  const page = found.slice(0, ROWS_OF_A_PAGE)
  const rows = back ? page.toReversed() : page
  const [newest, oldest] = [rows.at(0)?.onDay ?? null, rows.at(-1)?.onDay ?? null]
  return {
    rows,
    older: back || further ? oldest : null,
    newer: back ? (further ? newest : null) : at.before === undefined ? null : newest,
  }
}

/**
 * Finds an action day, without noting that it was read.
 * @throws not-found: absent and hidden look alike
 */
export async function findActionDay(scope: MemberScope, id: ActionDayId): Promise<ActionDay> {
  const day = await scope.tx.maybe<ActionDay>(`${DAYS} where d.id = $1`, [id])
  if (!day) throw notFound()
  return day
}

/** How the day may go on, by this person. */
export const stepsOf = ({ runs, state }: Pick<ActionDay, 'runs' | 'state'>): readonly ActionDayState[] =>
  runs ? dayMoves[state] : []

export type CommandPost = {
  agencyId: AgencyId
  agency: string
  desk: string | null
  telephone: string | null
  posts: OperationPost[]
}
export type DayEvent = {
  id: PlannedEventId
  kind: PlannedKind
  state: PlannedState
  startsAt: Date
  endsAt: Date
  place: Place
  goAt: Date | null
  /** conflicts of which the own side knows, and how many of them nobody has answered */
  conflicts: number
  unanswered: number
}
export type DayWord = { decisionId: DecisionId; number: number; word: 'go' | 'no-go'; at: Date }
export type DayBriefing = {
  id: BriefingId
  posts: OperationPost[]
  version: number
  classification: Classification
  at: Date
  read: boolean
}
export type DayCount = { agency: string; kind: OutcomeKind; number: number }
export type DayNote = { agency: string; at: Date; text: string }

/** All that stands on the page of a day, as far as this person may know. */
export type WholeDay = {
  day: ActionDay
  commandPosts: CommandPost[]
  events: DayEvent[]
  words: DayWord[]
  briefings: DayBriefing[]
  counts: DayCount[]
  notes: DayNote[]
}

/**
 * Reads an action day with all that stands on its page. The reading is an event.
 * @throws not-found: absent and hidden look alike
 */
export async function readActionDay(scope: MemberScope, id: ActionDayId): Promise<WholeDay> {
  const day = await findActionDay(scope, id)
  scope.record({ kind: 'consultation', subject: { kind: 'action-day', id } })
  // One after the other they would be six turns of waiting.
  const [commandPosts, events, words, briefings, counts, notes] = await Promise.all([
    scope.tx.many<CommandPost>(
      `select p.agency_id as "agencyId", a.name as agency, p.desk, p.telephone, p.posts
       from operations.command_posts_of_day($1) p join identity.agency a on a.id = p.agency_id order by a.name`,
      [id],
    ),
    eventsOf(scope, day),
    scope.tx.many<DayWord>(
      `select w.decision_id as "decisionId", d.number, w.word, w.at
       from operations.action_day_word w join operations.decision d on d.id = w.decision_id
       where w.action_day_id = $1 order by w.at, d.number`,
      [id],
    ),
    briefingsOf(scope, id),
    scope.tx.many<DayCount>(
      `select a.name as agency, c.kind, c.number::integer as number
       from operations.counts_of_day($1) c join identity.agency a on a.id = c.agency_id order by a.name, c.kind`,
      [id],
    ),
    scope.tx.many<DayNote>(
      `select a.name as agency, n.at, n.text from operations.action_day_note n join identity.agency a on a.id = n.agency_id
       where n.action_day_id = $1 order by n.at desc, n.id limit 100`,
      [id],
    ),
  ])
  return { day, commandPosts, events, words, briefings, counts, notes }
}

/** The newest version of each briefing that the viewer reads. */
const briefingsOf = (scope: MemberScope, id: ActionDayId): Promise<DayBriefing[]> =>
  scope.tx.many<DayBriefing>(
    `select distinct on (b.posts) b.id, b.posts, b.version, b.classification, b.at,
            exists (select from operations.read_receipt r
                    where r.briefing_id = b.id and r.person_id = identity.viewer_person()) as read
     from operations.briefing b where b.action_day_id = $1 order by b.posts, b.version desc`,
    [id],
  )

/** Events of the own agency in the operation which touch the day, as London counts it. */
const eventsOf = (scope: MemberScope, { operationId, onDay }: ActionDay): Promise<DayEvent[]> =>
  scope.tx.many<DayEvent>(
    `select e.id, e.kind, e.state, e.starts_at as "startsAt", e.ends_at as "endsAt", e.place, e.go_at as "goAt",
            count(c.id)::integer as conflicts, count(c.id) filter (where c.word is null)::integer as unanswered
     from operations.planned_event e
     left join operations.conflict c on c.event_id = e.id and c.ended_at is null
     where e.operation_id = $1 and e.place is not null
       and tstzrange(e.starts_at, e.ends_at)
           && tstzrange($2::date::timestamp at time zone 'Europe/London', ($2::date + 1)::timestamp at time zone 'Europe/London')
     group by e.id order by e.starts_at, e.id limit 500`,
    [operationId, onDay],
  )

export type OwnCount = {
  id: OutcomeCountId
  kind: OutcomeKind
  number: number
  at: Date
  /** of what it corrects */
  corrects: OutcomeCountId | null
  isCorrected: boolean
}

/**
 * Lists the entries of the viewer's own agency, as they were typed.
 * @param id - of a day that the viewer reads
 * @returns the newest first; at most 200
 */
export const ownCounts = (scope: MemberScope, id: ActionDayId): Promise<OwnCount[]> =>
  scope.tx.many<OwnCount>(
    `select c.id, c.kind, c.number, c.at, c.corrects_id as corrects,
            exists (select from operations.outcome_count n where n.corrects_id = c.id) as "isCorrected"
     from operations.outcome_count c
     where c.action_day_id = $1 and c.agency_id = identity.viewer_agency() order by c.at desc, c.id limit 200`,
    [id],
  )
