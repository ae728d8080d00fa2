/** Actions as they are listed, and one as it is read: as much of each as its reader may know. */
import { notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { ROWS_OF_A_PAGE } from '../../../platform/http/list-cursor.ts'
import type { Classification } from '../../../wire/codes.ts'
import type { AgencyId, PersonId } from '../../../wire/ids.ts'
import type { DecisionId } from '../decisions/ids.ts'
import type { OperationId } from '../ids.ts'
import { stepsOf, type Asker } from './action.ts'
import type { ActionId } from './ids.ts'
import type { ActionAbout, ActionKind, ActionPriority, ActionState } from './words.ts'

/** An action. What is null is not this reader’s to know, or is not there. */
export type Action = {
  id: ActionId
  operationId: OperationId
  codename: string
  /** of the operation */
  classification: Classification
  number: number
  agencyId: AgencyId | null
  agency: string | null
  state: ActionState
  /** YYYY-MM-DD */
  dueOn: string
  isOverdue: boolean
  changedAt: Date
  revision: number
  brief: {
    kind: ActionKind
    about: ActionAbout
    what: string
    why: string
    wanted: string
    priority: ActionPriority
    waitUntil: string | null
    beforeClosing: boolean
    decisionId: DecisionId | null
    decisionNumber: number | null
    reason: string | null
    raisedBy: string
    raisedAgency: string
  } | null
  work: {
    personId: PersonId | null
    person: string | null
    team: string | null
    result: string | null
    resultBy: string | null
    resultAt: string | null
    shared: boolean
    checkedBy: string | null
  } | null
  comments: number
  lastComment: string | null
}

const label = (column: string) => `coalesce(identity.person_label(${column}), 'Somebody')`
/**
 * Reads some actions with what may be known of each. Which ones is asked first, by itself: joined to everything, the planner would
 * ask the policies of every brief in the operation.
 * @param which - a statement that yields rows of `operations.action`
 */
const actionsOf = (which: string) => `
  select a.id, a.operation_id as "operationId", o.codename, x.classification, a.number, a.agency_id as "agencyId", g.name as agency, a.state,
         a.due_on::text as "dueOn",
         a.state not in ('filed', 'not-pursued', 'checked', 'done') and a.due_on < (now() at time zone 'Europe/London')::date as "isOverdue",
         a.changed_at as "changedAt", a.revision,
         case when b.action_id is not null then jsonb_build_object(
           'kind', b.kind, 'about', b.about, 'what', b.what, 'why', b.why, 'wanted', b.wanted, 'priority', b.priority,
           'waitUntil', b.wait_until, 'beforeClosing', b.before_closing, 'decisionId', d.id, 'decisionNumber', d.number,
           'reason', b.reason, 'raisedBy', ${label('b.raised_by')}, 'raisedAgency', r.name) end as brief,
         case when w.action_id is not null then jsonb_build_object(
           'personId', w.person_id, 'person', case when w.person_id is not null then ${label('w.person_id')} end, 'team', w.team,
           'result', w.result, 'resultBy', case when w.result_by is not null then ${label('w.result_by')} end,
           'resultAt', w.result_at, 'shared', w.shared,
           'checkedBy', case when w.checked_by is not null then ${label('w.checked_by')} end) end as work,
         (select count(*)::integer from operations.action_comment c where c.action_id = a.id) as comments,
         (select c.text from operations.action_comment c where c.action_id = a.id order by c.at desc, c.id limit 1) as "lastComment"
  from (${which}) a
  join operations.operation o on o.id = a.operation_id
  join access.record x on x.id = a.operation_id
  left join identity.agency g on g.id = a.agency_id
  left join operations.action_brief b on b.action_id = a.id
  left join identity.agency r on r.id = b.raised_agency_id
  left join operations.decision d on d.id = b.decision_id
  left join operations.action_work w on w.action_id = a.id`

/** Which actions of a list: those that have not ended, one’s own, those of one’s agency, late ones, or all. */
export const LISTS = {
  open: 'Open',
  mine: 'Mine',
  agency: 'My agency’s',
  overdue: 'Overdue',
  all: 'All',
} as const
export type ActionList = keyof typeof LISTS

const ONLY: Readonly<Record<ActionList, string>> = {
  open: `a.state not in ('filed', 'not-pursued')`,
  mine: `a.state not in ('filed', 'not-pursued')
    and a.id in (select w.action_id from operations.action_work w where w.person_id = identity.viewer_person())`,
  agency: `a.state not in ('filed', 'not-pursued') and a.agency_id = identity.viewer_agency()`,
  overdue: `a.state in ('raised', 'offered', 'declined', 'accepted', 'allocated') and a.due_on < (now() at time zone 'Europe/London')::date`,
  all: 'true',
}

/**
 * Lists actions of an operation, the newest first, 50 at a time.
 * @param operation - in which the viewer is
 * @param at - which list; actions before this number, or those after it
 * @returns the page, and numbers for the pages beside it; null where there is none
 */
export async function listActions(
  scope: MemberScope,
  operation: OperationId,
  at: { list: ActionList; before?: number | undefined; after?: number | undefined },
): Promise<{ rows: Action[]; older: number | null; newer: number | null }> {
  const back = at.after !== undefined
  const found = await scope.tx.many<Action>(
    `${actionsOf(`select a.* from operations.action a where a.operation_id = $1 and ${ONLY[at.list]}
       and ($2::integer is null or a.number ${back ? '>' : '<'} $2)
     order by a.number ${back ? '' : 'desc'} limit $3`)}
     order by a.number ${back ? '' : 'desc'}`,
    [operation, at.after ?? at.before ?? null, ROWS_OF_A_PAGE + 1],
  )
  const further = found.length > ROWS_OF_A_PAGE
  const page = found.slice(0, ROWS_OF_A_PAGE)
  const rows = back ? page.toReversed() : page
  const [newest, oldest] = [rows.at(0)?.number ?? null, rows.at(-1)?.number ?? null]
  return {
    rows,
    older: back || further ? oldest : null,
    newer: back ? (further ? newest : null) : at.before === undefined ? null : newest,
  }
}

/**
 * Reads one action, as far as this person may. The reading is an event.
 * @param id - of the action
 * @throws not-found: absent and hidden look alike
 */
export async function readAction(
  scope: MemberScope,
  id: ActionId,
): Promise<{ action: Action; asker: Asker; steps: ActionState[] }> {
  const action = await scope.tx.maybe<Action>(
    actionsOf('select a.* from operations.action a where a.id = $1'),
    [id],
  )
  if (!action) throw notFound()
  const asker = await scope.tx.one<Asker>(
    `select raises, tasks, works, of_agency as "ofAgency", wrote_result as "wroteResult", shared
     from operations.viewer_and_action($1)`,
    [id],
  )
  scope.record({ kind: 'consultation', subject: { kind: 'action', id } })
  return { action, asker, steps: stepsOf(action.state, asker) }
}

/** How an operation stands to whoever looks at its actions. */
export type Place = {
  codename: string
  classification: Classification
  acts: boolean
  tasks: boolean
  leads: boolean
}

/**
 * @param operation - of an operation
 * @throws not-found
 */
export async function findPlace(scope: MemberScope, operation: OperationId): Promise<Place> {
  const found = await scope.tx.maybe<Place>(
    `select o.codename, r.classification, operations.viewer_acts(o.id) as acts, operations.viewer_holds(o.id, 'tasking') as tasks,
            operations.viewer_holds(o.id, 'lead', 'deputy') as leads
     from operations.operation o join access.record r on r.id = o.id where o.id = $1`,
    [operation],
  )
  if (!found) throw notFound()
  return found
}

/** What an action waits for, and what its agency says of it. */
export const dependsOf = (
  scope: MemberScope,
  id: ActionId,
): Promise<{ id: ActionId; number: number; state: ActionState }[]> =>
  scope.tx.many<{ id: ActionId; number: number; state: ActionState }>(
    `select a.id, a.number, a.state from operations.action_depends d join operations.action a on a.id = d.on_id
     where d.action_id = $1 order by a.number`,
    [id],
  )

export type ActionComment = { person: string; at: Date; text: string }
export const commentsOf = (scope: MemberScope, id: ActionId): Promise<ActionComment[]> =>
  scope.tx.many<ActionComment>(
    `select ${label('c.person_id')} as person, c.at, c.text from operations.action_comment c
     where c.action_id = $1 order by c.at desc, c.id limit 200`,
    [id],
  )

/** Agencies that take part, to which an action may be offered. */
export const agenciesIn = (
  scope: MemberScope,
  operation: OperationId,
): Promise<{ id: AgencyId; name: string }[]> =>
  scope.tx.many<{ id: AgencyId; name: string }>(
    `select a.id, a.name from operations.participation p join identity.agency a on a.id = p.agency_id
     where p.operation_id = $1 and p.state = 'accepted' order by a.name`,
    [operation],
  )

/** The viewer’s own colleagues in the operation, whom their agency may allocate. */
export const colleaguesIn = (
  scope: MemberScope,
  operation: OperationId,
): Promise<{ id: PersonId; name: string }[]> =>
  scope.tx.many<{ id: PersonId; name: string }>(
    `select distinct p.person_id as id, ${label('p.person_id')} as name
     from operations.post p
     where p.operation_id = $1 and p.agency_id = identity.viewer_agency() and p.state = 'accepted'
       and p.confirmed_until > now() and p.post <> 'observer'
     order by name, id`,
    [operation],
  )
