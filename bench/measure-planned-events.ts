/**
 * Planned events: what the finder's look at one costs among many, whether answers or times betray a silent one, how well
 * somebody who probes places another's, and how long it takes until both sides' open pages are told.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { areNear, middleOfCell, type Place } from '../src/library/planned-events/index.ts'
import type { Database } from '../src/platform/database/perform.ts'
import { beginSession } from '../src/platform/identity/session.ts'
import { lookAtPlanned } from '../src/rooms/operations/conflicts/look.ts'
import { everyPlace, probe, QUERIES } from '../src/rooms/operations/conflicts/probing.test-support.ts'
import { randomFrom } from '../exercise/random.ts'
import type { PersonId } from '../src/wire/ids.ts'
import type { Cluster } from './cluster.ts'
import { openPage } from './open-page.ts'
import { openOperation } from './operations-of-bench.ts'
import type { RunningNode } from './running-node.ts'
import { areaUnderCurve, spreadOf, type Area, type Spread } from './statistics.ts'
import { emailOf, type BenchWorld } from './world.ts'

export type LookFigure = {
  total: number
  /** the whole look: candidates and exact test */
  look: Spread
  /** how many the index gave, on average */
  candidates: number
  indexBytes: number
}
export type PlannedEventsFigure = {
  looks: LookFigure[]
  silence: { calls: number; answers: Area; results: Area; answer: Spread; result: Spread }
  probing: { targets: number; queries: number; places: number; broker: number; ofCell: number; exact: number; silent: number }
  /** seconds from lodging to the slower of both sides' open pages */
  told: Spread
} // prettier-ignore

const LOOKS = 300
const TARGETS = 30
const DESK = 'Bench desk'

/**
 * @param sizes - how many are lodged, the least first
 * @param calls - lodgings of each kind in the comparison of silent with none
 * @param beats - how often the time until both open pages are told is taken
 */
export async function measurePlannedEvents(
  cluster: Cluster,
  node: RunningNode,
  database: Database,
  world: BenchWorld,
  { sizes, calls, beats }: { sizes: readonly number[]; calls: number; beats: number },
): Promise<PlannedEventsFigure> {
  const probing = probeAll()
  const told = await untilTold(cluster, node, database, world, beats)
  const silence = await betrayed(cluster, node, database, world, calls)
  const looks: LookFigure[] = []
  for (const total of sizes) looks.push(await looksAmong(cluster, database, world, total))
  await clear(cluster)
  return { looks, silence, probing, told }
}

async function looksAmong(
  cluster: Cluster,
  database: Database,
  world: BenchWorld,
  total: number,
): Promise<LookFigure> {
  await loadPlanned(cluster, world, total)
  const { rows } = await cluster.admin.query<{ id: string }>(
    `select id from operations.planned_event where desk = '${DESK}' order by md5(id::text) limit ${String(LOOKS)}`,
  )
  const times: number[] = []
  let candidates = 0
  for (const { id } of rows)
    await database.performAsService({ service: 'bench', operation: 'bench.planned' }, async (scope) => {
      const began = performance.now()
      const found = await scope.tx.many<{ place: Place; buffer_m: number; slack_m: number }>(
        'select * from operations.planned_candidates($1, false)',
        [id],
      )
      const read = found.map(({ place, buffer_m: buffer, slack_m: slack }) => ({ place, buffer, slack }))
      const [own, ...others] = read
      if (own) others.filter((other) => areNear(own, other))
      times.push(performance.now() - began)
      candidates += others.length
    })
  const size = await cluster.admin.query<{ bytes: string }>(
    `select pg_relation_size('operations.planned_event_near') as bytes`,
  )
  return {
    total,
    look: spreadOf(times.slice(LOOKS / 10)),
    candidates: candidates / Math.max(1, rows.length),
    indexBytes: Number(size.rows[0]?.bytes ?? 0),
  }
}

/** As lodging would have written them, without so many transactions: each agency in an operation of its own; every tenth asks for the duty post. */
async function loadPlanned({ admin }: Cluster, world: BenchWorld, total: number): Promise<void> {
  const client = await admin.connect()
  try {
    await client.query('begin')
    await client.query('set local session_replication_role = replica')
    await client.query('select setseed(0.5)')
    await client.query(
      `insert into operations.planned_event (id, operation_id, agency_id, person_id, kind, ground, purpose, state, disclosure,
         desk, telephone, starts_at, ends_at, zone, place, buffer_m, place_box, during)
       select md5('bench planned ' || n)::uuid, md5('bench operation ' || a.id)::uuid, a.id, md5('bench person')::uuid,
              (array['premises-search', 'meeting', 'patrol', 'vehicle-stop'])[n % 4 + 1], 'street', 'Bench', 'lodged',
              case when asks then 'broker' else 'open' end,
              '${DESK}', '01632 960101', at, at + interval '4 hours', 'UTC',
              jsonb_build_object('kind', 'circle', 'radius', 200, 'centre', jsonb_build_object('lat', lat, 'lon', lon)), 1000,
              case when asks then box(point(clon - 0.14, clat - 0.085), point(clon + 0.14, clat + 0.085))
                   else box(point(lon - 0.02, lat - 0.012), point(lon + 0.02, lat + 0.012)) end,
              tstzrange(at - interval '2 hours', at + interval '6 hours')
       from (select q.*, (floor(q.lat / 0.1) + 0.5) * 0.1 as clat, (floor(q.lon / 0.15) + 0.5) * 0.15 as clon
             from (select n, n % 10 = 3 as asks,
                    date_trunc('hour', now()) + make_interval(mins => (random() * 129600)::integer) as at,
                    50.6 + random() * 0.6 as lat, -1.5 + random() * 3 as lon, ($1::integer[])[n % cardinality($1) + 1] as agency
                   from generate_series(1, ${String(total)}) as n) q) p
       join identity.agency a on a.id = p.agency
       on conflict do nothing`,
      [world.agencies.map(({ id }) => id)],
    )
    await client.query('commit')
    await client.query('vacuum (analyze) operations.planned_event')
  } finally {
    client.release()
  }
}

/** Nothing of it stays beside what other figures measure. */
async function clear({ admin }: Cluster): Promise<void> {
  const client = await admin.connect()
  try {
    await client.query('begin')
    await client.query('set local session_replication_role = replica')
    for (const table of ['conflict', 'planned_pair', 'planned_look', 'planned_version', 'planned_event'])
      await client.query(`delete from operations.${table}`)
    await client.query('commit')
  } finally {
    client.release()
  }
}

const dayAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** As the API takes it. */
const lodging = (operation: string, at: { lat: number; lon: number }, more: object = {}) => ({
  ...{ operation, kind: 'meeting', ground: 'street', place: { kind: 'premises', at }, purpose: 'Bench' },
  ...{ starts_at: `${dayAhead(3)}T10:00`, ends_at: `${dayAhead(3)}T12:00`, zone: 'UTC', disclosure: 'open' },
  ...{ desk: 'Desk of the bench', telephone: '01632 960101' },
  ...more,
})

async function lodge(node: RunningNode, email: string, body: object) {
  const answer = await node.client.call('POST', '/api/v1/operations/events', {
    token: await node.tokenOf(email),
    body,
  })
  if (answer.status !== 202) throw new Error(`lodging was answered with ${String(answer.status)}: ${answer.text}`)
  return { id: (JSON.parse(answer.text) as { id: string }).id, ms: answer.ms, body: answer.text }
} // prettier-ignore

/**
 * Somebody who lodges beside a decoy of their own second operation sees its conflict come. Does the answer, or the time until
 * that conflict comes, tell whether a silent event of another agency is near as well? The look is timed by itself, which
 * tells an attacker more than any page: in the product it begins with the beat of a clock.
 */
async function betrayed(
  cluster: Cluster,
  node: RunningNode,
  database: Database,
  world: BenchWorld,
  calls: number,
): Promise<PlannedEventsFigure['silence']> {
  const PLACES = 40
  // Quotas are set aside by configuration.
  await cluster.admin.query('update operations.planned_setting set live_most = 500, changes_most = 500')
  const [mine, decoys, theirs] = [
    await openOperation(database, world, 1),
    await openOperation(database, world, 1),
    await openOperation(database, world, 2),
  ]
  const officer = emailOf('intelligence_officer', 1)
  const place = (index: number, silent: boolean) => ({ lat: 50.6 + (index % 8) * 0.1, lon: (silent ? -1 : 1) + Math.floor(index / 8) * 0.1 }) // prettier-ignore
  for (let index = 0; index < PLACES; index++) {
    for (const silent of [true, false]) await lodge(node, officer, lodging(decoys, place(index, silent)))
    const { id } = await lodge(node, emailOf('intelligence_officer', 2), lodging(theirs, place(index, true), { disclosure: 'silent', silent_reason: 'Bench' })) // prettier-ignore
    // As if a second person had agreed.
    await asSuperuser(cluster, `update operations.planned_event set state = 'lodged', silent_at = now(),
      silent_by = (select id from identity.person where email = '${emailOf('analyst', 2)}') where id = '${id}'`)
  } // prettier-ignore
  const look = (quiet: boolean) =>
    database.performAsService({ service: 'bench', operation: 'bench.look' }, (scope) =>
      lookAtPlanned(scope, quiet),
    )
  const clean = async () => {
    await look(false)
    await look(true)
  }
  await clean()
  const random = randomFrom(7)
  const [answers, results] = [
    { silent: [] as number[], none: [] as number[] },
    { silent: [] as number[], none: [] as number[] },
  ]
  let same: string | undefined
  for (let index = -20; index < calls; index++)
    for (const kind of random() < 0.5 ? (['silent', 'none'] as const) : (['none', 'silent'] as const)) {
      const { id, ms, body } = await lodge(node, officer, lodging(mine, place(Math.floor(random() * PLACES), kind === 'silent')))
      const text = body.replace(id, '')
      same ??= text
      if (text !== same) throw new Error('a silent event and none are answered in different words')
      const began = performance.now()
      await look(false)
      const took = performance.now() - began
      await look(true)
      if (index >= 0) {
        answers[kind].push(ms)
        results[kind].push(took)
      }
      await asSuperuser(cluster, `delete from operations.conflict where pair_id in (select id from operations.planned_pair where '${id}' in (one_event, other_event));
        delete from operations.planned_pair where '${id}' in (one_event, other_event);
        delete from operations.planned_version where event_id = '${id}'; delete from operations.planned_event where id = '${id}'`)
    } // prettier-ignore
  await cluster.admin.query('update operations.planned_setting set live_most = 20, changes_most = 10')
  return {
    calls,
    answers: areaUnderCurve(answers.silent, answers.none),
    results: areaUnderCurve(results.silent, results.none),
    answer: spreadOf(answers.none),
    result: spreadOf(results.none),
  }
}

async function asSuperuser({ admin }: Cluster, sql: string): Promise<void> {
  await admin.query(`begin; set local session_replication_role = replica; ${sql}; commit`)
}

/** As the simulation of the tests, with more targets. */
function probeAll(): PlannedEventsFigure['probing'] {
  const random = randomFrom(20261122)
  const places = everyPlace()
  const sums = { broker: 0, ofCell: 0, exact: 0, silent: 0 }
  const cellOf = (point: { lat: number; lon: number }) => JSON.stringify(middleOfCell(point))
  for (let target = 0; target < TARGETS; target++) {
    const at = places[Math.floor(random() * places.length)] ?? { lat: 51, lon: 1 }
    sums.ofCell += places.filter((place) => cellOf(place) === cellOf(at)).length
    sums.broker += probe({ at, disclosure: 'broker' }, random).length
    sums.exact += probe({ at, disclosure: 'broker' }, random, 'open').length
    sums.silent += probe({ at, disclosure: 'silent' }, random).length
  }
  const mean = (sum: number) => sum / TARGETS
  return {
    ...{ targets: TARGETS, queries: QUERIES, places: places.length, broker: mean(sums.broker) },
    ...{ ofCell: mean(sums.ofCell), exact: mean(sums.exact), silent: mean(sums.silent) },
  }
}

/** An officer of each side has a page open; the beat of the clock finds the conflict, and the stream tells both. */
async function untilTold(
  cluster: Cluster,
  node: RunningNode,
  database: Database,
  world: BenchWorld,
  beats: number,
): Promise<Spread> {
  const sides = [
    { number: 3, operation: await openOperation(database, world, 3) },
    { number: 4, operation: await openOperation(database, world, 4) },
  ]
  const cookies: string[] = []
  for (const { number } of sides) {
    const { rows } = await cluster.admin.query<{ id: PersonId }>('select id from identity.person where email = $1', [
      emailOf('intelligence_officer', number),
    ])
    cookies.push(cookieOf(await beginSession(database, rows[0]?.id ?? ('' as PersonId), null)))
  } // prettier-ignore
  await cluster.admin.query('update operations.planned_setting set live_most = 500')
  const told: number[] = []
  const random = randomFrom(3)
  for (let beat = 0; beat < beats; beat++) {
    const at = { lat: 50.7 + beat * 0.02, lon: 0.5 }
    await lodge(node, emailOf('intelligence_officer', 4), lodging(sides[1]?.operation ?? '', at))
    // Somewhere between two beats.
    await sleep(16_000 + random() * 15_000)
    const pages = await Promise.all(cookies.map((cookie) => openPage(node.url, cookie, 60_000)))
    const heard = Promise.all(pages.map((page) => page.next()))
    const began = performance.now()
    await lodge(node, emailOf('intelligence_officer', 3), lodging(sides[0]?.operation ?? '', at))
    await heard
    told.push((performance.now() - began) / 1_000)
    for (const page of pages) page.close()
  }
  await cluster.admin.query('update operations.planned_setting set live_most = 20')
  return spreadOf(told)
}

const cookieOf = (secret: string) => `seamark-session=${secret}`
