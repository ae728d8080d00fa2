/** A database of its own beside the configured one, with a login of its own; both go when it is done. */
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import pg from 'pg'
import type { Config } from '../../platform/config.ts'
import { startEmbeddedPostgres } from '../../platform/database/embedded.ts'
import { migrate } from '../../platform/database/migrate.ts'

export type ScratchDatabase = {
  /** a login that is only a member of seamark_app, as in production */
  url: string
  drop: () => Promise<void>
}

/**
 * Makes an empty, migrated database on the server that the configuration names.
 * @param config - with an external server, its migration role must be allowed to make databases and roles
 * @returns where its login signs in; `drop` removes both
 * @throws what PostgreSQL says, after what was made has been removed
 */
export async function makeScratchDatabase(config: Config): Promise<ScratchDatabase> {
  const server = await reachServer(config)
  const name = `seamark_cases_${randomBytes(5).toString('hex')}`
  const password = randomBytes(24).toString('base64url')
  const drop = async () => {
    await inDatabase(server.maintenanceUrl, async (client) => {
      await client.query(`drop database if exists ${name} with (force)`)
      await client.query(`drop role if exists ${name}`)
    })
    await server.stop()
  }
  try {
    const adminUrl = new URL(server.maintenanceUrl)
    adminUrl.pathname = `/${name}`
    await inDatabase(server.maintenanceUrl, async (client) => {
      await client.query(`create database ${name}`)
      await client.query(
        `create role ${name} login inherit nosuperuser nobypassrls password ${client.escapeLiteral(password)}`,
      )
      // Roles belong to the whole server, so two of these at once would change the same rows of it.
      await client.query('select pg_advisory_lock(7399, 1)')
      await migrate(adminUrl.href, path.join(config.root, 'db'))
      await client.query(`grant seamark_app to ${name}`)
      await client.query(`grant connect on database ${name} to ${name}`)
    })
    adminUrl.username = name
    adminUrl.password = password
    return { url: adminUrl.href, drop }
  } catch (fault) {
    await drop().catch(() => undefined)
    throw fault
  }
}

async function reachServer(config: Config): Promise<{ maintenanceUrl: string; stop: () => Promise<void> }> {
  if (config.database.kind === 'external')
    return { maintenanceUrl: config.database.migrationUrl, stop: () => Promise.resolve() }
  const server = await startEmbeddedPostgres(config.database.folder)
  return {
    maintenanceUrl: server.adminUrl('postgres'),
    // A node may be running on this server already; then it goes on.
    stop: server.started ? server.stop : () => Promise.resolve(),
  }
}

async function inDatabase(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
