/**
 * Releases a share of what was imported, so that a searcher sees what a member of a working task force
 * sees: a fifth is released to all partners and a tenth to three of them. In SQL, because nothing is
 * measured here, but with delivery and event as a release by hand has.
 */
import type { Cluster } from './cluster.ts'
import type { BenchWorld } from './world.ts'

/** Of 1,024 reports: how many are released to all, and how many to three agencies. */
const TO_ALL = 205
const TO_THREE = 102

/** Every report that is not released is looked at once: by the last bits of its random id. */
export async function releaseShare(cluster: Cluster, world: BenchWorld): Promise<void> {
  const connection = await cluster.admin.connect()
  try {
    for (const [index, agency] of world.agencies.entries()) {
      const three = [1, 7, 23].map((step) => world.agencies[(index + step) % world.agencies.length]?.id ?? 0)
      await connection.query('begin')
      await connection.query(
        `with chosen as materialized (
           select r.id, r.version, draw.share < $2 as to_all
           from access.record r
           cross join lateral (select ('x' || right(r.id::text, 6))::bit(24)::integer & 1023 as share) draw
           where r.agency_id = $1 and r.kind = 'report' and access.stage_of(r) = 'submitted' and draw.share < $2 + $3
         ), told as (
           insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id, recipients, detail)
           select 'disclosure', 'bench.release', $1, 'bench', 'report', id, case when to_all then '{}' else $4::integer[] end, '{}'
           from chosen
         ), delivered as (
           insert into access.delivery (agency_id, record_id)
           select a, id from chosen
           cross join lateral unnest(case when to_all then array[0] else $4::integer[] end) a
         )
         update access.record r
         set released_to_all = chosen.to_all,
             released_to = case when chosen.to_all then '{}' else $4::integer[] end
         from chosen where r.id = chosen.id`,
        [agency.id, TO_ALL, TO_THREE, three],
      )
      await connection.query('commit')
    }
    await connection.query('vacuum (analyze) access.record, search.entry, access.delivery')
  } finally {
    connection.release()
  }
}
