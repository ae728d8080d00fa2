/** Brings a database up to date: numbered files, one total order, one transaction each. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'

/**
 * Applies every migration that the database has not seen.
 * @param url - a role that may create roles (first time) and acts as seamark_owner
 * @param folder - holds `NNNN-name.sql`
 * @returns the names of the files applied now, in order
 * @throws when a file that was applied has changed since, or a statement fails (nothing of that file is kept)
 */
export async function migrate(url: string, folder: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`create table if not exists public.seamark_migration (
      name text primary key, digest text not null, applied_at timestamptz not null default now())`)
    const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
    const applied: string[] = []
    for (const name of files) {
      const sql = await readFile(path.join(folder, name), 'utf8')
      if (await applyOnce(client, name, sql)) applied.push(name)
    }
    await migrateJobs(url)
    return applied
  } finally {
    await client.end()
  }
}

async function applyOnce(client: pg.Client, name: string, sql: string): Promise<boolean> {
  const digest = createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex')
  await client.query('begin')
  try {
    // The name goes in first: of two nodes that start together, the second waits here and then sees it.
    const { rowCount } = await client.query(
      'insert into public.seamark_migration (name, digest) values ($1, $2) on conflict do nothing',
      [name, digest],
    )
    if (rowCount === 0) {
      const { rows } = await client.query<{ digest: string }>(
        'select digest from public.seamark_migration where name = $1',
        [name],
      )
      if (rows[0]?.digest !== digest)
        throw new Error(`${name} was applied to this database in another form; migrations never change`)
      await client.query('rollback')
      return false
    }
    await client.query(sql)
    await client.query('commit')
    return true
  } catch (fault) {
    await client.query('rollback')
    throw fault instanceof Error ? new Error(`${name}: ${fault.message}`, { cause: fault }) : fault
  }
}

/** The job queue brings its own migrations; they run as its owner. */
async function migrateJobs(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1, options: '-c role=seamark_worker' })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  try {
    await runMigrations({ pgPool: pool })
  } finally {
    await pool.end()
  }
}
