/**
 * A PostgreSQL of a test's own, with the settings of the embedded one, which may be stopped, started
 * again at the same address, and killed as a power cut would.
 */
import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { databaseUser, postgresBinaries } from '../../src/platform/database/binaries.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/database/embedded.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { ensureDatabase, grantLogin, loginUrl } from '../../src/platform/database/prepare.ts'
import { ROOT } from '../support/database.ts'
import { startWithStandby, WAIT_FOR_STANDBY } from '../support/standby.ts'
import { movingAddress, type MovingAddress } from './moving-address.ts'

const run = promisify(execFile)
// The cluster listens on this machine only and holds nothing but inventions.
const PASSWORD = 'only-for-tests'

export type OwnCluster = {
  /** where its files really are */
  folder: string
  /** the program's login */
  url: string
  adminUrl: string
  /** a superuser: to look behind row-level security, on a connection of its own each time */
  admin: <Row extends object>(sql: string, parameters?: unknown[]) => Promise<Row[]>
  /** stops in order, ending every connection */
  stop: () => Promise<void>
  /** starts again at the same address, after `stop` or `kill` */
  start: () => Promise<void>
  /** SIGKILL to the postmaster and all its children at once; returns when all are gone */
  kill: () => Promise<void>
  /** makes a standby the primary; returns when it takes writes */
  promote: () => Promise<void>
  close: () => Promise<void>
}

/** Makes a cluster with one migrated database. Close it when done: nothing of it is left. */
export async function ownCluster(): Promise<OwnCluster> {
  const home = await mkdtemp(path.join(tmpdir(), 'seamark-cluster-'))
  // As root the server runs as another user, who must be able to enter.
  await chmod(home, 0o755)
  const server = await startEmbeddedPostgres(path.join(home, 'cluster'))
  const adminUrl = server.adminUrl('seamark')
  try {
    await ensureDatabase(server.adminUrl('postgres'), 'seamark', PASSWORD)
    await migrate(adminUrl, path.join(ROOT, 'db'))
    await grantLogin(adminUrl)
  } catch (fault) {
    await server.stop()
    await rm(home, { recursive: true, force: true })
    throw fault
  }
  return await clusterOf(server)
}

/**
 * The same with a standby that every commit waits for.
 * @returns both, and the line by which the standby hears the primary. Close all three.
 */
export async function ownClusterWithStandby(): Promise<{
  primary: OwnCluster
  standby: OwnCluster
  line: MovingAddress
}> {
  const { folder, adminUrl, stop } = await ownCluster()
  await stop()
  const line = await movingAddress(adminUrl)
  const servers = await startWithStandby(folder, path.join(path.dirname(folder), 'standby'), (url) => {
    line.moveTo(url)
    return line.at(url)
  })
  const primary = await clusterOf(servers.primary)
  for (const setting of WAIT_FOR_STANDBY) await primary.admin(setting)
  return { primary, standby: await clusterOf(servers.standby), line }
}

async function clusterOf(server: EmbeddedPostgres): Promise<OwnCluster> {
  const { folder } = server
  const control = await controlOf(folder)
  const adminUrl = server.adminUrl('seamark')
  return {
    folder,
    url: loginUrl(adminUrl, PASSWORD),
    adminUrl,
    admin: async <Row extends object>(sql: string, parameters: unknown[] = []) => {
      const client = new pg.Client({ connectionString: adminUrl })
      await client.connect()
      try {
        return (await client.query<Row>(sql, parameters)).rows
      } finally {
        await client.end()
      }
    },
    stop: () => control('stop', '-m', 'fast'),
    // "restart" is "start" with the options of the last start, its port among them
    start: () => control('restart'),
    kill: () => killServer(folder),
    promote: () => control('promote'),
    close: async () => {
      await control('stop', '-m', 'immediate').catch(() => undefined)
      for (const mine of [folder, `${folder}.password`]) await rm(mine, { recursive: true, force: true })
      // where a standby is still beside it, the folder of both stays
      await rmdir(path.dirname(folder)).catch(() => undefined)
    },
  }
}

async function controlOf(folder: string) {
  const user = await databaseUser()
  const { pg_ctl: pgCtl } = await postgresBinaries(user)
  return async (...args: string[]): Promise<void> => {
    const log = path.join(folder, 'server.log')
    // With "-l" the server lets go of this process's own output; a pipe would be held open for good.
    await run(pgCtl, [...args, '-D', folder, '-w', '-t', '60', '-l', log], {
      ...user,
      cwd: tmpdir(),
      env: { ...process.env, LC_ALL: 'C' },
    })
  }
}

async function killServer(folder: string): Promise<void> {
  const postmaster = Number((await readFile(path.join(folder, 'postmaster.pid'), 'utf8')).split('\n')[0])
  const { stdout } = await run('ps', ['-eo', 'pid=,ppid='])
  const children = stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === postmaster)
    .map(([pid]) => pid ?? 0)
  // The postmaster first, so that it cannot tidy up after the others.
  const all = [postmaster, ...children]
  for (const pid of all) signal(pid, 'SIGKILL')
  for (let tries = 0; tries < 600 && all.some((pid) => signal(pid, 0)); tries++) await sleep(50)
}

function signal(pid: number, what: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, what)
  } catch {
    return false
  }
}
