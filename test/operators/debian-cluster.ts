/** A PostgreSQL of the operating system, as an operator has one: with psql, pg_dump and a superuser. */
import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { appendFile, chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { databaseUser } from '../../src/platform/database/binaries.ts'
import { freePort } from '../support/node.ts'

const run = promisify(execFile)
const HOME = '/usr/lib/postgresql'

/** As the manual wants them. */
const SETTINGS = `
listen_addresses = '127.0.0.1'
log_statement = none
log_min_error_statement = panic
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
`

export type DebianCluster = {
  port: number
  /** where its programs are */
  programs: string
  /** what psql and its like need to know to be its superuser */
  env: NodeJS.ProcessEnv
  stop: () => Promise<void>
}

/** @returns the folder of the newest PostgreSQL that Debian's packages have put here; null where there is none */
export function debianPrograms(): string | null {
  if (!existsSync(HOME)) return null
  const versions = readdirSync(HOME).filter((name) => /^\d+$/.test(name)).sort((a, b) => Number(b) - Number(a))
  const folders = versions.map((version) => path.join(HOME, version, 'bin'))
  return folders.find((folder) => ['initdb', 'psql', 'pg_dump'].every((name) => existsSync(path.join(folder, name)))) ?? null
} // prettier-ignore

/** Makes a cluster and starts it. */
export async function startDebianCluster(programs: string): Promise<DebianCluster> {
  const folder = await mkdtemp(path.join(tmpdir(), 'seamark-debian-'))
  const user = (await databaseUser()) ?? null
  const data = path.join(folder, 'data')
  const passwordFile = path.join(folder, 'password')
  await chmod(folder, 0o755)
  await writeFile(passwordFile, 'only-for-tests', { mode: 0o600 })
  await mkdir(data, { mode: 0o700 })
  if (user) for (const one of [folder, data, passwordFile]) await chown(one, user.uid, user.gid)
  const as = { cwd: folder, env: { ...process.env, PATH: `${programs}:/usr/bin:/bin` }, ...user }
  const port = await freePort()
  await run(path.join(programs, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', passwordFile, '-E', 'UTF8', '--locale', 'C.UTF-8'], as) // prettier-ignore
  await appendFile(path.join(data, 'postgresql.conf'), `${SETTINGS}port = ${String(port)}\nunix_socket_directories = '${folder}'\n`)
  const server = (...args: string[]) =>
    run(path.join(programs, 'pg_ctl'), ['-D', data, '-w', '-l', path.join(folder, 'log'), ...args], as)
  await server('start')
  return {
    port,
    programs,
    env: {
      ...{ PGHOST: '127.0.0.1', PGPORT: String(port), PGUSER: 'postgres', PGPASSWORD: 'only-for-tests' },
      PATH: `${programs}:${process.env['PATH'] ?? ''}`,
    },
    stop: async () => {
      await server('stop', '-m', 'immediate').catch(() => undefined)
      await rm(folder, { recursive: true, force: true })
    },
  }
} // prettier-ignore
