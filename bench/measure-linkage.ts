/**
 * `seamark match` on the public labelled sets, by pairs, and on generated files for its speed. No label is given
 * to the program: they lie in columns that no mapping names, and thresholds are those of the product.
 *
 * Time is that of the whole command: from its start, with the CSV file on the disk, to the pairs on the disk.
 */
import { spawn } from 'node:child_process'
import { createReadStream, existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { readMapping } from '../src/library/linkage/mapping.ts'
import { matchFiles } from '../src/library/linkage/match-files.ts'
import { quoted } from '../src/library/linkage/database.ts'
import { generateFamilies } from './generated-families.ts'
import { generateRecords } from './generated-records.ts'

export type Quality = { precision: number; recall: number; f1: number }
export type LabelledFigure = Quality & { blockingRecall: number; seconds: number }
export type SpeedFigure = Quality & { records: number; seconds: number; peakBytes: number; plain: number }

export type LinkageFigure = {
  /** by the name of the set; empty where the sets do not lie beside the checkout */
  labelled: Record<string, LabelledFigure>
  generated: SpeedFigure[]
  /** files in which a quarter of the people live in families of so many */
  families: (Quality & { size: number })[]
}

const SETS = path.join(import.meta.dirname, '..', '..', 'shared', 'linkage')
const MAPPINGS = path.join(import.meta.dirname, 'mappings')

/** A set's files, and SQL for the truth of a record over `id`. */
const febrl = "regexp_extract(id, 'rec-([0-9]+)', 1)"
const sets: Record<string, { files: string[]; truth: string; today?: string }> = {
  historical: { files: ['historical-figures'], truth: "regexp_replace(id, '-.*$', '')" },
  febrl3: { files: ['febrl-dataset3'], truth: febrl },
  febrl4: { files: ['febrl-dataset4a', 'febrl-dataset4b'], truth: febrl },
  // Of its invented persons a quarter are children today; in 2060 nobody is.
  fake: { files: ['fake_1000'], truth: 'cluster', today: '2060-01-01' },
}

/** @param sizes records of the generated files */
export async function measureLinkage(sizes: readonly number[]): Promise<LinkageFigure> {
  const folder = await mkdtemp(path.join(tmpdir(), 'seamark-bench-linkage-'))
  try {
    const labelled: LinkageFigure['labelled'] = {}
    if (existsSync(SETS))
      for (const [name, { files, truth, today }] of Object.entries(sets))
        labelled[name] = await measureSet(files, truth, path.join(folder, 'pairs.csv'), today)
    const generated: SpeedFigure[] = []
    for (const records of sizes) generated.push(await measureSpeed(folder, records))
    const families: LinkageFigure['families'] = []
    for (const size of FAMILIES) families.push(await measureFamilies(folder, size))
    return { labelled, generated, families }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function measureSet(
  names: readonly string[],
  truth: string,
  out: string,
  today: string | undefined,
): Promise<LabelledFigure> {
  const files = names.map((name) => path.join(SETS, `${name}.csv`))
  const mappings = await Promise.all(names.map((name) => readMapping(path.join(MAPPINGS, `${name}.json`))))
  const which = names.length > 1 ? 'a.side < b.side' : 'a.n < b.n'
  let truePairs = 0
  let reached = 0
  let examined = 0
  const began = performance.now()
  await matchFiles({ files, mappings, out, today }, async (duck) => {
    const start = performance.now()
    const labels = truth === 'cluster'
    const from = labels
      ? `ids join read_csv(${quoted(files[0] ?? '')}, all_varchar = true) on unique_id = id`
      : 'ids'
    await duck.run(`create temp table label as select n, side, ${truth} as thing from ${from}`)
    await duck.run(
      `create temp table true_pair as select a.n as l, b.n as r from label a join label b on a.thing = b.thing and ${which}`,
    )
    const [count] = await duck.rows<{ all: number; reached: number }>(
      'select (select count(*) from true_pair) as "all", (select count(*) from true_pair join cand using (l, r)) as reached',
    )
    truePairs = count?.all ?? 0
    reached = count?.reached ?? 0
    await duck.run('drop table label')
    await duck.run('drop table true_pair')
    examined = performance.now() - start
  })
  const seconds = (performance.now() - began - examined) / 1000
  const thing = await thingsOf(files, truth)
  const found = { pairs: 0, hits: 0 }
  await eachLine(out, ([left = '', right = '']) => {
    found.pairs++
    if (thing(left) === thing(right)) found.hits++
  })
  return { ...qualityOf(found.hits, found.pairs, truePairs), blockingRecall: reached / truePairs, seconds }
}

/** @returns what tells the thing that a record is of */
async function thingsOf(files: readonly string[], truth: string): Promise<(id: string) => string> {
  if (truth === febrl) return (id) => /rec-(\d+)/.exec(id)?.[1] ?? id
  if (truth !== 'cluster') return (id) => id.replace(/-.*$/, '')
  const things = new Map<string, string>()
  await eachLine(files[0] ?? '', (cells) => things.set(cells[0] ?? '', cells.at(-1) ?? ''))
  return (id) => things.get(id) ?? id
}

const FAMILIES = [1, 2, 3, 5]
const FAMILY_RECORDS = 8_000

async function measureFamilies(folder: string, size: number): Promise<Quality & { size: number }> {
  const file = path.join(folder, 'families.csv')
  const out = path.join(folder, 'pairs.csv')
  const truth = await generateFamilies(file, FAMILY_RECORDS, size)
  const records = new Map<number, number>()
  for (const { person } of truth.values()) records.set(person, (records.get(person) ?? 0) + 1)
  const truePairs = [...records.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0)
  await matchFiles({ files: [file], mappings: [], out })
  const found = { pairs: 0, hits: 0 }
  await eachLine(out, ([left = '', right = '']) => {
    found.pairs++
    if (truth.get(left)?.person === truth.get(right)?.person) found.hits++
  })
  return { ...qualityOf(found.hits, found.pairs, truePairs), size }
}

async function measureSpeed(folder: string, records: number): Promise<SpeedFigure> {
  const file = path.join(folder, 'records.csv')
  const out = path.join(folder, 'pairs.csv')
  const { pairs } = await generateRecords(file, records)
  const plain = await plainRead(file)
  const began = performance.now()
  const told = await command(['match', file, '--out', out, '--json'])
  const seconds = (performance.now() - began) / 1000
  // A record's person, kept as numbers: a million strings would take more than what is measured.
  const person = new Int32Array(records)
  await eachLine(file, (cells) => (person[Number(cells[0])] = Number(cells.at(-1))))
  const found = { pairs: 0, hits: 0 }
  await eachLine(out, ([left = '', right = '']) => {
    found.pairs++
    if (person[Number(left)] === person[Number(right)]) found.hits++
  })
  const { peakBytes } = JSON.parse(told) as { peakBytes: number }
  return { ...qualityOf(found.hits, found.pairs, pairs), records, seconds, peakBytes, plain }
}

/** Seconds in which this process reads the same file and splits its lines, and does nothing else. */
async function plainRead(file: string): Promise<number> {
  const began = performance.now()
  let cells = 0
  for (const line of (await readFile(file)).toString('latin1').split('\n')) cells += line.split(',').length
  return cells > 0 ? (performance.now() - began) / 1000 : 0
}

/** Runs the product's command line in a process of its own. @returns what it printed */
function command(args: readonly string[]): Promise<string> {
  const main = path.join(import.meta.dirname, '..', 'src', 'cli', 'main.ts')
  const child = spawn(process.execPath, [...process.execArgv, main, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let told = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (told += text))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status) => {
      if (status === 0) resolve(told)
      else reject(new Error(`seamark ${args.join(' ')} ended with ${String(status)}`))
    })
  })
}

/** Calls for each line but the first; the ids of these sets hold no comma. */
async function eachLine(file: string, tell: (cells: string[]) => void): Promise<void> {
  let first = true
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (!first) tell(line.split(','))
    first = false
  }
}

function qualityOf(hits: number, found: number, truePairs: number): Quality {
  const precision = hits / found
  const recall = hits / truePairs
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) }
}
