/** What was released to the person's agency and waits for them to open it, or to accept its conditions. */
import type { MemberScope, Role } from '../../platform/database/scope.ts'
import type { Classification } from '../../wire/codes.ts'

/** Asks once for all who see the same; see home. */
export type Remember = <T>(name: string, ask: () => Promise<T>) => Promise<T>

export type WaitingArrival = {
  kind: 'unread' | 'conditions'
  id: string
  /** of a later version of what this person has opened, with its reference before it */
  title: string
  classification: Classification
  from: string
  since: Date
  /** how many there are of this kind from this agency, and since when the oldest waits */
  total: number
  oldest: Date
}

const readers: readonly Role[] = ['intelligence_officer', 'analyst', 'coordinator']
/** What came before so many others has had its time. */
const NEWEST = 2_000
/** Of a kind from one agency so many are given from the old end, and so many from the new. */
const MOST_OLD = 4
const MOST_NEW = 20

type Arrival = { id: string; version: number; at: Date; conditions: boolean; from: string }
type Title = { id: string; reference: string; title: string; classification: Classification }
type Opened = { id: string; version: number; accepted: boolean }

/**
 * The newest two thousand arrivals are the same for all who see the same. What a person has opened and accepted is their
 * own, and little: it is taken away from them here, so that no arrival is judged again for each person.
 */
export async function waitingArrivals(scope: MemberScope, remember: Remember): Promise<WaitingArrival[]> {
  if (!scope.actor.roles.some((role) => readers.includes(role))) return []
  const all = await remember('arrivals', () =>
    scope.tx.many<Arrival>(
      `select n.report_id as id, n.version, n.at, n.conditions, a.name as "from"
       from intelligence.newest_arrivals($1) n join identity.agency a on a.id = n.owner_id order by n.at`,
      [NEWEST],
    ),
  )
  if (all.length === 0) return []
  const opened = await scope.tx.many<Opened>(
    `select report_id as id, version, false as accepted from intelligence.reading where person_id = $1
     union all
     select report_id, version, true from intelligence.acceptance where person_id = $1`,
    [scope.actor.personId],
  )
  const setOf = (accepted: boolean) => new Set(opened.filter((one) => one.accepted === accepted).map(keyOf))
  const [read, accepted] = [setOf(false), setOf(true)]
  const waiting = all
    .filter((one) => !read.has(keyOf(one)))
    .map((one) => ({
      ...one,
      kind: one.conditions && !accepted.has(keyOf(one)) ? ('conditions' as const) : ('unread' as const),
    }))
  const before = new Map<string, number>()
  for (const { id, version, accepted } of opened)
    if (!accepted) before.set(id, Math.min(version, before.get(id) ?? version))
  const listed = [...Map.groupBy(waiting, (one) => `${one.kind} ${one.from}`).values()].flatMap((group) =>
    group
      .filter((_, place) => place < MOST_OLD || place >= group.length - MOST_NEW)
      .map((one) => ({ ...one, total: group.length, oldest: group[0]?.at ?? one.at })),
  )
  const titles = await scope.tx.many<Title>(
    'select id, reference, title, classification from intelligence.report where id = any ($1::uuid[])',
    [listed.map(({ id }) => id)],
  )
  const known = new Map(titles.map((one) => [one.id, one]))
  return listed.flatMap(({ id, version, kind, from, at, total, oldest }) => {
    const report = known.get(id)
    if (report === undefined) return []
    const { reference, title, classification } = report
    const isNext = (before.get(id) ?? version) < version
    const what = isNext ? `New version of ${reference}: ${title}` : title
    return [{ id, title: what, classification, kind, from, since: at, total, oldest }]
  })
}

const keyOf = ({ id, version }: { id: string; version: number }) => `${id} ${String(version)}`
