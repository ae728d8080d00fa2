// `npm run schema`: makes a fresh database and writes into db/snapshot/ what it is made of.
import { testCluster, testDatabase } from '../support/database.ts'
import { snapshotOf, writeSnapshot } from './snapshot-files.ts'

const cluster = await testCluster()
const base = await testDatabase()
try {
  const changed = await writeSnapshot(await snapshotOf(base.adminUrl))
  console.log(
    changed.length === 0 ? 'The snapshot is as it was.' : changed.map((name) => `wrote ${name}`).join('\n'),
  )
} finally {
  await base.close()
  if (cluster.started) await cluster.stop()
}
