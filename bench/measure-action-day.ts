/**
 * An action day of sixty agencies with three hundred events: from a count that one of them types to the open page of another
 * that shows the new sum. All sixty have the page open, and fetch it again as browsers do.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Cluster } from './cluster.ts'
import { openPage, type OpenPage } from './open-page.ts'
import type { RunningNode } from './running-node.ts'
import { spreadOf, type Spread } from './statistics.ts'
import { emailOf, type BenchWorld } from './world.ts'

export type ActionDayFigure = {
  agencies: number
  events: number
  /** milliseconds from the request until the page that is watched is told */
  told: Spread
  /** until the page that it then fetches shows the new sum */
  shown: Spread
  /** of the fetch that follows it */
  page: Spread
}

const EVENTS = 300
const CHANGES = 60
/** So many milliseconds at most until somebody types the next count: people do, one after the other. */
const NEXT_COUNT_MS = 2_000
const DAY = '0d000000-0000-8000-8000-0000000000da'
const OPERATION = '0d000000-0000-8000-8000-0000000000a0'

/**
 * @param world - its agencies take part, each with the tasking post of one officer
 */
export async function measureActionDay(
  cluster: Cluster,
  node: RunningNode,
  world: BenchWorld,
): Promise<ActionDayFigure> {
  await loadDay(cluster, world)
  const token = await node.tokenOf(emailOf('intelligence_officer', 0))
  const watchers: { cookie: string; page: OpenPage }[] = []
  const [told, shown, fetched]: [number[], number[], number[]] = [[], [], []]
  const under: Promise<unknown>[] = []
  const fetchPage = (cookie: string) =>
    node.client.call('GET', `/operations/action-days/${DAY}`, { cookie, headers: { 'x-fragment': '1' } })
  try {
    for (const { number } of world.agencies.slice(1)) {
      const desk = await node.signIn(emailOf('intelligence_officer', number))
      const cookie = [...desk.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      watchers.push({ cookie, page: await openPage(node.url, cookie, 60_000) })
    }
    for (let change = 0; change < CHANGES; change++) {
      const watched = watchers[change % watchers.length]
      if (!watched) throw new Error('nobody has the page open')
      const others = watchers
        .filter((one) => one !== watched)
        .map(async ({ cookie, page }) => {
          await sleep(Math.random() * (await page.next()))
          await fetchPage(cookie)
        })
      await sleep(Math.random() * NEXT_COUNT_MS)
      const event = watched.page.next()
      const began = performance.now()
      const answer = node.client.call('POST', `/api/v1/operations/action-days/${DAY}/counts`, {
        token,
        body: { kind: 'searches', number: 1 },
      })
      await event
      told.push(performance.now() - began)
      const page = await fetchPage(watched.cookie)
      shown.push(performance.now() - began)
      fetched.push(page.ms)
      const { status } = await answer
      if (status !== 201) throw new Error(`the count was answered with ${String(status)}`)
      if (page.status !== 200 || !page.text.includes(`>${String(change + 1)}<`))
        throw new Error('the fetched page does not show the sum')
      under.push(...others)
      await Promise.all(others)
    }
  } finally {
    await Promise.allSettled(under)
    for (const { page } of watchers) page.close()
  }
  return {
    ...{ agencies: world.agencies.length, events: EVENTS },
    ...{ told: spreadOf(told), shown: spreadOf(shown), page: spreadOf(fetched) },
  }
}

/** As the acts of an operation would have written it, without so many of them. */
async function loadDay({ admin }: Cluster, world: BenchWorld): Promise<void> {
  const agencies = world.agencies.map(({ id }) => id)
  const officers = world.agencies.map(({ id, number }) => {
    const email = emailOf('intelligence_officer', number)
    const person = world.people.find((one) => one.agencyId === id && one.email === email)
    if (!person) throw new Error(`there is nobody called ${email}`)
    return person.id
  })
  const client = await admin.connect()
  const run = (sql: string, more: unknown[] = []) => client.query(sql, [OPERATION, ...more])
  try {
    await client.query('begin')
    await client.query('set local session_replication_role = replica')
    await run(`delete from operations.outcome_count where operation_id = $1`)
    await run(
      `insert into access.compartment (id, name, agency_id) values ($1, 'Bench day', $2) on conflict do nothing`,
      [agencies[0]],
    )
    await run(
      `insert into access.record (id, kind, reference, agency_id, author_id, status, title, classification, handling,
         compartment_id, released_to, review_on, created_at)
       values ($1, 'operation', 'SM-TEST-0000-9', $2, $3, 'disseminated', 'Bench day', 'OFFICIAL', 'P', $1, $4, '2090-01-01',
         now()) on conflict do nothing`,
      [agencies[0], officers[0], agencies.slice(1)],
    )
    await run(
      `insert into operations.operation (id, agency_id, compartment_id, codename, aim, purpose, origin, strands, state,
         opened_at, ends_on)
       values ($1, $2, $1, 'Bench day', 'Bench', 'Bench', 'tasking', array['pursue'], 'open', now(), '2090-01-01')
       on conflict do nothing`,
      [agencies[0]],
    )
    await run(
      `insert into operations.participation (id, operation_id, agency_id, gateway, regime, terms_version, state, offered_by,
         offered_at, accepted_by, accepted_at)
       select md5('bench part ' || a)::uuid, $1, a, 'Bench', 'law-enforcement', 1, 'accepted', $3, now(),
              md5('bench another')::uuid, now()
       from unnest($2::integer[]) as a on conflict do nothing`,
      [agencies, officers[0]],
    )
    await run(
      `insert into operations.post (id, operation_id, person_id, agency_id, post, state, proposed_by, accepted_by, accepted_at,
         confirmed_until)
       select md5('bench post ' || p)::uuid, $1, p, a, 'tasking', 'accepted', md5('bench one')::uuid,
              md5('bench another')::uuid, now(), now() + interval '1 year'
       from unnest($2::uuid[], $3::integer[]) as x (p, a) on conflict do nothing`,
      [officers, agencies],
    )
    await run(
      `insert into access.compartment_member (compartment_id, person_id, awake_until)
       select $1, p, now() + interval '1 year' from unnest($2::uuid[]) as p on conflict do nothing`,
      [officers],
    )
    await run(
      `insert into operations.action_day (id, operation_id, on_day, state, planned_by, reception, interpreters,
         childrens_services, first_responder)
       values ($2, $1, (now() at time zone 'Europe/London')::date, 'running', $3, 'Hall', 'Two', 'Night desk', 'Police')
       on conflict do nothing`,
      [DAY, officers[0]],
    )
    await run(
      `insert into operations.planned_event (id, operation_id, agency_id, person_id, kind, ground, purpose, state, disclosure,
         desk, telephone, starts_at, ends_at, zone, place, buffer_m, place_box, during)
       select md5('bench day event ' || n)::uuid, $1, a, p, 'premises-search', 'premises', 'Bench', 'lodged', 'open',
              'Bench desk', '01632 960101', at, at + interval '2 hours', 'UTC',
              '{"kind":"premises","at":{"lat":51,"lon":1}}', 500, box(point(0.9, 50.9), point(1.1, 51.1)),
              tstzrange(at - interval '2 hours', at + interval '4 hours')
       from (select n, ($2::integer[])[n % cardinality($2) + 1] as a, ($3::uuid[])[n % cardinality($2) + 1] as p,
                    (now() at time zone 'Europe/London')::date::timestamp at time zone 'Europe/London'
                      + make_interval(mins => n % 1200) as at
             from generate_series(1, ${String(EVENTS)}) as n) e
       on conflict do nothing`,
      [agencies, officers],
    )
    await client.query('commit')
    await client.query('analyze operations.planned_event, operations.post, operations.participation')
  } finally {
    client.release()
  }
}
