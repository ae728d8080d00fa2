/** What waits for a person in this room; home puts it in one list with the other rooms'. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Classification } from '../../wire/codes.ts'
import type { WaitingItem } from '../../platform/rooms/waiting.ts'

export type TaskKind = 'draft' | 'second-check' | 'returned' | 'unchecked' | 'evaluate' | 'review'

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
 * Lists the reports that wait for this person: of each kind from each agency the oldest, the newest, and how many there
 * are.
 * @returns by kind, then the oldest first
 */
export async function intelligenceTasks(scope: MemberScope): Promise<WaitingItem[]> {
  const rows = await scope.tx.many<Row>(
    `select kind, id, title, classification, "from", since, total, oldest,
            case when kind = 'review' then to_char(since, 'YYYY-MM-DD') end as shown
     from (
       select w.kind, w.id, r.title, r.classification, a.name as "from", w.since,
              (count(*) over same)::integer as total, min(w.since) over same as oldest,
              row_number() over (same order by w.since) as from_old,
              row_number() over (same order by w.since desc) as from_new
       from intelligence.things_waiting() w
       join access.record r on r.id = w.id
       left join identity.agency a on a.id = nullif(r.agency_id, $1)
       window same as (partition by w.kind, a.id)) t
     where from_old <= $2 or from_new <= $3
     order by array_position($4::text[], kind), since`,
    [scope.actor.agencyId, MOST_OLD, MOST_NEW, Object.keys(WAITING)],
  )
  const counted = rows.some(({ total }) => total >= LISTED_UP_TO) ? await intelligenceCounts(scope) : null
  return rows.map(({ kind, id, title, shown, total, ...row }) => {
    const { text, href } = WAITING[kind]
    return {
      ...{ kind, text: text?.(title) ?? title, href: href(id), ...row },
      total: total < LISTED_UP_TO ? total : (counted?.[kind] ?? total),
      ...(shown === null ? {} : { shown }),
    }
  })
}

/**
 * Counts what waits for this person.
 * @returns how many wait of each kind
 */
export async function intelligenceCounts(scope: MemberScope): Promise<Record<TaskKind, number>> {
  const { counts } = await scope.tx.one<{ counts: Record<TaskKind, number> }>(
    `select intelligence.counts_waiting() as counts`,
  )
  return counts
}
