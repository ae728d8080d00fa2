/**
 * The embedded PostgreSQL: real, durable, on this machine only. It is started as a server of its own
 * (pg_ctl), so that a node that dies takes nothing with it, and the next start finds it running.
 */
import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir, totalmem } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { databaseUser, postgresBinaries, reachableFolder } from './binaries.ts'

const run = promisify(execFile)

export type EmbeddedPostgres = {
  /** superuser, for creating databases and roles */
  adminUrl: (database: string) => string
  port: number
  /** where the cluster really is */
  folder: string
  /** true when this call started the server, false when it was running already */
  started: boolean
  stop: () => Promise<void>
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', resolve)
  })
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

/**
 * A part of the machine's memory in megabytes. The index of a million reports is half a gigabyte, and
 * what is not in PostgreSQL's own cache costs ten times as much to look at. Pages are taken only as
 * they are used, so a small database on a large machine stays small.
 */
function memoryShare(part: number, most: number): number {
  return Math.max(128, Math.min(most, Math.floor(totalmem() / part / 1_048_576)))
}

// Durable (fsync and synchronous_commit stay on) and sized for one small server. jit costs more than it
// gives for short queries; a random read is nearly as cheap as a sequential one on any disk of today.
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: `${String(memoryShare(8, 2048))}MB`,
  effective_cache_size: `${String(memoryShare(2, 16384))}MB`,
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  wal_compression: 'on',
  random_page_cost: '1.1',
  jit: 'off',
  max_locks_per_transaction: '256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // statements hold content: never in a log
  log_statement: 'none',
  log_min_error_statement: 'panic',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
}

/**
 * Is there a cluster in this folder already?
 * @param wanted - as for `startEmbeddedPostgres`
 * @returns false where a start would make one
 */
export async function hasEmbeddedPostgres(wanted: string): Promise<boolean> {
  return existsSync(path.join(await reachableFolder(await databaseUser(), wanted), 'PG_VERSION'))
}

/**
 * Starts the embedded PostgreSQL in a folder, or finds it running there.
 * @param wanted - where the cluster is to live; made when it is missing
 * @returns how to reach it
 * @throws when PostgreSQL cannot start; the message ends with the last lines of its log
 */
export async function startEmbeddedPostgres(wanted: string): Promise<EmbeddedPostgres> {
  const user = await databaseUser()
  const { initdb, pg_ctl } = await postgresBinaries(user)
  const folder = await reachableFolder(user, wanted)
  const as = { ...user, cwd: tmpdir(), env: { ...process.env, LC_ALL: 'C' } }
  const passwordFile = `${folder}.password`
  const log = path.join(folder, 'server.log')

  await mkdir(path.dirname(folder), { recursive: true })
  if (!existsSync(path.join(folder, 'PG_VERSION'))) {
    // A start that was killed inside initdb leaves half a cluster; nothing was ever in it.
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const password = randomBytes(24).toString('base64url')
    await writeFile(passwordFile, password, { mode: 0o600 })
    if (user) {
      await chown(folder, user.uid, user.gid)
      await chown(passwordFile, user.uid, user.gid)
    }
    const options = [
      `--pgdata=${folder}`,
      '--auth=scram-sha-256',
      '--username=postgres',
      `--pwfile=${passwordFile}`,
    ]
    await run(
      initdb,
      [...options, '--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'],
      as,
    ).catch((fault: unknown) => {
      throw new Error(unreachableHint(folder, fault))
    })
  }

  const password = await readFile(passwordFile, 'utf8')
  const running = await runningPort(folder, pg_ctl, as)
  const port = running ?? (await freePort())
  if (running === null) {
    const flags = Object.entries({ ...settings, port: String(port) }).map(
      ([name, value]) => `-c ${name}='${value}'`,
    )
    await new Promise<void>((resolve, reject) => {
      const child = spawn(
        pg_ctl,
        ['start', '-w', '-t', '60', '-D', folder, '-l', log, '-o', flags.join(' ')],
        {
          ...as,
          stdio: 'ignore',
        },
      )
      child.on('error', reject)
      child.on('exit', (code) => {
        if (code === 0) resolve()
        else reject(new Error(`PostgreSQL did not start; see ${log}`))
      })
    })
  }
  return {
    adminUrl: (database) => `postgres://postgres:${password}@127.0.0.1:${String(port)}/${database}`,
    port,
    folder,
    started: running === null,
    stop: async () => {
      await run(pg_ctl, ['stop', '-D', folder, '-m', 'fast', '-w', '-t', '60'], as).catch(() => undefined)
    },
  }
}

/** The port of the server that runs in this folder, or null. */
async function runningPort(folder: string, pgCtl: string, as: object): Promise<number | null> {
  try {
    await run(pgCtl, ['status', '-D', folder], as)
    const lines = (await readFile(path.join(folder, 'postmaster.pid'), 'utf8')).split('\n')
    return Number(lines[3])
  } catch {
    return null
  }
}

function unreachableHint(folder: string, fault: unknown): string {
  const reason = fault instanceof Error ? fault.message : String(fault)
  return `PostgreSQL could not make its data folder ${folder}. As root it runs as the user "postgres", who must be able to enter every folder above it. ${reason}`
}
