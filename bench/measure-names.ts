/** Names: how many labelled pairs are told right, and how many pairs are compared in a second on one core. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { compareNames, readName, type NameComparison, type NameSchema } from '../src/library/names/index.ts'
import { tokenAlignedLikeness } from './plain-names.ts'

/** F1 of one file, or of one schema in it, by both readings of `possible`. */
export type F1 = { pairs: number; possibleIsYes: number; possibleIsNo: number }

export type NamesFigure = {
  all: F1
  schemas: Record<string, F1>
  arabic: F1
  perSecond: { strings: number; read: number }
  /** a plain measure at the threshold that is best for these labels, which nobody has beforehand */
  plain: { all: number; persons: number; arabic: number; perSecond: number }
}

type LabelledPair = { a: string; b: string; schema: NameSchema; same: boolean }

/** The files do not lie in the repository: without them this figure is left out. */
const FOLDER = path.join(import.meta.dirname, '..', '..', 'shared', 'linkage')
const COMPARED = 200_000

/** @returns null where no labelled pairs lie beside the checkout */
export async function measureNames(): Promise<NamesFigure | null> {
  if (!existsSync(path.join(FOLDER, 'name-pairs.csv'))) return null
  const pairs = (await rowsOf('name-pairs.csv')).map((row): LabelledPair => ({
    a: row['name1'] ?? '',
    b: row['name2'] ?? '',
    schema: (row['schema'] ?? 'Person') as NameSchema,
    same: row['is_match'] === 'true',
  }))
  const arabic = (await rowsOf('arabic-latin-variants.csv'))
    .filter((row) => row['native'] === '1')
    .map((row): LabelledPair => ({
      a: row['latin1'] ?? '',
      b: row['latin2'] ?? '',
      schema: 'Person',
      same: row['is_match'] === '1',
    }))
  const of = (schema: string) => pairs.filter((pair) => pair.schema === schema)
  return {
    all: f1Of(pairs),
    schemas: Object.fromEntries(
      [...new Set(pairs.map(({ schema }) => schema))].map((schema) => [schema, f1Of(of(schema))]),
    ),
    arabic: f1Of(arabic),
    perSecond: speedOf(pairs),
    plain: {
      all: bestF1(pairs),
      persons: bestF1(of('Person')),
      arabic: bestF1(arabic),
      perSecond: perSecond(pairs, ({ a, b }) => tokenAlignedLikeness(a, b)),
    },
  }
}

async function rowsOf(file: string): Promise<Record<string, string>[]> {
  return parse(await readFile(path.join(FOLDER, file)), { columns: true, bom: true })
}

function f1Of(pairs: readonly LabelledPair[]): F1 {
  const compared = pairs.map(({ a, b, schema, same }) => ({ same, ...compareNames(a, b, schema) }))
  const by = (yes: (outcome: NameComparison['outcome']) => boolean) =>
    harmonic(compared.map(({ same, outcome }) => ({ same, said: yes(outcome) })))
  return {
    pairs: pairs.length,
    possibleIsYes: by((outcome) => outcome !== 'different'),
    possibleIsNo: by((outcome) => outcome === 'match'),
  }
}

function harmonic(answers: readonly { same: boolean; said: boolean }[]): number {
  const right = answers.filter(({ same, said }) => same && said).length
  const wrong = answers.filter(({ same, said }) => same !== said).length
  return right === 0 ? 0 : (2 * right) / (2 * right + wrong)
}

/** The plain measure gets the threshold that suits these very labels: an upper bound of what it could do. */
function bestF1(pairs: readonly LabelledPair[]): number {
  const measured = pairs.map(({ a, b, same }) => ({ same, likeness: tokenAlignedLikeness(a, b) }))
  const thresholds = [...new Set(measured.map(({ likeness }) => likeness))]
  return Math.max(
    ...thresholds.map((threshold) =>
      harmonic(measured.map(({ same, likeness }) => ({ same, said: likeness >= threshold }))),
    ),
  )
}

function speedOf(pairs: readonly LabelledPair[]): { strings: number; read: number } {
  const read = pairs.map(({ a, b, schema }) => ({ a: readName(a, schema), b: readName(b, schema) }))
  return {
    strings: perSecond(pairs, ({ a, b, schema }) => compareNames(a, b, schema)),
    read: perSecond(read, ({ a, b }) => compareNames(a, b)),
  }
}

/** Once for the compiler of the engine to learn, then for the clock. */
function perSecond<Item>(items: readonly Item[], compare: (item: Item) => unknown): number {
  let began = 0
  for (const rounds of [2, Math.ceil(COMPARED / items.length)]) {
    began = performance.now()
    for (let round = 0; round < rounds; round++) for (const item of items) compare(item)
  }
  return (Math.ceil(COMPARED / items.length) * items.length) / ((performance.now() - began) / 1000)
}
