/** Links two files, or finds what stands twice in one: the use case behind `seamark match`. */
import { stat } from 'node:fs/promises'
import { freemem } from 'node:os'
import { block, effortFor, rulesFor } from './blocking.ts'
import { comparisonsFor } from './comparisons.ts'
import { openDuck, type Duck } from './database.ts'
import { decide } from './decide.ts'
import { estimate } from './estimate.ts'
import { makeFeatures } from './features.ts'
import { WrongFile, type Mapping } from './mapping.ts'
import { readFiles } from './read-files.ts'
import { score } from './score.ts'
import { askNode, fillNodeKeys } from './second-opinion.ts'
import { weightsInWords, writeClusters, writePairs } from './write-pairs.ts'

/** Pairs below this, in bits, are forgotten: a cluster counts them as it counts those never compared. */
const FORGOTTEN = -6

/** With so much a million records need nothing of the disk. */
const LEAST_MB = 700

export type MatchOptions = {
  /** one file, or left and right */
  files: readonly string[]
  /** none, one for both, or one for each */
  mappings: readonly Mapping[]
  /** where the pairs go */
  out: string
  /** where the clusters go, if anywhere */
  clusters?: string | undefined
  /** DuckDB may hold so many megabytes before it writes to a temporary folder; by the files' size if not given */
  memoryMb?: number | undefined
  threads?: number | undefined
  /** YYYY-MM-DD: who may be under 18 on it is compared with nobody; today if not given */
  today?: string | undefined
  /** told at each step */
  progress?: (step: string) => void
}

export type MatchResult = {
  records: number
  candidates: number
  pairs: number
  clusters: number
  remarks: string[]
  /** the weights that were learnt, for people */
  weights: string
  /** milliseconds by step */
  took: Record<string, number>
}

/**
 * Links two files, or finds what stands twice in one, and writes the pairs.
 * @param options - files, mappings, where pairs and clusters go, limits of memory and threads
 * @param examine - called with the database once the candidates are known, for measuring
 * @returns counts, remarks, and how many milliseconds each step took
 * @throws WrongFile where a file or a mapping cannot be used; nothing is written then
 */
export async function matchFiles(
  options: MatchOptions,
  examine?: (duck: Duck) => Promise<void>,
): Promise<MatchResult> {
  const { files, mappings, out, progress = () => undefined } = options
  const today = options.today ?? new Date().toISOString().slice(0, 10)
  const duck = await openDuck({
    memoryMb: options.memoryMb ?? (await memoryFor(files)),
    threads: options.threads ?? 2,
  })
  const took: Record<string, number> = {}
  const step = async <Done>(name: string, says: string, work: () => Promise<Done>): Promise<Done> => {
    progress(says)
    const began = performance.now()
    const done = await work()
    took[name] = Math.round(performance.now() - began)
    return done
  }
  try {
    const read = await step('read', 'reading', () => readFiles(duck, files, mappings))
    const count = String(read.records)
    const features = await step('prepare', `${count} records: preparing`, () =>
      makeFeatures(duck, read, today),
    )
    const comparisons = comparisonsFor(features)
    const rules = rulesFor(features)
    if (rules.length === 0 || comparisons.length === 0)
      throw new WrongFile(
        'Nothing in these columns tells one record from another: names with a birth date or a place, or a telephone, e-mail address or document are needed.',
      )
    const effort = effortFor(read.records)
    const forNode = features.names && features.has.has('born')
    const blocked = await step(
      'block',
      `${count} records: looking for pairs that share something`,
      async () => {
        if (forNode && effort.thorough) await fillNodeKeys(duck, features.spans)
        return block(duck, features, rules, effort)
      },
    )
    if (examine) await examine(duck)
    const learnt = await step('compare', `${String(blocked.candidates)} pairs: comparing and learning`, () =>
      estimate(duck, features, read.bySide, comparisons),
    )
    await step('weigh', `${String(blocked.candidates)} pairs: weighing`, async () => {
      await score(duck, learnt, comparisons, FORGOTTEN)
      if (forNode) await askNode(duck, learnt, comparisons, features.spans)
    })
    const decided = await step('group', 'grouping', async () =>
      decide(duck, read.records, features.linking ? await sidesOf(duck, read.records) : null),
    )
    await step('write', `${String(decided.pairs)} pairs: writing`, async () => {
      await writePairs(duck, learnt, out, features.linking)
      if (options.clusters !== undefined)
        await writeClusters(duck, decided, options.clusters, features.linking)
    })
    return {
      records: read.records,
      candidates: blocked.candidates,
      pairs: decided.pairs,
      clusters: decided.clusters,
      remarks: [...read.remarks, ...features.remarks, ...blocked.remarks, ...decided.remarks],
      weights: weightsInWords(learnt),
      took,
    }
  } finally {
    await duck.close()
  }
}

/** Eight times what the files take on the disk holds all tables; never more than half of what is free. */
async function memoryFor(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  return Math.round(Math.max(LEAST_MB, Math.min((8 * bytes) / 1e6, freemem() / 2e6)))
}

async function sidesOf(duck: Duck, records: number): Promise<Int8Array> {
  const [n = [], side = []] = (await duck.columns('select n, side from ids')) as number[][]
  const sides = new Int8Array(records + 1)
  for (const [index, record] of n.entries()) sides[record] = side[index] ?? 0
  return sides
}
