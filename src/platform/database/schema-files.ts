/**
 * The files of `db/`. `changes/` runs once, in the order of its numbers: tables, columns, data. `code/` and
 * `policies/` say how functions, views, triggers, policies and rights are now; `order.txt` lists them in the
 * order in which each finds what it stands on.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/** One file: its name below `db/` with slashes, its text, and the SHA-256 of it. */
export type SchemaFile = { name: string; sql: string; digest: string }

export type SchemaFiles = {
  changes: SchemaFile[]
  /** in the order of `order.txt` */
  current: SchemaFile[]
  /** the order itself: where it differs, what is current is made anew too */
  order: SchemaFile
  /** the database of the version before these files: what it was given (`baseline.ts`) */
  baseline: string
}

/**
 * Reads all of them.
 * @param folder - `db/` of the program
 * @returns changes by number, code and policies in the order of `order.txt`, and the text of `baseline.txt`
 * @throws when `order.txt` leaves a file out, names one twice or one that is not there
 */
export async function readSchemaFiles(folder: string): Promise<SchemaFiles> {
  const order = await readOne(folder, 'order.txt')
  const listed = order.sql.split('\n').filter((name) => name !== '')
  const found = [...(await sqlFilesIn(folder, 'code')), ...(await sqlFilesIn(folder, 'policies'))]
  const wrong = [
    ...found.filter((name) => !listed.includes(name)).map((name) => `it leaves out ${name}`),
    ...listed.filter((name) => !found.includes(name)).map((name) => `it names ${name}, which is not there`),
    ...listed.filter((name, at) => listed.indexOf(name) !== at).map((name) => `it names ${name} twice`),
  ]
  if (wrong.length > 0) throw new Error(`order.txt: ${wrong.join('; ')}`)
  return {
    changes: await readEach(folder, await sqlFilesIn(folder, 'changes')),
    current: await readEach(folder, listed),
    order,
    baseline: await readFile(path.join(folder, 'baseline.txt'), 'utf8'),
  }
}

async function sqlFilesIn(folder: string, part: string): Promise<string[]> {
  const names = await readdir(path.join(folder, part), { recursive: true })
  return names
    .filter((name) => name.endsWith('.sql'))
    .map((name) => `${part}/${name.replaceAll(path.sep, '/')}`)
    .sort()
}

async function readEach(folder: string, names: string[]): Promise<SchemaFile[]> {
  return await Promise.all(names.map((name) => readOne(folder, name)))
}

async function readOne(folder: string, name: string): Promise<SchemaFile> {
  // The ends of lines are those of whoever checked the files out; they change nothing.
  const sql = (await readFile(path.join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
  return { name, sql, digest: createHash('sha256').update(sql).digest('hex') }
}
