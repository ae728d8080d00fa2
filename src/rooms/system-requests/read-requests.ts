/** Requests as they are listed, and one as it is read. What has lapsed says the database's clock. */
import { notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import {
  pageBothWays,
  readCursor,
  ROWS_OF_A_PAGE,
  writeCursor,
  type ListPlace,
} from '../../platform/http/list-cursor.ts'
import type { SystemRequestId } from './ids.ts'
import type { Category, Outcome, RefusedFor, RequestState } from './words.ts'

export type RequestRow = {
  id: SystemRequestId
  number: number
  state: RequestState
  revision: number
  changedAt: Date
  system: string
  systemName: string
  category: Category
  subject: string
  lapsed: boolean
  validUntil: Date | null
  outcome: Outcome | null
  requester: string
}

const label = (column: string) =>
  `case when ${column} is null then null else coalesce(identity.person_label(${column}), 'Somebody') end`
const ROW = `r.id, r.number, r.state, r.revision, r.changed_at as "changedAt", r.system, s.name as "systemName", r.category, r.subject,
  system_requests.has_lapsed(r.state, r.valid_until) as lapsed, r.valid_until as "validUntil", r.outcome,
  ${label('r.requester_id')} as requester`
const FROM = 'from system_requests.request r join system_requests.system s on s.code = r.system'

/** Which requests of a list. */
export const LISTS = { open: 'Open', mine: 'Asked by me', all: 'All' } as const
export type RequestList = keyof typeof LISTS
const ONLY: Readonly<Record<RequestList, string>> = {
  open: `r.state not in ('closed', 'refused')`,
  mine: 'r.requester_id = identity.viewer_person()',
  all: 'true',
}

/**
 * Lists requests that this person sees, those that changed last first, 50 at a time.
 * @returns the page, and cursors of the pages beside it; null where there is none
 * @throws invalid with `cursor`
 */
export async function listRequests(
  scope: MemberScope,
  at: ListPlace & { list: RequestList },
): Promise<{ rows: RequestRow[]; next: string | null; previous: string | null }> {
  const from = readCursor(at.cursor)
  const back = from !== null && at.back === true
  const found = await scope.tx.many<RequestRow & { at: Date }>(
    `select ${ROW}, date_trunc('milliseconds', r.changed_at) as at ${FROM} where ${ONLY[at.list]}
       and ($1::timestamptz is null
            or (date_trunc('milliseconds', r.changed_at), r.id) ${back ? '>' : '<'} ($1::timestamptz, $2::uuid))
     order by date_trunc('milliseconds', r.changed_at) ${back ? '' : 'desc'}, r.id ${back ? '' : 'desc'} limit $3`,
    [from?.at ?? null, from?.id ?? null, ROWS_OF_A_PAGE + 1],
  )
  return pageBothWays(found, at, (one) => writeCursor(one.at, one.id))
}

export type NamedRecord = { id: string; reference: string | null; kind: string | null }

/** How far the correction of a record has come: no version follows the wrong one; partners do not know; done. */
export type WrongRecord = NamedRecord & { stands: 'open' | 'tell' | 'done' }

/** A request with all that belongs to it. */
export type RequestView = RequestRow & {
  operationId: string | null
  /** null for whoever is not in it */
  codename: string | null
  matter: string | null
  power: string
  purpose: string
  asked: string
  necessity: string
  proportionality: string
  lessIntrusive: string
  sensitive: boolean
  condition: string | null
  reviewOn: string
  draftedAt: Date
  askedAt: Date | null
  authoriser: string | null
  decidedAt: Date | null
  refusedFor: RefusedFor | null
  reason: string | null
  madeBy: string | null
  madeAt: Date | null
  desk: string | null
  reference: string | null
  outcomeText: string | null
  outcomeAt: Date | null
  outcomeBy: string | null
  closedAt: Date | null
  againOf: { id: SystemRequestId; number: number } | null
  askedAgain: { id: SystemRequestId; number: number } | null
  safeguarding: { decision: string; person: string; at: Date } | null
  corroboration: { words: string; person: string; at: Date; records: NamedRecord[] } | null
  wrongRecords: WrongRecord[]
  actions: { id: string; number: number }[]
  rank: string | null
  /** has the agency anybody accredited for its system? */
  hasAccess: boolean
  held: boolean
  holdReason: string | null
  /** what this person is in it */
  is: { requester: boolean; authoriser: boolean; operator: boolean; maker: boolean; answerer: boolean }
  /** may they write requests? */
  asks: boolean
}

/**
 * Reads one. The reading is an event.
 * @throws not-found: absent, hidden and another agency’s look alike
 */
export async function readRequest(scope: MemberScope, id: SystemRequestId): Promise<RequestView> {
  const view = await lookAtRequest(scope, id)
  scope.record({ kind: 'consultation', subject: { kind: 'system-request', id } })
  return view
}

type One = Omit<
  RequestView,
  'againOf' | 'askedAgain' | 'safeguarding' | 'corroboration' | 'wrongRecords' | 'actions' | 'is'
> & { againId: SystemRequestId | null }

/** The same for what is done with it next, which has its own event. */
export async function lookAtRequest(scope: MemberScope, id: SystemRequestId): Promise<RequestView> {
  const one = await scope.tx.maybe<One>(
    `select ${ROW}, r.operation_id as "operationId", operations.codename_of(r.operation_id) as codename, r.matter, r.power, r.purpose, r.asked, r.necessity, r.proportionality,
            r.less_intrusive as "lessIntrusive", r.sensitive, r.condition, r.review_on::text as "reviewOn",
            r.drafted_at as "draftedAt", r.asked_at as "askedAt", ${label('r.authoriser_id')} as authoriser,
            r.decided_at as "decidedAt", r.refused_for as "refusedFor", r.reason, ${label('r.made_by')} as "madeBy",
            r.made_at as "madeAt", r.desk, r.reference, r.outcome_text as "outcomeText", r.outcome_at as "outcomeAt",
            ${label('r.outcome_by')} as "outcomeBy", r.closed_at as "closedAt", r.again_of as "againId", s.rank,
            system_requests.viewer_agency_has_access(r.system) as "hasAccess", r.hold_reason is not null as held, r.hold_reason as "holdReason",
            coalesce(r.requester_id = identity.viewer_person(), false) as "isRequester",
            coalesce(r.authoriser_id = identity.viewer_person(), false) as "isAuthoriser",
            r.system = any (system_requests.viewer_operates()) as "isOperator",
            coalesce(r.made_by = identity.viewer_person(), false) as "isMaker",
            coalesce(r.outcome_by = identity.viewer_person(), false) as "isAnswerer",
            system_requests.viewer_asks() as asks
     ${FROM} where r.id = $1`,
    [id],
  )
  if (!one) throw notFound()
  const { isRequester, isAuthoriser, isOperator, isMaker, isAnswerer, ...row } = one as One &
    Record<'isRequester' | 'isAuthoriser' | 'isOperator' | 'isMaker' | 'isAnswerer', boolean>
  return {
    ...row,
    ...(await partsOf(scope, id, one.againId)),
    is: {
      ...{ requester: isRequester, authoriser: isAuthoriser, operator: isOperator },
      ...{ maker: isMaker, answerer: isAnswerer },
    },
  }
}

type Parts = Pick<
  RequestView,
  'againOf' | 'askedAgain' | 'safeguarding' | 'corroboration' | 'wrongRecords' | 'actions'
>

async function partsOf(
  { tx }: MemberScope,
  id: SystemRequestId,
  againId: SystemRequestId | null,
): Promise<Parts> {
  const other = (where: string, value: string | null) =>
    tx.maybe<{ id: SystemRequestId; number: number }>(
      `select id, number from system_requests.request where ${where} = $1`,
      [value],
    )
  const corroboration = await tx.maybe<{ words: string; person: string; at: Date }>(
    `select words, ${label('person_id')} as person, at from system_requests.corroboration where request_id = $1`,
    [id],
  )
  // Of a record that this person does not see, they learn that there is one.
  const corroborating = () =>
    tx.many<NamedRecord>(
      `select k.record_id as id, r.reference, r.kind
       from system_requests.corroborating_record k left join access.record r on r.id = k.record_id
       where k.request_id = $1 order by r.reference nulls last, k.record_id limit 50`,
      [id],
    )
  return {
    againOf: againId === null ? null : ((await other('id', againId)) ?? null),
    askedAgain: (await other('again_of', id)) ?? null,
    safeguarding:
      (await tx.maybe<{ decision: string; person: string; at: Date }>(
        `select decision, ${label('person_id')} as person, at from system_requests.safeguarding where request_id = $1`,
        [id],
      )) ?? null,
    corroboration: corroboration ? { ...corroboration, records: await corroborating() } : null,
    wrongRecords: await tx.many<WrongRecord>(
      `select k.record_id as id, r.reference, r.kind, k.stands
       from system_requests.corrections_of($1) k left join access.record r on r.id = k.record_id
       order by r.reference nulls last, k.record_id limit 50`,
      [id],
    ),
    actions: await tx.many<{ id: string; number: number }>(
      `select l.action_id as id, operations.number_of_action(l.action_id) as number from system_requests.action_link l
       where l.request_id = $1 and operations.number_of_action(l.action_id) is not null order by 2 limit 50`,
      [id],
    ),
  }
}

export type SystemRow = {
  code: string
  name: string
  holds: string
  rank: string | null
  sensitive: boolean
  hasAccess: boolean
  desk: string | null
  telephone: string | null
  answerHours: number | null
  /** of the own agency's answers in the last 90 days: half came within so many hours; null while there are fewer than five */
  halfWithin: number | null
  answers: number | null
}

/** Which systems there are, whether the agency has access, and whom it asks where it has none. */
export const listSystems = (scope: MemberScope): Promise<SystemRow[]> =>
  scope.tx.many<SystemRow>(
    `select s.code, s.name, s.holds, s.rank, s.sensitive, system_requests.viewer_agency_has_access(s.code) as "hasAccess",
            d.name as desk, d.telephone, d.answer_hours as "answerHours", t.half_within_hours as "halfWithin", t.answers
     from system_requests.system s
     left join system_requests.desk d on d.system = s.code and d.agency_id = identity.viewer_agency()
     left join system_requests.answer_times() t on t.system = s.code
     where s.ended_at is null order by s.name, s.code limit 100`,
  )

export type Authoriser = { address: string; name: string; rank: string | null }

/** Colleagues who hold the rank that a system asks for, 200 at most. */
export const authorisersOf = (scope: MemberScope, system: string): Promise<Authoriser[]> =>
  scope.tx.many<Authoriser>('select address, name, rank from system_requests.authorisers($1)', [system])

/** Open operations in which this person is, for the form of a request. */
export const operationsOfViewer = (scope: MemberScope): Promise<{ id: string; codename: string }[]> =>
  scope.tx.many<{ id: string; codename: string }>('select id, codename from operations.open_operations()')

/** How long an authorisation stands and how many requests a person may ask in a day. */
export const limitsOf = (scope: MemberScope): Promise<{ validHours: number; aDay: number }> =>
  scope.tx.one<{ validHours: number; aDay: number }>(
    'select valid_hours as "validHours", a_day as "aDay" from system_requests.setting',
  )

/** May this person write requests? */
export const mayAsk = async (scope: MemberScope): Promise<boolean> =>
  (await scope.tx.one<{ may: boolean }>('select system_requests.viewer_asks() as may')).may
