// `npm run dictionary`: writes the data dictionary anew from the snapshot of the schema.
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { DICTIONARY, dictionaryOf, ownTables } from './dictionary.ts'

const tables = await ownTables()
await mkdir(path.dirname(DICTIONARY), { recursive: true })
await writeFile(DICTIONARY, dictionaryOf(tables))
const without = tables.flatMap(({ name, columns }) =>
  columns.flatMap((column) => (column.class === null ? [`${name}.${column.name}`] : [])),
)
console.log(
  without.length === 0 ? 'Written.' : `No class, say one in test/schema/classify.ts:\n${without.join('\n')}`,
)
process.exitCode = without.length === 0 ? 0 : 1
