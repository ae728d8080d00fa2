/** The data dictionary: every table and column that the snapshot of the catalogue names, with its class. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { ROOT } from '../support/database.ts'
import { classes, classOf, type Class } from './classify.ts'

export type Column = { name: string; type: string; class: Class | null }
export type Table = { name: string; says: string; columns: Column[] }

export const DICTIONARY = path.join(ROOT, 'docs', 'papers', 'data-dictionary.md')

/** What stands below a table's columns in the snapshot. */
const NO_COLUMN = /^ {2}(constraint|CREATE|policy|grant) /

/**
 * Reads the tables of a snapshot.
 * @param snapshot - the texts of `db/snapshot/`
 * @param comments - what stands above each table in the file that makes it
 * @returns every table with its columns, in the order of their names
 */
export function tablesOf(snapshot: readonly string[], comments: ReadonlyMap<string, string>): Table[] {
  const tables = snapshot.flatMap((text) =>
    text.split('\n\n').flatMap((part): Table[] => {
      const [, name] = /^table (\S+) owner /.exec(part) ?? []
      if (name === undefined) return []
      const lines = part.split('\n').slice(1)
      const end = lines.findIndex((line) => NO_COLUMN.test(line))
      const columns = lines.slice(0, end === -1 ? undefined : end).flatMap((line): Column[] => {
        const [, column, rest] = /^ {2}("[^"]+"|\w+) (.+)$/.exec(line) ?? []
        if (column === undefined || rest === undefined) return []
        const type = rest.replace(/ (not null|default|storage|identity|generated|collate)\b.*$/, '')
        return [{ name: column, type, class: classOf(`${name}.${column}`) }]
      })
      return [{ name, says: comments.get(name) ?? '', columns }]
    }),
  )
  return tables.sort((left, right) => (left.name < right.name ? -1 : 1))
}

/** @returns the tables of this version of the program */
export async function ownTables(): Promise<Table[]> {
  const [snapshot, changes] = await Promise.all(['snapshot', 'changes'].map((name) => textsOf(name)))
  return tablesOf(snapshot ?? [], commentsIn(changes ?? []))
}

async function textsOf(folder: string): Promise<string[]> {
  const whole = path.join(ROOT, 'db', folder)
  const names = (await readdir(whole)).sort()
  return await Promise.all(
    names.map(async (name) => (await readFile(path.join(whole, name), 'utf8')).replaceAll('\r\n', '\n')),
  )
}

/** @returns by each table's name, what its file says right above it */
function commentsIn(files: readonly string[]): Map<string, string> {
  const comments = new Map<string, string>()
  for (const file of files)
    for (const [, above = '', name = ''] of file.matchAll(/((?:^--.*\n)+)create (?:unlogged )?table (\S+)/gm))
      comments.set(
        name,
        above
          .replaceAll(/^-- ?-*/gm, '')
          .replaceAll(/\s+/g, ' ')
          .trim(),
      )
  return comments
}

/** @returns the page */
export function dictionaryOf(tables: readonly Table[]): string {
  const count = (wanted: string) =>
    tables.flatMap(({ columns }) => columns).filter((column) => column.class === wanted).length
  return `# Data dictionary
Every table and column of a node's database, with the kind of data that it holds. It is made from PostgreSQL's own catalogue (\`db/snapshot/\`) and from rules (\`test/schema/classify.ts\`) by \`npm run dictionary\`; a test fails while it is stale, and when a column has no class. The queue's own tables (\`graphile_worker\`) hold names of jobs and ids, and no content.

| class | columns | is |
|---|---|---|
${Object.entries(classes)
  .map(([name, says]) => `| \`${name}\` | ${String(count(name))} | ${says} |`)
  .join('\n')}

Row-level security is forced on every table; who reads which row stands in \`db/policies/\`.

${tables.map(ofTable).join('\n\n')}
`
}

function ofTable({ name, says, columns }: Table): string {
  const rows = columns.map(
    (column) => `| \`${column.name}\` | ${column.type} | ${column.class ?? '**no class**'} |`,
  )
  return `## ${name}\n${says === '' ? '' : `${escaped(says)}\n`}\n| column | type | class |\n|---|---|---|\n${rows.join('\n')}`
}

const escaped = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
