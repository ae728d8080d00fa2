/** From a configuration to a database that is there, migrated and reached with the program's own login. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import type { Config } from '../config.ts'
import { startEmbeddedPostgres } from './embedded.ts'
import { migrate } from './migrate.ts'

export type PreparedDatabase = {
  /** the program's login: a member of seamark_app and nothing else */
  url: string
  /** the same login for the job queue's connections */
  workerUrl: string
  /** files of db/ that it was given now */
  applied: string[]
  /** stops an embedded server that this process started; nothing otherwise */
  stop: () => Promise<void>
}

/**
 * Starts (or finds) the database, brings its schema up to date and gives the program's login.
 * @param config - which database; with an external one, `migrationUrl` is used for the schema only
 * @param options - migrate: false to leave the schema alone (production runs `seamark migrate` by itself)
 * @throws when production would run with a login that may bypass row-level security
 */
export async function prepareDatabase(
  config: Config,
  options: { migrate: boolean } = { migrate: true },
): Promise<PreparedDatabase> {
  const folder = path.join(config.root, 'db')
  if (config.database.kind === 'external') {
    const applied = options.migrate ? await migrate(config.database.migrationUrl, folder) : []
    await checkLogin(config.database.url, config.mode === 'production')
    return {
      url: config.database.url,
      workerUrl: config.database.url,
      applied,
      stop: () => Promise.resolve(),
    }
  }
  const server = await startEmbeddedPostgres(config.database.folder)
  const password = await loginPassword(config.dataFolder)
  await ensureDatabase(server.adminUrl('postgres'), 'seamark', password)
  const applied = await migrate(server.adminUrl('seamark'), folder)
  const url = loginUrl(server.adminUrl('seamark'), password)
  await grantLogin(server.adminUrl('seamark'))
  return { url, workerUrl: url, applied, stop: server.started ? server.stop : () => Promise.resolve() }
}

/** The embedded server's login for the program, and its password, made once. */
export const LOGIN = 'seamark_login'

async function loginPassword(dataFolder: string): Promise<string> {
  const file = path.join(dataFolder, 'login.password')
  if (!existsSync(file)) await writeFile(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return await readFile(file, 'utf8')
}

export function loginUrl(adminUrl: string, password: string): string {
  const url = new URL(adminUrl)
  url.username = LOGIN
  url.password = password
  return url.toString()
}

/**
 * Makes the database and the login role where they are missing.
 * @param adminUrl - a superuser on a maintenance database
 */
export async function ensureDatabase(adminUrl: string, database: string, password: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const roles = await client.query('select from pg_roles where rolname = $1', [LOGIN])
    const secret = client.escapeLiteral(password)
    if (roles.rowCount === 0)
      await client.query(`create role ${LOGIN} login inherit nosuperuser nobypassrls password ${secret}`)
    else await client.query(`alter role ${LOGIN} password ${secret}`)
    const databases = await client.query('select from pg_database where datname = $1', [database])
    if (databases.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)}`)
  })
}

/** Lets the login act as the program, once the schema's files have made the roles. */
export async function grantLogin(adminUrl: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query(`grant seamark_app to ${LOGIN}`)
    await client.query(
      `grant connect on database ${client.escapeIdentifier(client.database ?? '')} to ${LOGIN}`,
    )
  })
}

async function checkLogin(url: string, strict: boolean): Promise<void> {
  await withClient(url, async (client) => {
    const { rows } = await client.query<{ unsafe: boolean; member: boolean }>(
      `select rolsuper or rolbypassrls or pg_has_role('seamark_owner', 'member') as unsafe,
              pg_has_role('seamark_app', 'member') as member
       from pg_roles where rolname = current_user`,
    )
    if (strict && rows[0]?.unsafe)
      throw new Error(
        'DATABASE_URL: this role may bypass row-level security; use one that is only a member of seamark_app',
      )
    if (!rows[0]?.member) throw new Error('DATABASE_URL: this role is not a member of seamark_app')
  })
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
