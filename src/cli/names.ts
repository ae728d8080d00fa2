/** `seamark names`: compares two names, or the two names of each row of a file. */
import { stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { compareNames, type NameComparison, type NameSchema } from '../library/names/index.ts'
import { WrongUse, type Command, type ExitStatus, type Terminal } from './command.ts'
import { csvRow } from '../wire/csv.ts'
import { csvRows, type CsvRow } from './csv-rows.ts'
import { asEncoding, encodingOf } from './text-encoding.ts'

const USE = `seamark names "A" "B" [--schema SCHEMA] [--json]
seamark names --file PAIRS.csv [--columns NAME,NAME[,SCHEMA]] [--schema SCHEMA] [--encoding NAME] [--json]
SCHEMA is Person (if nothing is said), Company, Organization, Vessel or LegalEntity.
PAIRS.csv has the columns a and b, and schema if it likes; --columns names others.`

const schemas = ['Person', 'Company', 'Organization', 'Vessel', 'LegalEntity'] as const

/** Compares two names, or the two names of each row of a file. */
export const names: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      file: { type: 'string' },
      columns: { type: 'string' },
      schema: { type: 'string' },
      encoding: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const schema = values.schema === undefined ? 'Person' : schemaOf(values.schema)
  if (schema === null) throw new WrongUse(`--schema ${values.schema ?? ''}: there is no such schema.\n${USE}`)
  if (values.file !== undefined) {
    if (positionals.length > 0) throw new WrongUse(USE)
    return await compareFile({ ...values, file: values.file }, schema, terminal)
  }
  const [a, b, ...more] = positionals
  if (a === undefined || b === undefined || more.length > 0) throw new WrongUse(USE)
  if (values.columns !== undefined || values.encoding !== undefined) throw new WrongUse(USE)
  const compared = compareNames(a, b, schema)
  if (values.json) terminal.out(asJson(compared))
  else {
    terminal.out(`${compared.outcome} (probability ${compared.probability.toFixed(2)})`)
    for (const reason of compared.reasons) terminal.out(`  ${reason}`)
  }
  return 0
}

type Options = { file: string; columns?: string | undefined; encoding?: string | undefined; json: boolean }

async function compareFile(options: Options, schema: NameSchema, terminal: Terminal): Promise<ExitStatus> {
  const { file, json } = options
  const is = await stat(file).catch(() => null)
  if (!is?.isFile()) throw new WrongUse(`${file}: there is no such file.`)
  const { encoding, sure } =
    options.encoding === undefined
      ? await encodingOf(file)
      : { encoding: asEncoding(options.encoding), sure: true }
  if (!sure) terminal.say(`${file} is not UTF-8; it is read as Windows-1252. --encoding says it otherwise.`)

  const began = performance.now()
  const unknown = { count: 0, line: 0, schema: '' }
  let [places, done, faults, brokenLine]: [Places | null, number, number, number] = [null, 0, 0, 0]
  const onBytes = (read: number, all: number) => {
    const speed = Math.round(done / Math.max(0.001, (performance.now() - began) / 1000))
    const part = Math.floor((100 * read) / all)
    terminal.progress(`${String(part)} %, ${String(done)} pairs, ${String(speed)} a second`)
  }
  const compare = (row: CsvRow, { a, b, kind }: Places): NameComparison => {
    if (row.fault !== undefined) {
      faults += 1
      return cannot(`line ${String(row.line)}: ${row.fault}`)
    }
    const [one, other, written] = [row.cells[a] ?? '', row.cells[b] ?? '', row.cells[kind]?.trim() ?? '']
    if (brokenLine === 0 && (one + other).includes('\ufffd')) brokenLine = row.line
    const own = written === '' ? schema : schemaOf(written)
    if (own === null && unknown.count++ === 0) Object.assign(unknown, { line: row.line, schema: written })
    return compareNames(one, other, own ?? schema)
  }
  for await (const rows of csvRows(file, encoding, onBytes)) {
    const below = places === null ? rows.slice(1) : rows
    if (places === null && rows[0] !== undefined) {
      places = placesIn(file, rows[0].cells, options.columns)
      if (!json) terminal.out('a,b,outcome,probability,reasons')
    }
    if (places === null || below.length === 0) continue
    const at = places
    const lines = below.map((row) => {
      const compared = compare(row, at)
      return json ? asJson(compared) : asCsv(row.cells[at.a] ?? '', row.cells[at.b] ?? '', compared)
    })
    terminal.out(lines.join('\n'))
    done += lines.length
  }
  terminal.endProgress()
  if (places === null) throw new WrongUse(`${file} is empty: its first row must name the columns a and b.`)
  const seconds = (performance.now() - began) / 1000
  terminal.say(`${String(done)} pairs in ${seconds.toFixed(1)} s.`)
  if (faults > 0)
    terminal.say(`${String(faults)} rows could not be read; they stand as "different" in their place.`)
  if (unknown.count > 0)
    terminal.say(
      `${String(unknown.count)} rows name a schema that is not known ("${unknown.schema}" on line ${String(unknown.line)} first); they were compared as ${schema}.`,
    )
  if (brokenLine > 0)
    terminal.say(
      `From line ${String(brokenLine)} on there are bytes that are not ${encoding.toUpperCase()}. Is it another encoding? --encoding says which.`,
    )
  return 0
}

type Places = { a: number; b: number; kind: number }

/** @throws WrongUse if a column is not there */
function placesIn(file: string, header: readonly string[], wanted: string | undefined): Places {
  const [a = '', b = '', kind = 'schema', ...more] = (wanted ?? 'a,b').split(',').map((name) => name.trim())
  if (a === '' || b === '' || more.length > 0)
    throw new WrongUse(`--columns ${wanted ?? ''}: two names, or three.\n${USE}`)
  const there = header.map((name) => name.trim())
  const place = (name: string) => {
    const exact = there.indexOf(name)
    return exact >= 0 ? exact : there.findIndex((one) => one.toLowerCase() === name.toLowerCase())
  }
  const missing = [a, b, ...(wanted?.split(',').length === 3 ? [kind] : [])].filter((name) => place(name) < 0)
  if (missing.length > 0) {
    const has = there.length > 12 ? [...there.slice(0, 12), '…'] : there
    throw new WrongUse(
      `${file} has no column ${missing.map((name) => `"${name}"`).join(' and ')}. Its columns are: ${has.map((name) => `"${name.slice(0, 40)}"`).join(', ')}. "--columns NAME,NAME" says which to compare.`,
    )
  }
  return { a: place(a), b: place(b), kind: place(kind) }
}

function schemaOf(name: string): NameSchema | null {
  const plain = name.toLowerCase().replace('organisation', 'organization')
  return schemas.find((schema) => schema.toLowerCase() === plain) ?? null
}

const cannot = (why: string): NameComparison => ({
  outcome: 'different',
  probability: 0,
  reasons: [`cannot be compared: ${why}`],
})

const asJson = ({ outcome, probability, reasons }: NameComparison): string =>
  JSON.stringify({ outcome, probability, reasons })

function asCsv(a: string, b: string, { outcome, probability, reasons }: NameComparison): string {
  return csvRow([a, b, outcome, String(probability), reasons.join('; ')]).trimEnd()
}
