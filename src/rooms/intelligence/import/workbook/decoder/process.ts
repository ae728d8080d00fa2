/**
 * The process that reads one workbook: what is asked on the first line of its standard input, the file
 * behind it; lines of JSON on its standard output, the last of which says that it is the last.
 */
import { once } from 'node:events'
import type { Cell, Found } from '../../cells.ts'
import type { MappingOf } from '../../mapping.ts'
import { joinSheets } from './join-sheets.ts'
import { readSheets } from './read-sheets.ts'
import { Refused } from './refuse.ts'

type Asked = { task: 'columns' } | { task: 'rows'; file: string; mapping: MappingOf<'xlsx'> }

/** No column of a mapping is called by more letters. */
const LONGEST_NAME = 500

const parts: Buffer[] = []
for await (const part of process.stdin) parts.push(part as Buffer)
const input = Buffer.concat(parts)
parts.length = 0
const headTo = input.indexOf(0x0a)
const asked = JSON.parse(input.toString('utf8', 0, headTo)) as Asked

try {
  const sheets = await readSheets(input.subarray(headTo + 1), asked.task)
  if (asked.task === 'columns')
    for (const [name, { header }] of sheets) await say({ sheet: short(name), columns: header.map(short) })
  else
    for (const found of joinSheets(asked.file, asked.mapping, sheets)) await say({ found: withDates(found) })
  await say({ end: true })
} catch (fault) {
  if (fault instanceof Refused) await say({ refused: fault.code, where: short(fault.message) })
  else if (fault instanceof Error && 'code' in fault && fault.code === 'mapping-does-not-fit')
    await say({ doesNotFit: fault.message.slice(0, 2_000) })
  else throw fault
}

function short(name: string): string {
  return name.slice(0, LONGEST_NAME)
}

/** A date's cell goes as `{"date": milliseconds}`: JSON would make a text of it. */
function withDates(found: Found): unknown {
  if ('refused' in found) return found
  const plain = (cells: object) =>
    Object.fromEntries(
      Object.entries(cells).map(([name, cell]: [string, Cell]) => [
        name,
        cell instanceof Date ? { date: cell.getTime() } : cell,
      ]),
    )
  return { ...found, fields: plain(found.fields), entries: found.entries.map(plain) }
}

async function say(line: object): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(line)}\n`)) await once(process.stdout, 'drain')
}
