/**
 * Brings a database up to date, in one transaction: changes that it was not given yet, each once; then functions,
 * views, triggers, policies and rights from nothing, if any of their files differs from what it was given.
 */
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { changesInBaseline, type Given } from './baseline.ts'
import { dropCode, dropFunctions } from './drop-code.ts'
import { readSchemaFiles, type SchemaFile, type SchemaFiles } from './schema-files.ts'
import { noteOf, writeSchemaNote } from './schema-note.ts'

/**
 * Gives a database what it lacks.
 * @param url - a role that may create roles (first time) and acts as seamark_owner
 * @param folder - `db/` of the program
 * @returns the names of the files that it was given now, in order; none where it is up to date
 * @throws when a change that was applied has another text since, when the database is of a newer version, or of one
 *   too old, and when a statement fails: then nothing at all is kept
 */
export async function migrate(url: string, folder: string): Promise<string[]> {
  const files = await readSchemaFiles(folder)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('begin')
    const given = await bringUpToDate(client, files)
    await writeSchemaNote(client, noteOf(files))
    await client.query('commit')
    await migrateJobs(url)
    return given
  } finally {
    // What was not committed goes with the connection.
    await client.end()
  }
}

async function bringUpToDate(client: pg.Client, files: SchemaFiles): Promise<string[]> {
  // Of two nodes that start together, the second waits here and then sees what the first has done.
  await client.query('select pg_advisory_xact_lock(7310, 0)')
  await client.query(`create table if not exists public.seamark_migration (
    name text primary key, digest text not null, applied_at timestamptz not null default now())`)
  const given = await givenTo(client, files)
  refuseOtherChanges(given, files.changes)
  const changes = files.changes.filter(({ name }) => !given.has(name))
  const current = [...files.current, files.order].filter(({ name, digest }) => given.get(name) !== digest)
  if (changes.length + current.length === 0) return []

  for (const file of changes) {
    if (runsWithoutCode(file)) await dropFunctions(client)
    await run(client, file)
  }
  await dropCode(client)
  for (const file of files.current) await run(client, file)
  await note(client, [...changes, ...current])
  const names = [...files.changes, ...files.current, files.order].map(({ name }) => name)
  await client.query('delete from public.seamark_migration where name <> all ($1)', [names])
  return [...changes, ...current].map(({ name }) => name)
}

/** What it was given; a database of the version before `db/` as if it had been given these files. */
async function givenTo(client: pg.Client, files: SchemaFiles): Promise<Given> {
  const { rows } = await client.query<{ name: string; digest: string }>(
    'select name, digest from public.seamark_migration',
  )
  const given = new Map(rows.map(({ name, digest }) => [name, digest]))
  const upTo = changesInBaseline(given, files.baseline)
  if (upTo === null) return given
  const same = files.changes.filter(({ name }) => name <= upTo)
  await note(client, same)
  return new Map(same.map(({ name, digest }) => [name, digest]))
}

function refuseOtherChanges(given: Given, changes: SchemaFile[]): void {
  const digests = new Map(changes.map(({ name, digest }) => [name, digest]))
  for (const [name, digest] of given) {
    if (!name.startsWith('changes/')) continue
    if (!digests.has(name))
      throw new Error(
        `This database was given ${name}, which this version of Seamark does not have: use the newer version that gave it.`,
      )
    if (digests.get(name) !== digest)
      throw new Error(
        `${name} was applied to this database in another form; a change that was released stays`,
      )
  }
}

/**
 * A change runs with the code as it was, so that what guards the rows guards them from it too. PostgreSQL lets
 * nobody change or drop a column that a function or a policy reads: a change that must says so in its first line.
 */
function runsWithoutCode({ sql }: SchemaFile): boolean {
  return sql.startsWith('-- Runs without the code')
}

async function run(client: pg.Client, { name, sql }: SchemaFile): Promise<void> {
  try {
    await client.query(sql)
    // What a deferred trigger has to say of a change is said at its end; and no setting of one file reaches the next.
    await client.query('set constraints all immediate; set constraints all deferred; reset role; reset all')
  } catch (fault) {
    throw fault instanceof Error ? new Error(`${name}: ${fault.message}`, { cause: fault }) : fault
  }
}

async function note(client: pg.Client, files: SchemaFile[]): Promise<void> {
  await client.query(
    `insert into public.seamark_migration (name, digest) select * from unnest($1::text[], $2::text[])
     on conflict (name) do update set digest = excluded.digest, applied_at = excluded.applied_at`,
    [files.map(({ name }) => name), files.map(({ digest }) => digest)],
  )
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
