/** Uploaded exports that nobody waits for any more: a node that was killed, a job that gave up. */
import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Database } from '../../platform/database/perform.ts'

/** milliseconds that an upload may lie here while no import of it is running */
const LEFT_AFTER = 24 * 3_600_000

/**
 * @param folder - where uploads lie; each is called by the id of its run
 * @param now - against which a file's age is counted
 * @returns how many were removed
 */
export async function removeLeftUploads(database: Database, folder: string, now: Date): Promise<number> {
  const names = await readdir(folder).catch(() => [])
  const old: string[] = []
  for (const name of names) {
    const facts = await stat(path.join(folder, name)).catch(() => null)
    if (facts?.isFile() && now.getTime() - facts.mtimeMs > LEFT_AFTER) old.push(name)
  }
  if (old.length === 0) return 0
  // One whose job still waits for its turn is kept, however long that takes.
  const running = await database.performAsService(
    { service: 'import', operation: 'intelligence.report.import' },
    ({ tx }) =>
      tx.many<{ id: string }>(
        `select id from intelligence.import_run where state = 'running' and id::text = any($1::text[])`,
        [old.map((name) => path.parse(name).name)],
      ),
  )
  const awaited = new Set(running.map(({ id }) => id))
  const left = old.filter((name) => !awaited.has(path.parse(name).name))
  for (const name of left) await rm(path.join(folder, name), { force: true })
  return left.length
}
