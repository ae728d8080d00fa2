/** Which disruptions may be the same as one, among very many: what its page asks each time it is opened. */
import type { Database } from '../src/platform/database/perform.ts'
import { candidatesOf } from '../src/rooms/disruptions/candidates.ts'
import type { RecordId } from '../src/wire/ids.ts'
import type { Cluster } from './cluster.ts'
import { spreadOf, type Spread } from './statistics.ts'
import { emailOf, type BenchWorld } from './world.ts'

export type DisruptionsFigure = {
  total: number
  groups: number
  look: Spread
  /** how many were found, on average */
  found: number
  /** plain limit: as many rows of one group within the days, read along an index */
  plain: Spread
}

const TOTAL = 100_000
const GROUPS = 2_000
const LOOKS = 300

/** @param world - its agencies have filed them; the officer of the first looks */
export async function measureDisruptions(
  cluster: Cluster,
  database: Database,
  world: BenchWorld,
): Promise<DisruptionsFigure> {
  await load(cluster, world)
  const officer = world.people.find(({ email }) => email === emailOf('intelligence_officer', 0))
  if (!officer) throw new Error('nobody looks')
  const { rows } = await cluster.admin.query<{ id: RecordId }>(
    `select r.id from access.record r
     where r.kind = 'disruption' and (r.agency_id = $1 or r.released_to_all) order by md5(r.id::text) limit ${String(LOOKS + 20)}`,
    [officer.agencyId],
  )
  const who = { personId: officer.id, operation: 'bench.disruptions', purpose: null }
  const [looks, plain]: [number[], number[]] = [[], []]
  let found = 0
  for (const [index, { id }] of rows.entries()) {
    const [taken, many] = await database.performAs(who, async (scope) => {
      const began = performance.now()
      const candidates = await candidatesOf(scope, id)
      return [performance.now() - began, candidates.length] as const
    })
    const began = performance.now()
    await cluster.admin.query(PLAIN, [id])
    // The first ones warm the connection.
    if (index < 20) continue
    plain.push(performance.now() - began)
    looks.push(taken)
    found += many
  }
  const figure = { total: TOTAL, groups: GROUPS, look: spreadOf(looks), plain: spreadOf(plain) }
  return { ...figure, found: found / looks.length }
}

const PLAIN = `
  select x.id, x.happened_on from disruptions.of_group mine
  join disruptions.of_group o on o.group_id = mine.group_id
  join disruptions.disruption m on m.id = mine.disruption_id
  join disruptions.disruption x on x.id = o.disruption_id and x.happened_on between m.happened_on - 14 and m.happened_on + 14
  where mine.disruption_id = $1 order by x.happened_on desc limit 20`

/** As the room would have written them, past its triggers: two years of two thousand groups, a third released to all. */
async function load({ admin }: Cluster, world: BenchWorld): Promise<void> {
  const agencies = world.agencies.map(({ id }) => id)
  const officers = world.agencies.map(({ number }) => {
    const person = world.people.find(({ email }) => email === emailOf('intelligence_officer', number))
    return person?.id
  })
  const client = await admin.connect()
  try {
    await client.query('begin')
    await client.query('set local session_replication_role = replica')
    await client.query(
      `insert into access.record (id, kind, reference, agency_id, author_id, status, title, classification, handling,
         released_to_all, review_on, created_at)
       select md5('bench ' || kind || n)::uuid, kind, 'SM-BENCH-' || kind || n, ($1::integer[])[1 + n % cardinality($1)],
              ($2::uuid[])[1 + n % cardinality($1)], 'disseminated', 'Bench ' || n, 'OFFICIAL', 'P', kind = 'group' or n % 3 = 0,
              '2090-01-01', now()
       from (select 'group' as kind, generate_series(1, ${String(GROUPS)}) as n
             union all select 'disruption', generate_series(1, ${String(TOTAL)})) x`,
      [agencies, officers],
    )
    await client.query(
      `insert into disruptions.disruption (id, agency_id, happened_on, about_kind, about, done, what, strand, before_words,
         after_words, level_proposed, level_reason, effect_due_on, state)
       select md5('bench disruption' || n)::uuid, ($1::integer[])[1 + n % cardinality($1)], current_date - n % 730, 'group', 'Bench',
              'equipment-seizure', 'Bench', 'pursue', 'Bench', 'Bench', 'minor', 'Bench', current_date + 90, 'claimed'
       from generate_series(1, ${String(TOTAL)}) n`,
      [agencies],
    )
    await client.query(`
      insert into disruptions.of_group (disruption_id, reference, group_id)
      select md5('bench disruption' || n)::uuid, 'SM-BENCH-group', md5('bench group' || 1 + (n * 7919) % ${String(GROUPS)})::uuid
      from generate_series(1, ${String(TOTAL)}) n`)
    await client.query(
      `insert into disruptions.evidence (id, disruption_id, side, kind, exhibit, agency_id, person_id)
       select md5('bench evidence' || side || n)::uuid, md5('bench disruption' || n)::uuid, side, 'exhibit', 'BN/' || n / 2,
              ($1::integer[])[1 + n % cardinality($1)], ($2::uuid[])[1 + n % cardinality($1)]
       from generate_series(1, ${String(TOTAL)}) n, unnest(array['before', 'after']) as side`,
      [agencies, officers],
    )
    await client.query('commit')
    await client.query('vacuum (analyze) access.record, disruptions.disruption, disruptions.of_group, disruptions.evidence')
  } finally {
    client.release()
  }
} // prettier-ignore
