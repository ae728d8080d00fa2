/** `seamark identifiers`: what a value means before it is filed, or the values of a file. */
import { stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { identifierKinds, understandIdentifier } from '../library/identifiers/index.ts'
import { csvRow } from '../wire/csv.ts'
import type { SubjectKind } from '../wire/codes.ts'
import { WrongUse, type Command, type ExitStatus, type Terminal } from './command.ts'
import { csvRows } from './csv-rows.ts'
import { encodingOf } from './text-encoding.ts'

const USE = `seamark identifiers "VALUE" [--kind KIND] [--country CC] [--json]
seamark identifiers --file FILE.csv [--kind KIND] [--country CC] [--json]
KIND is one of: ${identifierKinds.join(', ')}. Without it each kind that the value could be is shown.
FILE.csv has the column value, and kind and country if it likes.`

type Asked = { value: string; kind: SubjectKind | null; country: string | undefined }
type Read = ReturnType<typeof understandIdentifier>

/** Says what a value means, or each value of a file. */
export const identifiers: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      file: { type: 'string' },
      kind: { type: 'string' },
      country: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const kind = values.kind === undefined ? null : kindCalled(values.kind)
  if (kind === undefined) throw new WrongUse(`--kind ${values.kind ?? ''}: there is no such kind.\n${USE}`)
  const { country, json } = values
  const [value, ...more] = positionals
  if (values.file !== undefined) {
    if (value !== undefined) throw new WrongUse(USE)
    return await readFile(values.file, { kind, country, json }, terminal)
  }
  if (value === undefined || more.length > 0) throw new WrongUse(USE)
  const read = understand({ value, kind, country })
  if (json) terminal.out(asJson(value, read))
  else for (const line of inWords(read)) terminal.out(line)
  return 0
}

/** Kinds that may say something else of what is no identifier: a sort code is written like a day. */
const ODD_KINDS = 1

/** Without a kind, all that it could be: what its own check confirms before what is possible. */
function understand({ value, kind, country }: Asked): Read {
  if (kind !== null) return understandIdentifier(kind, value, country)
  const all = identifierKinds.map((one) => understandIdentifier(one, value, country))
  const understood = all.flatMap((one) => one.understood)
  const sure = understood.filter(({ certainty }) => certainty === 'valid')
  const found = sure.length > 0 ? sure : understood
  if (found.length > 0)
    return {
      understood: found,
      reasons: [...new Set(all.flatMap((one) => (one.understood.length > 0 ? one.reasons : [])))],
    }
  // What every kind says is wrong with it (a spreadsheet has lost its digits) is worth more than that it is of none.
  const shared =
    all[0]?.reasons.filter(
      (reason) => all.filter(({ reasons }) => !reasons.includes(reason)).length <= ODD_KINDS,
    ) ?? []
  const none = 'this is no identifier of any kind: --kind says what it should be'
  return { understood: [], reasons: shared.length > 0 ? shared : [none] }
}

async function readFile(
  file: string,
  options: { kind: SubjectKind | null; country: string | undefined; json: boolean },
  terminal: Terminal,
): Promise<ExitStatus> {
  const is = await stat(file).catch(() => null)
  if (!is?.isFile()) throw new WrongUse(`${file}: there is no such file.`)
  const { encoding, sure } = await encodingOf(file)
  if (!sure) terminal.say(`${file} is not UTF-8; it is read as Windows-1252.`)
  let places: ((column: string, cells: readonly string[]) => string) | null = null
  let [done, missed] = [0, 0]
  for await (const rows of csvRows(file, encoding)) {
    const lines: string[] = []
    for (const { cells, fault } of rows) {
      if (places === null) {
        places = placesIn(file, cells)
        if (!options.json) lines.push('value,kind,key,shown,country,certainty,reasons')
        continue
      }
      const [value, named, country] = [
        places('value', cells),
        places('kind', cells),
        places('country', cells),
      ]
      const kind = named === '' ? options.kind : kindCalled(named)
      const read =
        fault !== undefined || kind === undefined
          ? { understood: [], reasons: [fault ?? `there is no kind “${named}”`] }
          : understand({ value, kind, country: country === '' ? options.country : country })
      done += 1
      if (read.understood.length === 0) missed += 1
      lines.push(options.json ? asJson(value, read) : asCsv(value, read))
    }
    if (lines.length > 0) terminal.out(lines.join('\n'))
  }
  if (places === null) throw new WrongUse(`${file} is empty: its first row must name the column value.`)
  terminal.say(`${String(done)} values, ${String(missed)} of them not understood.`)
  return 0
}

/** @throws WrongUse without a column `value` */
function placesIn(file: string, header: readonly string[]) {
  const names = header.map((name) => name.trim().toLowerCase())
  if (!names.includes('value'))
    throw new WrongUse(
      `${file} has no column "value". Its columns are: ${header.slice(0, 12).join(', ')}.\n${USE}`,
    )
  return (column: string, cells: readonly string[]) => {
    const cell = cells[names.indexOf(column)] ?? ''
    return column === 'value' ? cell : cell.trim()
  }
}

const kindCalled = (name: string): SubjectKind | undefined =>
  identifierKinds.find((kind) => kind === name.trim().toLowerCase())

const asJson = (value: string, { understood, reasons }: Read): string =>
  JSON.stringify({ value, understood, reasons })

function asCsv(value: string, { understood, reasons }: Read): string {
  const column = (name: 'kind' | 'key' | 'shown' | 'country' | 'certainty') =>
    understood.map((one) => one[name] ?? '').join('; ')
  const cells = [column('kind'), column('key'), column('shown'), column('country'), column('certainty')]
  return csvRow([value, ...cells, reasons.join('; ')]).trimEnd()
}

function inWords({ understood, reasons }: Read): string[] {
  const lines = understood.map(
    ({ kind, shown, key, country, certainty }) =>
      `${kind}: ${shown}   key ${key}${country === null ? '' : `, ${country}`}, ${certainty}`,
  )
  return [...(lines.length > 0 ? lines : ['not understood']), ...reasons.map((reason) => `  ${reason}`)]
}
