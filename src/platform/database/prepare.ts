/** From a configuration to a database that is there, migrated and reached with the program's own login. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { askDatabase, checkDatabase } from '../check/database.ts'
import { addressIn, explainMigration } from '../check/explain-database.ts'
import { NotSound, refuseUnsound, stops, type Finding } from '../check/finding.ts'
import { checkVersion } from '../check/server.ts'
import type { Config } from '../config.ts'
import { hasEmbeddedPostgres, startEmbeddedPostgres } from './embedded.ts'
import { migrate } from './migrate.ts'

export type PreparedDatabase = {
  /** the program's login: a member of seamark_app and nothing else */
  url: string
  /** the same login for the job queue's connections */
  workerUrl: string
  /** by which the schema is changed; whoever holds it can do all that the database can */
  schemaUrl: string
  /** which database this is, for whoever starts the program */
  where: string
  /** files of db/ that it was given now */
  applied: string[]
  /** what is not as it should be, and does not keep a node from starting */
  warnings: Finding[]
  /** stops an embedded server that this process started; nothing otherwise */
  stop: () => Promise<void>
}

/**
 * Starts (or finds) the database, brings its schema up to date and gives the program's login.
 * @param config - which database; with an external one, `migrationUrl` is used for the schema only
 * @param options - migrate: false to leave the schema alone (production runs `seamark migrate` by itself). In
 *   production an embedded database is made by nothing else
 * @returns where the program and its workers sign in, which schema files were run, and what stops a database
 *   that this call started
 * @throws NotSound when it cannot be reached, is not of this version, or is not what production demands: the
 *   message says each, with its setting and what to do
 */
export async function prepareDatabase(
  config: Config,
  options: { migrate: boolean } = { migrate: true },
): Promise<PreparedDatabase> {
  const folder = path.join(config.root, 'db')
  const production = config.mode === 'production'
  if (config.database.kind === 'external') {
    const { url, migrationUrl } = config.database
    const applied = options.migrate ? await migrateExplained(url, migrationUrl, folder) : []
    const findings = await checkDatabase(config, url)
    // Whoever changes the schema is told the rest, and not kept from it.
    refuseUnsound(findings, production && !options.migrate)
    const { host = '', database = '' } = addressIn(url) ?? {}
    return {
      ...{ url, workerUrl: url, schemaUrl: migrationUrl },
      ...{ where: `PostgreSQL at ${host}, database ${database}`, applied },
      warnings: findings,
      stop: () => Promise.resolve(),
    }
  }
  const { folder: cluster } = config.database
  if (production && !options.migrate && !(await hasEmbeddedPostgres(cluster)))
    throw new NotSound([
      stops(
        'DATA_DIR',
        `there is no database in ${cluster}`,
        'Correct DATA_DIR; or make a new, empty one there: npx seamark migrate.',
      ),
    ])
  const server = await startEmbeddedPostgres(cluster)
  const stop = server.started ? server.stop : () => Promise.resolve()
  try {
    const password = await loginPassword(config.dataFolder)
    await ensureDatabase(server.adminUrl('postgres'), 'seamark', password)
    const mayChange = options.migrate || !production
    const applied = mayChange ? await migrate(server.adminUrl('seamark'), folder) : []
    const url = loginUrl(server.adminUrl('seamark'), password)
    if (mayChange) await grantLogin(server.adminUrl('seamark'))
    const findings = mayChange && !production ? [] : await checkDatabase(config, url)
    refuseUnsound(findings, production && !options.migrate)
    const where = `the embedded PostgreSQL in ${server.folder}`
    const schemaUrl = server.adminUrl('seamark')
    return { url, workerUrl: url, schemaUrl, where, applied, warnings: findings, stop }
  } catch (fault) {
    await stop()
    throw fault
  }
}

/** A schema that could not be changed, as a setting and what to do, where it lies at those. */
async function migrateExplained(url: string, migrationUrl: string, folder: string): Promise<string[]> {
  const at = migrationUrl === url ? 'DATABASE_URL' : 'MIGRATION_DATABASE_URL'
  refuseUnsound(await askDatabase(at, migrationUrl, checkVersion), false)
  try {
    return await migrate(migrationUrl, folder)
  } catch (fault) {
    const finding = explainMigration(fault)
    if (finding === null) throw fault
    throw new NotSound([finding])
  }
}

/** The embedded server's login for the program, and its password, made once. */
export const LOGIN = 'seamark_login'

async function loginPassword(dataFolder: string): Promise<string> {
  const file = path.join(dataFolder, 'login.password')
  if (!existsSync(file)) await writeFile(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return await readFile(file, 'utf8')
}

/**
 * Turns a superuser's address into that of the program's login.
 * @param adminUrl - `postgres://…`, of any user
 * @param password - the login's
 * @returns the same host, port and database
 */
export function loginUrl(adminUrl: string, password: string): string {
  const url = new URL(adminUrl)
  url.username = LOGIN
  url.password = password
  return url.toString()
}

/**
 * Makes the database and the login role where they are missing.
 * @param adminUrl - a superuser on a maintenance database
 * @param database - its name
 * @param password - the login gets this one, also where it had another
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

/**
 * Lets the login act as the program, once the schema's files have made the roles.
 * @param adminUrl - a superuser on the program's own database
 */
export async function grantLogin(adminUrl: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query(`grant seamark_app to ${LOGIN}`)
    await client.query(
      `grant connect on database ${client.escapeIdentifier(client.database ?? '')} to ${LOGIN}`,
    )
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
