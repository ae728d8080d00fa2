/** What waits for a person in this room; home puts it in one list with the other rooms'. */
import type { MemberScope, Role } from '../../platform/database/scope.ts'
import type { Classification } from '../../wire/codes.ts'

export type TaskKind =
  | 'unread'
  | 'conditions'
  | 'recall'
  | 'draft'
  | 'second-check'
  | 'returned'
  | 'unchecked'
  | 'evaluate'
  | 'review'

export type Task = {
  kind: TaskKind
  text: string
  /** the agency it comes from */
  from: string | null
  since: Date
  href: string
  classification: Classification
  count?: number
}

const MOST_TASKS = 50
const MOST_COUNTED = 100

const READERS: readonly Role[] = ['intelligence_officer', 'analyst', 'coordinator']
const CHECKERS: readonly Role[] = ['intelligence_officer']
const DECIDERS: readonly Role[] = ['intelligence_officer', 'coordinator']
const WRITERS: readonly Role[] = [...READERS, 'triage_officer']

type Row = {
  id: string
  title: string
  classification: Classification
  from: string | null
  since: Date
  count?: number
}

/** One kind of waiting thing: whose it is, how it is found, how it is said. Row-level security narrows. */
type Waiting = {
  kind: TaskKind
  for: readonly Role[]
  /** gives id, title, classification, from, since; $1 is the agency, $2 the person */
  sql: string
  text: (row: Row) => string
  href: (row: Row) => string
  /** not counted on every page: it comes about by an upgrade alone, and there are few */
  onlyListed?: true
}

// What came in and was not opened. Whether conditions are to be accepted is asked of the rule itself, not
// of the handling code: a new version asks again.
const ARRIVED = (sight: 'full' | 'conditions') => `
  select r.id, r.title, r.classification, a.name as "from", u.at as since
  from intelligence.unread_arrivals(${String(2 * MOST_COUNTED)}) u
  join intelligence.report r on r.id = u.report_id
  join identity.agency a on a.id = r.agency_id
  where u.sight = '${sight}' and $1::integer is not null and $2::uuid is not null
  order by u.at`

const WAITING: readonly Waiting[] = [
  {
    kind: 'recall',
    for: READERS,
    sql: `select n.report_id as id, n.reference as title, n.classification, a.name as "from", n.at as since
          from intelligence.recall_notice n join identity.agency a on a.id = n.owner_id
          where n.agency_id = $1 and n.acknowledged_at is null and $2::uuid is not null
          order by n.at`,
    text: (row) => `Destroy copies of ${row.title}, which was recalled, and say so`,
    href: () => '/recalls',
  },
  {
    kind: 'conditions',
    for: READERS,
    sql: ARRIVED('conditions'),
    text: (row) => row.title,
    href: (row) => `/reports/${row.id}`,
  },
  {
    kind: 'unread',
    for: READERS,
    sql: ARRIVED('full'),
    text: (row) => row.title,
    href: (row) => `/reports/${row.id}`,
  },
  {
    kind: 'second-check',
    // A draft is shown to its author and to intelligence officers; it is checked against its original.
    for: CHECKERS,
    sql: `select r.id, r.title, r.classification, null as "from", d.changed_at as since
          from intelligence.derivation d join intelligence.report r on r.id = d.derivative_id
          join intelligence.report o on o.id = d.original_id
          where d.agency_id = $1 and d.state = 'awaiting-check' and d.sanitised_by <> $2::uuid
          order by d.changed_at`,
    text: (row) => row.title,
    href: (row) => `/checks/${row.id}`,
  },
  {
    kind: 'returned',
    for: WRITERS,
    sql: `select r.id, r.title, r.classification, null as "from", d.changed_at as since
          from intelligence.report r join intelligence.derivation d on d.derivative_id = r.id
          where r.author_id = $2::uuid and r.agency_id = $1 and r.status = 'draft' and d.state = 'returned'
          order by d.changed_at`,
    text: (row) => row.title,
    href: (row) => `/reports/drafts/${row.id}/check`,
  },
  {
    kind: 'unchecked',
    // Released, and no partner reads it: its current version was checked by nobody (0022). First versions all were.
    for: DECIDERS,
    onlyListed: true,
    sql: `select r.id, r.title, r.classification, null as "from", r.filed_at as since
          from intelligence.derivation d join intelligence.report r on r.id = d.derivative_id
          where d.agency_id = $1 and d.state = 'approved' and r.status = 'disseminated' and r.version > 1
            and $2::uuid is not null
            and not intelligence.is_checked(r.id, r.version)
            and not exists (select from intelligence.report n where n.next_version_of = r.id and n.status = 'draft')
          order by r.filed_at`,
    text: (row) => `Write a new version, so that it can be checked and partners read it: ${row.title}`,
    href: (row) => `/reports/${row.id}`,
  },
  {
    kind: 'draft',
    for: WRITERS,
    sql: `select r.id, r.title, r.classification, null as "from", v.written_at as since
          from intelligence.report r
          join intelligence.version v on v.report_id = r.id and v.version = r.version
          left join intelligence.derivation d on d.derivative_id = r.id
          where r.author_id = $2::uuid and r.agency_id = $1 and r.status = 'draft'
            and (d.state is null or d.state = 'being-written')
          order by v.written_at`,
    text: (row) => (row.title === '' ? 'A report without a title yet' : row.title),
    href: (row) => `/reports/drafts/${row.id}/check`,
  },
  {
    kind: 'evaluate',
    for: DECIDERS,
    sql: `select r.id, r.title, r.classification, null as "from", r.created_at as since
          from intelligence.report r
          where r.agency_id = $1 and r.needs_evaluation and r.status in ('submitted', 'disseminated')
            and $2::uuid is not null
          order by r.created_at`,
    text: (row) => row.title,
    href: (row) => `/reports/${row.id}/evaluate`,
  },
  {
    kind: 'review',
    for: DECIDERS,
    sql: `select r.id, r.title, r.classification, null as "from", r.review_on::timestamptz as since
          from intelligence.report r
          where r.agency_id = $1 and r.review_on <= current_date and r.status in ('submitted', 'disseminated')
            and $2::uuid is not null
          order by r.review_on`,
    text: (row) => row.title,
    href: (row) => `/reports/${row.id}`,
  },
]

/** What waits for this person: at most 50 of each kind, oldest first. */
export async function intelligenceTasks(scope: MemberScope): Promise<Task[]> {
  const tasks: Task[] = []
  for (const one of WAITING.filter((kind) => isFor(scope, kind))) {
    const rows = await scope.tx.many<Row>(`${one.sql} limit ${String(MOST_TASKS)}`, [
      scope.actor.agencyId,
      scope.actor.personId,
    ])
    for (const row of rows)
      tasks.push({
        kind: one.kind,
        text: one.text(row),
        from: row.from,
        since: row.since,
        href: one.href(row),
        classification: row.classification,
      })
  }
  return tasks
}

const COUNTED = WAITING.filter((one) => one.onlyListed !== true)
const COUNTS = `select ${COUNTED.map(
  ({ kind, sql }, index) =>
    `case when $${String(index + 3)}::boolean then
       (select count(*)::integer from (${sql} limit ${String(MOST_COUNTED)}) x) else 0 end as "${kind}"`,
).join(', ')}`

type Counts = Record<Exclude<TaskKind, 'unchecked'>, number>

/** How many wait of each kind, counted up to 100. One statement: every page asks. */
export async function intelligenceCounts(scope: MemberScope): Promise<Counts> {
  return await scope.tx.one<Counts>(COUNTS, [
    scope.actor.agencyId,
    scope.actor.personId,
    ...COUNTED.map((kind) => isFor(scope, kind)),
  ])
}

/**
 * The newest release within sight of this person, or null. The lists above end at their limits: behind
 * hundreds of unread reports a further one would change none of them, and an open page would not be told.
 */
export async function latestArrival(scope: MemberScope): Promise<{ id: string; at: Date } | null> {
  return await scope.tx.maybe<{ id: string; at: Date }>(
    `select d.id, d.at
     from (values ($1::integer), (0)) as addressed (agency_id)
     cross join lateral (
       select report_id as id, at from intelligence.delivery
       where agency_id = addressed.agency_id order by at desc limit 1) d
     order by d.at desc limit 1`,
    [scope.actor.agencyId],
  )
}

function isFor(scope: MemberScope, kind: Waiting): boolean {
  return kind.for.some((role) => scope.actor.roles.includes(role))
}
