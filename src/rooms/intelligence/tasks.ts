/** What waits for a person in this room; home puts it in one list with the other rooms'. */
import type { MemberScope } from '../../platform/database/scope.ts'
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
}

const MOST_TASKS = 50

type Row = {
  kind: TaskKind
  id: string
  title: string
  classification: Classification
  from: string | null
  since: Date
}

/** In the order of the lists, what is said of one and where it is done. Which there are, the database says. */
const WAITING: Readonly<
  Record<TaskKind, { text?: (title: string) => string; href: (id: string) => string }>
> = {
  recall: {
    text: (title) => `Destroy copies of ${title}, which was recalled, and say so`,
    href: () => '/recalls',
  },
  conditions: { href: (id) => `/reports/${id}` },
  unread: { href: (id) => `/reports/${id}` },
  'second-check': { href: (id) => `/checks/${id}` },
  returned: { href: (id) => `/reports/drafts/${id}/check` },
  unchecked: {
    text: (title) => `Write a new version, so that it can be checked and partners read it: ${title}`,
    href: (id) => `/reports/${id}`,
  },
  draft: {
    text: (title) => (title === '' ? 'A report without a title yet' : title),
    href: (id) => `/reports/drafts/${id}/check`,
  },
  evaluate: { href: (id) => `/reports/${id}/evaluate` },
  review: { href: (id) => `/reports/${id}` },
}

/** What waits for this person: at most 50 of each kind, oldest first. */
export async function intelligenceTasks(scope: MemberScope): Promise<Task[]> {
  // A recalled report is in nobody's sight any more: its notice says what it was.
  const rows = await scope.tx.many<Row>(
    `select w.kind, w.id, coalesce(n.reference, r.title) as title, coalesce(n.classification, r.classification) as classification,
            a.name as "from", w.since
     from (select t.*, row_number() over (partition by t.kind order by t.since) as place
           from intelligence.things_waiting() t) w
     left join intelligence.recall_notice n on w.kind = 'recall' and n.report_id = w.id and n.agency_id = $1
     left join intelligence.report r on w.kind <> 'recall' and r.id = w.id
     left join identity.agency a on a.id = coalesce(n.owner_id, nullif(r.agency_id, $1))
     where w.place <= $2 and coalesce(n.report_id, r.id) is not null
     order by array_position($3::text[], w.kind), w.since`,
    [scope.actor.agencyId, MOST_TASKS, Object.keys(WAITING)],
  )
  return rows.map(({ kind, id, title, ...row }) => {
    const { text, href } = WAITING[kind]
    return { kind, text: text?.(title) ?? title, href: href(id), ...row }
  })
}

/** How many wait of each kind, counted up to 100. */
export async function intelligenceCounts(scope: MemberScope): Promise<Record<TaskKind, number>> {
  const { counts } = await scope.tx.one<{ counts: Record<TaskKind, number> }>(
    `select intelligence.waiting() -> 'counts' as counts`,
  )
  return counts
}
