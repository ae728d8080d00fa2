/**
 * Uploaded exports on this machine's disk: it says that it has them, and removes those that nobody waits for any
 * more (a node that was killed, a job that gave up, a run that ended while this machine was away).
 */
import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Database } from '../../platform/database/perform.ts'
import { sayFilesAreHere } from './import-run-store.ts'

/** milliseconds that an upload may lie here while no import of it is running: it arrives, or is tried again */
const LEFT_AFTER = 24 * 3_600_000

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

/**
 * @param folder - where uploads lie; each is called by the id of its run
 * @param now - against which a file's age is counted
 * @returns how many were removed
 */
export async function lookAfterUploads(database: Database, folder: string, now: Date): Promise<number> {
  const files: { name: string; id: string; old: boolean }[] = []
  for (const name of await readdir(folder).catch(() => [])) {
    const facts = await stat(path.join(folder, name)).catch(() => null)
    if (facts?.isFile())
      files.push({ name, id: path.parse(name).name, old: now.getTime() - facts.mtimeMs > LEFT_AFTER })
  }
  const ids = files.flatMap(({ id }) => (UUID.test(id) ? [id] : []))
  const runs = await database.performAsService(
    { service: 'import', operation: 'intelligence.report.import' },
    (scope) => sayFilesAreHere(scope, ids),
  )
  // One whose job still waits for its turn is kept, however long that takes.
  const left = files.filter(({ id, old }) => runs.get(id) === 'over' || (old && runs.get(id) !== 'running'))
  for (const { name } of left) await rm(path.join(folder, name), { force: true })
  return left.length
}
