/**
 * A database of its own for each test: real PostgreSQL, cloned from a template that holds the schema
 * and the exercise's agencies and people. One cluster serves the whole run; it lives in `build/`.
 */
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, rmdir } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { seedPeople } from '../../exercise/seed-people.ts'
import { startEmbeddedPostgres } from '../../src/platform/database/embedded.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { openDatabase, type Database } from '../../src/platform/database/perform.ts'
import { ensureDatabase, grantLogin, loginUrl } from '../../src/platform/database/prepare.ts'
import { readSchemaFiles } from '../../src/platform/database/schema-files.ts'
import type { PersonId } from '../../src/wire/ids.ts'

export const ROOT = path.dirname(path.dirname(import.meta.dirname))
const CLUSTER = path.join(ROOT, 'build', 'test-postgres', 'cluster')
// A fixed password: the cluster listens on this machine only and holds nothing but inventions.
const PASSWORD = 'only-for-tests'

export type TestPerson = { id: PersonId; agencyId: number; email: string }

export type TestDatabase = {
  database: Database
  /** the program's login */
  url: string
  /** a superuser: to look behind row-level security, never to act */
  adminUrl: string
  admin: <Row extends object>(sql: string, parameters?: unknown[]) => Promise<Row[]>
  /** an exercise person by account, like `analyst@nca.example` */
  person: (email: string) => TestPerson
  /** an agency's number by its slug */
  agency: (slug: string) => number
  close: () => Promise<void>
}

/** Starts (or finds) the cluster. The test runner calls it once before all files and stops it after. */
export async function testCluster() {
  const lock = path.join(ROOT, 'build', 'test-postgres', 'starting')
  await mkdir(path.dirname(lock), { recursive: true })
  for (let tries = 0; ; tries++) {
    // Files run at the same time; only one of them may start the server.
    const mine = await mkdir(lock).then(
      () => true,
      () => false,
    )
    if (mine || tries > 300) break
    await sleep(100)
  }
  try {
    const server = await startEmbeddedPostgres(CLUSTER)
    if (server.started) await spareTheDisk(server.adminUrl('postgres'))
    return server
  } finally {
    await rmdir(lock).catch(() => undefined)
  }
}

/**
 * Nothing here cuts the power, and what a power cut broke is made again: what is written need not wait for the disk. What must
 * outlive a power cut is tried on clusters of their own, with the settings of a node (test/faults/own-cluster.ts).
 */
async function spareTheDisk(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    for (const setting of ['fsync', 'full_page_writes'])
      await client.query(`alter system set ${setting} = off`)
    await client.query('select pg_reload_conf()')
  } finally {
    await client.end()
  }
}

async function digestOf(folder: string): Promise<string> {
  const hash = createHash('sha256')
  const { changes, current, order } = await readSchemaFiles(folder)
  for (const { name, digest } of [...changes, ...current, order]) hash.update(name).update(digest)
  for (const name of ['people.ts', 'seed-people.ts'])
    hash.update(await readFile(path.join(ROOT, 'exercise', name)))
  return hash.digest('hex').slice(0, 16)
}

async function ensureTemplate(adminUrl: (database: string) => string): Promise<string> {
  const folder = path.join(ROOT, 'db')
  const name = `template_${await digestOf(folder)}`
  const client = new pg.Client({ connectionString: adminUrl('postgres') })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(7399, 1)')
    const { rowCount } = await client.query('select from pg_database where datname = $1 and datistemplate', [
      name,
    ])
    if (rowCount === 1) return name
    await client.query(`drop database if exists ${name}`)
    await ensureDatabase(adminUrl('postgres'), name, PASSWORD)
    await migrate(adminUrl(name), folder)
    await grantLogin(adminUrl(name))
    const database = openDatabase(loginUrl(adminUrl(name), PASSWORD), 2, () => new Date())
    await seedPeople(database)
    await database.close()
    await client.query(`alter database ${name} with is_template true`)
    return name
  } finally {
    await client.end()
  }
}

/** Gives a fresh database. Close it when done: it is dropped. */
export async function testDatabase(
  options: { connections?: number; clock?: () => Date } = {},
): Promise<TestDatabase> {
  const server = await testCluster()
  const template = await ensureTemplate(server.adminUrl)
  const name = `test_${randomBytes(6).toString('hex')}`
  const maintenance = new pg.Client({ connectionString: server.adminUrl('postgres') })
  await maintenance.connect()
  // A copy of its files is faster than a log of its pages, where nothing waits for the disk.
  await maintenance.query(`create database ${name} template ${template} strategy file_copy`)
  const adminUrl = server.adminUrl(name)
  const admin = new pg.Pool({ connectionString: adminUrl, max: 2 })
  admin.on('error', () => undefined)
  const url = loginUrl(adminUrl, PASSWORD)
  const database = openDatabase(url, options.connections ?? 8, options.clock ?? (() => new Date()))
  const people = await admin.query<{ id: PersonId; agency_id: number; email: string }>(
    'select id, agency_id, email from identity.person',
  )
  const agencies = await admin.query<{ id: number; slug: string }>('select id, slug from identity.agency')
  const byEmail = new Map(
    people.rows.map((row) => [row.email, { id: row.id, agencyId: row.agency_id, email: row.email }]),
  )
  const bySlug = new Map(agencies.rows.map((row) => [row.slug, row.id]))
  return {
    database,
    url,
    adminUrl,
    admin: async <Row extends object>(sql: string, parameters?: unknown[]) =>
      (await admin.query<Row>(sql, parameters)).rows,
    person: (email) => known(byEmail.get(email), email),
    agency: (slug) => known(bySlug.get(slug), slug),
    close: async () => {
      await database.close()
      await admin.end()
      await maintenance.query(`drop database if exists ${name} with (force)`)
      await maintenance.end()
    },
  }
}

function known<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`the exercise has no ${name}`)
  return value
}
