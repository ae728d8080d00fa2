/** The committed snapshot of the schema: one file a schema in `db/snapshot/`. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { ROOT } from '../support/database.ts'
import { describeSchema, type Snapshot } from './describe-schema.ts'

const FOLDER = path.join(ROOT, 'db', 'snapshot')

/**
 * @param url - a superuser's address of a migrated database
 * @returns what it is made of
 */
export async function snapshotOf(url: string): Promise<Snapshot> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await describeSchema(client)
  } finally {
    await client.end()
  }
}

/** @returns the committed texts by their names, without ending; nothing where there is no folder yet */
export async function readSnapshot(): Promise<Snapshot> {
  const names = await readdir(FOLDER).catch(() => [])
  const files = names.sort().map(async (name) => {
    const text = await readFile(path.join(FOLDER, name), 'utf8')
    // A checkout on Windows may have turned the ends of lines.
    return [name.replace(/\.txt$/, ''), text.replaceAll('\r\n', '\n')] as const
  })
  return Object.fromEntries(await Promise.all(files))
}

/**
 * Writes the snapshot; a file of a schema that is gone goes too.
 * @returns the names of the files that are not as they were
 */
export async function writeSnapshot(snapshot: Snapshot): Promise<string[]> {
  const before = await readSnapshot()
  const names = Object.keys({ ...before, ...snapshot }).filter((name) => before[name] !== snapshot[name])
  await mkdir(FOLDER, { recursive: true })
  for (const name of names) {
    const file = path.join(FOLDER, `${name}.txt`)
    const text = snapshot[name]
    if (text === undefined) await rm(file)
    else await writeFile(file, text)
  }
  return names.sort().map((name) => `db/snapshot/${name}.txt`)
}

/** @returns the lines that only one of the two has, each with the name of its text: short enough to read in a test */
export function differences(one: Snapshot, other: Snapshot): string[] {
  return Object.keys({ ...one, ...other }).flatMap((name) => {
    const [left, right] = [linesOf(one[name]), linesOf(other[name])]
    const only = (these: string[], those: string[], sign: string) => {
      const known = new Set(those)
      return these.filter((line) => !known.has(line)).map((line) => `${sign} ${name}: ${line}`)
    }
    // The same lines in another order are another text too.
    const moved = one[name] !== other[name] ? [`! ${name} is not the same`] : []
    return [...moved, ...only(left, right, '-'), ...only(right, left, '+')].slice(0, 20)
  })
}

function linesOf(text: string | undefined): string[] {
  return (text ?? '').split('\n')
}
