/** A cluster and its standby, as PostgreSQL's manual makes one: a cold copy that follows the first. */
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/database/embedded.ts'

const run = promisify(execFile)

/**
 * Copies a cluster that is stopped and starts both, the copy as a standby. Nobody waits for it yet.
 * @param at - the cluster's folder
 * @param copy - where the standby is to live; must not exist
 * @param lineTo - given the primary's address, the one at which the standby is to look for it
 */
export async function startWithStandby(
  at: string,
  copy: string,
  lineTo: (url: string) => string = (url) => url,
): Promise<{ primary: EmbeddedPostgres; standby: EmbeddedPostgres }> {
  // with their owner: as root the database runs as another user
  await run('cp', ['-a', at, copy])
  await run('cp', ['-a', `${at}.password`, `${copy}.password`])
  const primary = await startEmbeddedPostgres(at)
  try {
    await writeFile(path.join(copy, 'standby.signal'), '')
    await writeFile(
      path.join(copy, 'postgresql.auto.conf'),
      `primary_conninfo = '${lineTo(primary.adminUrl('postgres'))}'\n`,
    )
    return { primary, standby: await startEmbeddedPostgres(copy) }
  } catch (fault) {
    await primary.stop()
    throw fault
  }
}

/** What the operator sets on a primary: each commit waits until a standby has it on its disk. */
export const WAIT_FOR_STANDBY = [
  `alter system set synchronous_standby_names = '*'`,
  'select pg_reload_conf()',
] as const
