/** Reading the ledger: the statements. Row-level security lets a records manager see their agency's events. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { EVENT_COLUMNS, type EventRow } from '../../platform/ledger/event-rows.ts'
import { eventKind, codesOf, type EventKind, type LedgerUse } from '../../wire/codes.ts'

export type LedgerRow = {
  id: string
  at: Date
  /** the same to the microsecond, for where the next page begins */
  exactly: string
  kind: EventKind
  operation: string
  who: string | null
  /** the part of the program that acted, where it was no person */
  service: string | null
  purpose: string | null
  subjectKind: string | null
  subjectId: string | null
  recipients: number[]
  detail: Record<string, unknown>
}

/** Where a page of the ledger ended. */
export type LedgerPlace = { at: string; id: string }

export type LedgerFilter = {
  kinds: readonly EventKind[]
  /** a person of the agency */
  personId: string | null
  /** an event about any of these records; null leaves nothing out */
  subjectIds: readonly string[] | null
  /** somebody looked for any of these: digests */
  lookedFor: readonly string[] | null
  /** first and last day, UK time, YYYY-MM-DD */
  from: string | null
  to: string | null
  /** events before this one */
  before: LedgerPlace | null
  /** events after this one, the nearest first; instead of `before` */
  after: LedgerPlace | null
}

/**
 * States for what the ledger is read in this transaction: without it the database gives no event.
 * @param use - one of the four that the law names
 */
export const stateUse = async (scope: MemberScope, use: LedgerUse): Promise<void> => {
  await scope.tx.run('select ledger.state_use($1)', [use])
}

/** A statement that grows with the filter: what is not asked for is no part of it, so that each takes its own index. */
type Growing = { parameters: unknown[]; add: (value: unknown) => string }
const growing = (): Growing => {
  const values: unknown[] = []
  return { parameters: values, add: (value) => `$${String(values.push(value))}` }
}

/** Events stand by their time. Those of the public have the hour's beginning, and stand there. */
function conditions({ actor }: MemberScope, filter: LedgerFilter, { add }: Growing): string {
  const london = (day: string) => `(${day})::timestamp at time zone 'Europe/London'`
  return [
    `e.agency_id = ${add(actor.agencyId)}`,
    ...(filter.personId === null ? [] : [`e.person_id = ${add(filter.personId)}::uuid`]),
    ...(filter.subjectIds === null ? [] : [`e.subject_id = any (${add(filter.subjectIds)}::uuid[])`]),
    ...(filter.lookedFor === null
      ? []
      : [`e.detail ? 'looked_for' and e.detail -> 'looked_for' ?| ${add(filter.lookedFor)}::text[]`]),
    ...(filter.from === null ? [] : [`e.at >= ${london(`${add(filter.from)}::date`)}`]),
    ...(filter.to === null ? [] : [`e.at < ${london(`${add(filter.to)}::date + 1`)}`]),
    ...(filter.after === null
      ? []
      : [`(e.at, e.id) > (${add(filter.after.at)}::timestamptz, ${add(filter.after.id)}::bigint)`]),
    ...(filter.before === null
      ? []
      : [`(e.at, e.id) < (${add(filter.before.at)}::timestamptz, ${add(filter.before.id)}::bigint)`]),
  ].join(' and ')
}

const NEWEST = 'order by e.at desc, e.id desc'
const OLDEST = 'order by e.at, e.id'

/**
 * Of a person, a record or what was looked for: by their own index. Else of one kind after the other, each by its index:
 * the newest of all stand among the newest of each.
 */
function fitting(
  scope: MemberScope,
  filter: LedgerFilter,
  statement: Growing,
  { columns, order, limit }: { columns: string; order: string; limit: string },
): string {
  const kinds = filter.kinds.length > 0 ? filter.kinds : codesOf(eventKind)
  const where = conditions(scope, filter, statement)
  const ofKinds = `${statement.add(kinds)}::text[]`
  const isNarrow = filter.personId !== null || filter.subjectIds !== null || filter.lookedFor !== null
  return isNarrow
    ? `select ${columns} from ledger.event e where ${where} and e.kind = any (${ofKinds}) ${order} limit ${limit}`
    : `select found.* from unnest(${ofKinds}) as k (kind) cross join lateral (
         select ${columns} from ledger.event e where e.kind = k.kind and ${where} ${order} limit ${limit}) found`
}

/**
 * Reads the agency's events, newest first; those after an event from that event on.
 * @param filter - what is null or empty in it leaves nothing out
 * @param limit - how many rows at most; a page asks for one more than it shows, to know whether there are more
 * @returns the events that fit, as the ledger keeps them
 */
export const listEvents = (scope: MemberScope, filter: LedgerFilter, limit: number) => {
  const statement = growing()
  const most = statement.add(limit)
  const order = filter.after === null ? NEWEST : OLDEST
  const found = fitting(scope, filter, statement, { columns: 'e.*', order, limit: most })
  return scope.tx.many<LedgerRow>(
    `select e.id, e.at, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as exactly, e.kind,
            e.operation, p.name as who, e.service, e.purpose, e.subject_kind as "subjectKind",
            e.subject_id as "subjectId", e.recipients, e.detail
     from (select e.* from (${found}) e ${order} limit ${most}) e
     left join identity.person p on p.id = e.person_id ${order}`,
    statement.parameters,
  )
}

/**
 * Counts the events that fit, up to a bound: an exact count of millions helps nobody.
 * @param filter - as for listEvents; `before` and `after` are not looked at
 * @param most - the bound
 * @returns how many, at most the bound
 */
export const countEvents = async (
  scope: MemberScope,
  filter: LedgerFilter,
  most: number,
): Promise<number> => {
  const statement = growing()
  const limit = statement.add(most)
  const found = fitting(scope, { ...filter, before: null, after: null }, statement, {
    columns: '1 as one',
    order: '',
    limit,
  })
  const { count } = await scope.tx.one<{ count: number }>(
    `select count(*)::integer as count from (select from (${found}) e limit ${limit}) bounded`,
    statement.parameters,
  )
  return count
}

/**
 * Finds the records that somebody calls by a reference: of the agency's own, or that it had.
 * @param reference - as it is written
 * @returns ids; none where there is none, or it is not known here
 */
export const recordsCalled = async (scope: MemberScope, reference: string): Promise<string[]> => {
  const { record, report } = await scope.tx.one<{ record: string | null; report: string | null }>(
    'select access.record_called($1) as record, reporting.report_called($1) as report',
    [reference],
  )
  return [record, report].filter((id) => id !== null)
}

/** What a record of an event is called, and whether the reader may open it. */
export type NamedRecord = { reference: string; inSight: boolean }

/**
 * Names the records of events.
 * @param ids - of any subject
 * @returns by id; those that are no record, or not known here, are not in it
 */
export const nameRecords = async (
  scope: MemberScope,
  ids: readonly string[],
): Promise<Map<string, NamedRecord>> => {
  const rows = await scope.tx.many<{ id: string; reference: string; inSight: boolean }>(
    `select n.id, n.reference, exists (select from access.record r where r.id = n.id) as "inSight"
     from access.references_of($1) n
     union all select p.id, p.reference, access.viewer_triages() from reporting.references_of($1) p`,
    [ids],
  )
  return new Map(rows.map(({ id, ...named }) => [id, named]))
}

/**
 * Reads the places of events in the tree.
 * @param events - numbers of events that the reader may read
 * @returns places by the event's number; those without a place yet are not in it
 */
export const placesOf = async (
  scope: MemberScope,
  events: readonly string[],
): Promise<Map<string, number>> => {
  const rows = await scope.tx.many<{ event_id: string; sequence: string }>(
    'select event_id, sequence from ledger.places_of($1)',
    [events],
  )
  return new Map(rows.map((row) => [row.event_id, Number(row.sequence)]))
}

/**
 * Reads the event at a place, as the tree takes it.
 * @param place - the first is 0
 * @returns null where it is not of the reader's own ledger
 */
export const eventAtPlace = (scope: MemberScope, place: number): Promise<EventRow | null> =>
  scope.tx.maybe<EventRow>(
    `select ${EVENT_COLUMNS} from ledger.event_at_place($1) n
     join ledger.event e on e.id = n.event_id and e.at = n.event_at`,
    [place],
  )

/**
 * Lists the people of the viewer's agency whom the viewer may see, for the choice of a person.
 * @returns by name
 */
export const listAgencyPeople = (scope: MemberScope) =>
  scope.tx.many<{ id: string; name: string }>(
    `select id, name from identity.person where agency_id = $1 order by name`,
    [scope.actor.agencyId],
  )

/**
 * Reads what the agencies are called.
 * @returns names by the agency's id
 */
export const agencyNames = async (scope: MemberScope): Promise<Map<number, string>> => {
  const rows = await scope.tx.many<{ id: number; name: string }>(`select id, name from identity.agency`)
  return new Map(rows.map((row) => [row.id, row.name]))
}
