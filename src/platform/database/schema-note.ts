/**
 * Which files a database was given, in one line that every login may read: the comment of the schema `platform`. The
 * list itself (`public.seamark_migration`) is open to the migration's login alone. A node reads the line before it
 * starts, because on a schema of another version its statements mean something else, or nothing.
 */
import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { SchemaFiles } from './schema-files.ts'

export type SchemaNote = {
  /** the last change, like `0014-the-fields-words` */
  last: string
  /** SHA-256 over names and texts of all files, in hex; cut */
  digest: string
}

/** What a database is, as seen from this version of the program. */
export type SchemaState = 'same' | 'missing' | 'older' | 'newer' | 'other'

const TEXT = /^Seamark schema (\S+), files ([0-9a-f]{16})$/

/**
 * Makes the note of a version's files.
 * @param files - of `db/`
 * @returns what a database is told that was given all of them
 */
export function noteOf(files: SchemaFiles): SchemaNote {
  const hash = createHash('sha256')
  for (const { name, digest } of [...files.changes, ...files.current, files.order])
    hash.update(`${name} ${digest}\n`)
  const last = files.changes.at(-1)?.name ?? ''
  return { last: last.replace(/^changes\/|\.sql$/g, ''), digest: hash.digest('hex').slice(0, 16) }
}

/**
 * Writes the note, where the database has another one.
 * @param client - acts as somebody who may act as seamark_owner
 * @param note - of the files that it was given
 */
export async function writeSchemaNote(client: pg.Client, note: SchemaNote): Promise<void> {
  const text = `Seamark schema ${note.last}, files ${note.digest}`
  if ((await noteIn(client)) === text) return
  await client.query('set role seamark_owner')
  await client.query(`comment on schema platform is ${client.escapeLiteral(text)}`)
  await client.query('reset role')
}

/**
 * Reads the note.
 * @param client - any login
 * @returns null in a database without Seamark's schema, or of a version that left no note
 */
export async function readSchemaNote(client: pg.Client): Promise<SchemaNote | null> {
  const [, last, digest] = TEXT.exec((await noteIn(client)) ?? '') ?? []
  return last === undefined || digest === undefined ? null : { last, digest }
}

async function noteIn(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ note: string | null }>(
    `select obj_description(to_regnamespace('platform')::oid, 'pg_namespace') as note`,
  )
  return rows[0]?.note ?? null
}

/**
 * Compares a database with this version of the program.
 * @param note - of the database
 * @param own - of this version's files
 * @param isThere - has the database the schema at all?
 * @returns `other`: the same changes, and other functions or policies
 */
export function compareSchema(note: SchemaNote | null, own: SchemaNote, isThere: boolean): SchemaState {
  if (!isThere) return 'missing'
  // Until there was a note, every version was older.
  if (note === null || note.last < own.last) return 'older'
  if (note.last > own.last) return 'newer'
  return note.digest === own.digest ? 'same' : 'other'
}
