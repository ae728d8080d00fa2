/** What events by place and time cost, a hundred thousand within sight: the pages, and the lists without the rule of sight. */
import type { Database } from '../src/platform/database/perform.ts'
import { askedQuery, understand, type EventFilter } from '../src/rooms/networks/events/asked.ts'
import { countEvents, listEvents } from '../src/rooms/networks/events/list-events.ts'
import type { Cluster } from './cluster.ts'
import type { RunningNode } from './running-node.ts'
import { spreadOf, type Spread } from './statistics.ts'
import { emailOf, type BenchWorld } from './world.ts'

export type EventsFigure = {
  total: number
  /** over HTTP: the first page of all, and of those near a place in the last fourteen days */
  pages: { page: string; times: Spread }[]
  /** a page of the list and its count, in a transaction: by a member, and by the program, which sees every row */
  sight: { of: string; with: Spread; without: Spread }[]
}

const VIEWS = 100
const TURNS = 60
const BEACH = '50.915, 0.737'

/**
 * Puts events of one agency's reports, released to all, along the Channel over a year, and reads them as another agency.
 * @param total - how many
 */
export async function measureEvents(
  cluster: Cluster,
  node: RunningNode,
  database: Database,
  world: BenchWorld,
  total: number,
): Promise<EventsFigure> {
  const [, owner] = world.agencies
  const officer = world.people.find(({ email }) => email === emailOf('intelligence_officer', 0))
  if (!owner || !officer) throw new Error('two agencies take part')
  await loadEvents(cluster, owner.id, total)
  const queries = { all: {}, 'near a beach in the last fourteen days': { at: BEACH, days: '14' } }
  const pages: EventsFigure['pages'] = []
  const sight: EventsFigure['sight'] = []
  for (const [name, query] of Object.entries(queries)) {
    const path = `/events?${new URLSearchParams(query).toString()}`
    pages.push({ page: name, times: await readPage(node, officer.email, path) })
    const who = { personId: officer.id, operation: 'bench.events', purpose: null }
    const { filter } = await database.performAs(who, (scope) => understand(scope, askedQuery.parse(query)))
    sight.push({ of: name, ...(await withAndWithout(database, who, filter)) })
  }
  return { total, pages, sight }
}

/** Both take turns, so that what else the machine does meets both. */
async function withAndWithout(
  database: Database,
  who: Parameters<Database['performAs']>[0],
  filter: EventFilter,
): Promise<{ with: Spread; without: Spread }> {
  const times = { with: [] as number[], without: [] as number[] }
  const read = async (scope: Parameters<typeof listEvents>[0]) => {
    const began = performance.now()
    await listEvents(scope, filter)
    await countEvents(scope, filter)
    return performance.now() - began
  }
  for (let turn = 0; turn < TURNS; turn++) {
    times.with.push(await database.performAs(who, read))
    times.without.push(await database.performAsService({ service: 'bench', operation: 'bench.events' }, read))
  }
  return { with: spreadOf(times.with.slice(TURNS / 10)), without: spreadOf(times.without.slice(TURNS / 10)) }
}

async function readPage(node: RunningNode, email: string, path: string): Promise<Spread> {
  const desk = await node.signIn(email)
  const cookie = [...desk.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const times: number[] = []
  for (let view = 0; view < VIEWS; view++) {
    const answer = await node.client.call('GET', path, { cookie })
    if (answer.status !== 200) throw new Error(`${path}: status ${String(answer.status)}`)
    times.push(answer.ms)
  }
  return spreadOf(times.slice(VIEWS / 10))
}

/** As filing would have written them, without so many transactions. */
async function loadEvents({ admin }: Cluster, owner: number, total: number): Promise<void> {
  const client = await admin.connect()
  try {
    await client.query('begin')
    await client.query('set local session_replication_role = replica')
    await client.query(
      `create temporary table bench_event on commit drop as
       select md5('bench event ' || n)::uuid as id, n, now() - make_interval(mins => n * 5) as at
       from generate_series(1, ${String(total)}) as n`,
    )
    await client.query(
      `insert into access.record (id, kind, reference, agency_id, status, title, classification, handling,
         released_to_all, discoverable, review_on, created_at, filed_at)
       select id, 'report', 'BENCH-EVENT-' || n, $1, 'disseminated', 'Seen on the coast, the ' || n || 'th time',
              'OFFICIAL', 'P', true, false, '2030-01-01', at, at from bench_event on conflict do nothing`,
      [owner],
    )
    await client.query(
      `insert into networks.event (record_id, version, item, number, kind, said_when, from_at, until_at, listed_at, lat, lon, sure, place)
       select id, 1, 1, 1, (array['launch-seen', 'landing', 'found-on-beach', 'meeting'])[n % 4 + 1],
              to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"'), at, at + interval '1 minute', at,
              50.6 + (n * 7919 % 600) / 1000.0, -1.5 + (n * 104729 % 3000) / 1000.0, 'exact', 'Shore ' || n % 200
       from bench_event on conflict do nothing`,
    )
    await client.query('commit')
    await client.query('analyze access.record')
    await client.query('analyze networks.event')
  } finally {
    client.release()
  }
}
