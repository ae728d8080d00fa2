/**
 * A quicker way to fill a database, for those who develop (BENCH_LOAD=sql): the same use case in larger
 * batches without flushing to disk, and no files. Not how a figure of the import is taken.
 */
import type { Database } from '../src/platform/database/perform.ts'
import { fileReports, withFreshReferences, type NewReport } from '../src/rooms/intelligence/index.ts'
import { reportsOf, type Stage } from './agency-file.ts'
import type { Cluster } from './cluster.ts'
import type { BenchWorld } from './world.ts'

const AT_ONCE = 2_000
const DAYS = 1_000

export async function loadBySql(
  cluster: Cluster,
  database: Database,
  world: BenchWorld,
  stage: Stage,
  say: (line: string) => void,
): Promise<void> {
  await cluster.admin.query(`alter system set synchronous_commit = 'off'`)
  await cluster.admin.query('select pg_reload_conf()')
  try {
    for (const agency of world.agencies) {
      let rows: NewReport[] = []
      const write = async () => {
        const what = { service: 'bench', operation: 'bench.load', agencyId: agency.id }
        await withFreshReferences(() =>
          database.performAsService(what, (scope) => fileReports(scope, agency.id, rows)),
        )
        rows = []
      }
      let index = 0
      for (const report of reportsOf(stage, agency.number)) {
        const createdAt = new Date(Date.UTC(2026, 10, 1) - ((index++ * 7_919) % DAYS) * 86_400_000)
        rows.push({ report, createdAt, needsEvaluation: false })
        if (rows.length === AT_ONCE) await write()
      }
      if (rows.length > 0) await write()
      say(`loaded ${agency.slug}`)
    }
  } finally {
    await cluster.admin.query('alter system reset synchronous_commit')
    await cluster.admin.query('select pg_reload_conf()')
  }
}
