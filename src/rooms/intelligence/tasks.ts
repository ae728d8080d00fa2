/** What waits for a person in this room; home puts it in one list with the other rooms'. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Classification } from '../../wire/codes.ts'
import { waitingArrivals, type Remember } from './waiting-arrivals.ts'

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
  /** `2026-11-22` where it is a day and no moment */
  shown?: string
  href: string
  classification: Classification
  /** how many there are of this kind from this agency */
  total: number
  /** since when the oldest of them waits */
  oldest: Date
}

/** Of a kind from one agency so many are listed from the old end, and so many from the new. */
const MOST_OLD = 4
const MOST_NEW = 20
/** What `things_waiting` lists of a kind; more of it are counted. */
const LISTED_UP_TO = 1_000

type Row = {
  kind: TaskKind
  id: string
  title: string
  classification: Classification
  from: string | null
  since: Date
  shown: string | null
  total: number
  oldest: Date
}

/** In the order of the lists, what is said of one and where it is done. Which there are, the database says. */
const WAITING: Readonly<
  Record<TaskKind, { text?: (title: string) => string; href: (id: string) => string }>
> = {
  recall: {
    text: (title) => `Recall: destroy copies of ${title} and confirm`,
    href: (id) => `/recalls/${id}`,
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

/**
 * What waits for this person: of each kind from each agency the oldest, the newest, and how many there are.
 * @param remember - what came in is the same for all who see the same
 */
export async function intelligenceTasks(
  scope: MemberScope,
  remember: Remember = (_name, ask) => ask(),
): Promise<Task[]> {
  // A recalled report is in nobody's sight any more: its notice says what it was.
  const rows = await scope.tx.many<Row>(
    `select kind, id, title, classification, "from", since, total, oldest,
            case when kind = 'review' then to_char(since, 'YYYY-MM-DD') end as shown
     from (
       select w.kind, w.id, coalesce(n.reference, r.title) as title, coalesce(n.classification, r.classification) as classification,
              a.name as "from", w.since,
              (count(*) over same)::integer as total, min(w.since) over same as oldest,
              row_number() over (same order by w.since) as from_old,
              row_number() over (same order by w.since desc) as from_new
       from intelligence.things_waiting() w
       left join intelligence.recall_notice n on w.kind = 'recall' and n.report_id = w.id and n.agency_id = $1
       left join intelligence.report r on w.kind <> 'recall' and r.id = w.id
       left join identity.agency a on a.id = coalesce(n.owner_id, nullif(r.agency_id, $1))
       where coalesce(n.report_id, r.id) is not null
       window same as (partition by w.kind, a.id)) t
     where from_old <= $2 or from_new <= $3
     order by array_position($4::text[], kind), since`,
    [scope.actor.agencyId, MOST_OLD, MOST_NEW, Object.keys(WAITING)],
  )
  const counted = rows.some(({ total }) => total >= LISTED_UP_TO) ? await intelligenceCounts(scope) : null
  const arrivals = (await waitingArrivals(scope, remember)).map((one) => ({
    ...one,
    href: WAITING[one.kind].href(one.id),
  }))
  const others = rows.map(({ kind, id, title, shown, total, ...row }) => {
    const { text, href } = WAITING[kind]
    return {
      ...{ kind, text: text?.(title) ?? title, href: href(id), ...row },
      total: total < LISTED_UP_TO ? total : (counted?.[kind] ?? total),
      ...(shown === null ? {} : { shown }),
    }
  })
  return [...others, ...arrivals.map(({ id: _, title, ...one }) => ({ ...one, text: title }))]
}

/** How many wait of each kind. */
export async function intelligenceCounts(scope: MemberScope): Promise<Record<TaskKind, number>> {
  const { counts } = await scope.tx.one<{ counts: Record<TaskKind, number> }>(
    `select intelligence.counts_waiting() as counts`,
  )
  return counts
}
