/** What was released to the person's agency and waits for them to open it, or to accept its conditions. */
import type { Remember } from '../../platform/rooms/waiting.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { may } from '../../platform/identity/roles.ts'
import type { Classification } from '../../wire/codes.ts'
import type { RecordId } from '../../wire/ids.ts'

export type WaitingArrival = {
  waits: 'unread' | 'conditions'
  /** of which kind of record, as in `access.record_kind` */
  kind: string
  id: RecordId
  /** of a later version of what this person has opened, with its reference before it */
  title: string
  classification: Classification
  from: string
  since: Date
  /** how many of this kind wait for the same from this agency, and since when the oldest does */
  total: number
  oldest: Date
}

/** What came before so many others has had its time. */
const NEWEST = 2_000
/** Of a kind from one agency so many are given from the old end, and so many from the new. */
const MOST_OLD = 4
const MOST_NEW = 20

type Arrival = { id: RecordId; kind: string; version: number; at: Date; conditions: boolean; from: string }
type Title = { id: RecordId; reference: string; title: string; classification: Classification }
type Opened = { id: RecordId; version: number; accepted: boolean }

/**
 * Lists what was released to the person's agency and waits for them. The newest two thousand arrivals are the same
 * for all who see the same. What a person has opened and accepted is their own, and little: it is taken away from
 * them here, so that no arrival is judged again for each person.
 * @param remember - by which arrivals are asked for once
 * @returns of each kind from one agency the oldest four and the newest twenty; none for who may not read content
 */
export async function waitingArrivals(scope: MemberScope, remember: Remember): Promise<WaitingArrival[]> {
  if (!may(scope.actor.roles, 'readsContent')) return []
  const all = await remember('arrivals', () =>
    scope.tx.many<Arrival>(
      `select n.record_id as id, n.kind, n.version, n.at, n.conditions, a.name as "from"
       from access.newest_arrivals($1) n join identity.agency a on a.id = n.owner_id order by n.at`,
      [NEWEST],
    ),
  )
  if (all.length === 0) return []
  const opened = await scope.tx.many<Opened>(
    `select record_id as id, version, false as accepted from access.reading where person_id = $1
     union all
     select record_id, version, true from access.acceptance where person_id = $1`,
    [scope.actor.personId],
  )
  const setOf = (accepted: boolean) => new Set(opened.filter((one) => one.accepted === accepted).map(keyOf))
  const [read, accepted] = [setOf(false), setOf(true)]
  const waiting = all
    .filter((one) => !read.has(keyOf(one)))
    .map((one) => ({
      ...one,
      waits: one.conditions && !accepted.has(keyOf(one)) ? ('conditions' as const) : ('unread' as const),
    }))
  const before = new Map<string, number>()
  for (const { id, version, accepted } of opened)
    if (!accepted) before.set(id, Math.min(version, before.get(id) ?? version))
  const listed = [
    ...Map.groupBy(waiting, ({ waits, kind, from }) => `${waits} ${kind} ${from}`).values(),
  ].flatMap((group) =>
    group
      .filter((_, place) => place < MOST_OLD || place >= group.length - MOST_NEW)
      .map((one) => ({ ...one, total: group.length, oldest: group[0]?.at ?? one.at })),
  )
  const titles = await scope.tx.many<Title>(
    'select id, reference, title, classification from access.record where id = any ($1::uuid[])',
    [listed.map(({ id }) => id)],
  )
  const known = new Map(titles.map((one) => [one.id, one]))
  return listed.flatMap(({ id, version, waits, kind, from, at, total, oldest }) => {
    const record = known.get(id)
    if (record === undefined) return []
    const { reference, title, classification } = record
    const isNext = (before.get(id) ?? version) < version
    const what = isNext ? `New version of ${reference}: ${title}` : title
    return [{ id, title: what, classification, waits, kind, from, since: at, total, oldest }]
  })
}

const keyOf = ({ id, version }: { id: RecordId; version: number }) => `${id} ${String(version)}`
