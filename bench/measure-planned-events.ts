/** What the finder's look at one planned event costs among many: the candidates of the index, and the exact distances. */
import type { Database } from '../src/platform/database/perform.ts'
import { areNear, readPlace } from '../src/library/planned-events/index.ts'
import type { Cluster } from './cluster.ts'
import { spreadOf, type Spread } from './statistics.ts'
import type { BenchWorld } from './world.ts'

export type PlannedEventsFigure = {
  total: number
  /** the whole look: candidates and exact test */
  look: Spread
  /** how many the index gave, on average */
  candidates: number
  indexBytes: number
}

const LOOKS = 300

/**
 * Puts planned events along the Channel over ninety days, and looks at some of them as the clock does.
 * @param total - how many are lodged
 */
export async function measurePlannedEvents(
  cluster: Cluster,
  database: Database,
  world: BenchWorld,
  total: number,
): Promise<PlannedEventsFigure> {
  await loadPlanned(cluster, world, total)
  const { rows } = await cluster.admin.query<{ id: string }>(
    `select id from operations.planned_event where desk = 'Bench desk' order by md5(id::text) limit ${String(LOOKS)}`,
  )
  const times: number[] = []
  let candidates = 0
  for (const { id } of rows)
    await database.performAsService({ service: 'bench', operation: 'bench.planned' }, async (scope) => {
      const began = performance.now()
      const found = await scope.tx.many<{ id: string; place: unknown; buffer_m: number }>(
        'select * from operations.planned_candidates($1)',
        [id],
      )
      const read = found.flatMap(({ place, buffer_m: buffer }) => {
        const known = readPlace(place)
        return 'fault' in known ? [] : [{ place: known, buffer }]
      })
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

/** As lodging would have written them, without so many transactions: each agency in an operation of its own. */
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
              (array['premises-search', 'meeting', 'patrol', 'vehicle-stop'])[n % 4 + 1], 'street', 'Bench', 'lodged', 'open',
              'Bench desk', '01632 960101', at, at + interval '4 hours', 'UTC',
              jsonb_build_object('kind', 'circle', 'radius', 200, 'centre', jsonb_build_object('lat', lat, 'lon', lon)), 1000,
              box(point(lon - 0.02, lat - 0.012), point(lon + 0.02, lat + 0.012)),
              tstzrange(at - interval '2 hours', at + interval '6 hours')
       from (select n, date_trunc('hour', now()) + make_interval(mins => (random() * 129600)::integer) as at,
                    50.6 + random() * 0.6 as lat, -1.5 + random() * 3 as lon, ($1::integer[])[n % cardinality($1) + 1] as agency
             from generate_series(1, ${String(total)}) as n) p
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
