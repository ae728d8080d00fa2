/**
 * Learns the weights from the files themselves, without labels: u from random pairs, m and the share of true pairs
 * by EM over all pairs of records, those outside the candidates counting as different.
 */
import { bitsOf, learn, probabilityOf, weigh, type Model, type Pattern } from './model/index.ts'
import type { Duck } from './database.ts'
import type { Features } from './features.ts'
import { contradicts, householdPrior } from './household.ts'
import { patternSql, rarenessSql, sharesSql, unpack, type SqlComparison } from './comparisons.ts'

/** Random pairs from which u is measured. */
const SAMPLE = 300_000
const SAMPLE_RECORDS = 20_000
/** The start's share counts as so many random pairs, so that what 400,000 pairs never showed is not impossible. */
const ANCHOR = 20
/** The share of true pairs among candidates is sought between these. */
const PRIOR = { least: 1e-9, most: 0.2 }
const ROUNDS = 6

export type Estimate = {
  model: Model
  patterns: (Pattern & { packed: bigint })[]
  pairs: number
  /** from householdPrior */
  household: number | null
}

/**
 * Fills `vec` (l, r, p) with the comparison vectors of the candidates, and learns.
 * @param features - what the files hold
 * @param bySide - how many records each file has
 * @param comparisons - in the model's order
 * @returns the model, the patterns it was learnt from, and what is known of households
 */
export async function estimate(
  duck: Duck,
  { records, linking }: Features,
  bySide: readonly number[],
  comparisons: readonly SqlComparison[],
): Promise<Estimate> {
  const packed = patternSql(comparisons)
  await duck.run(
    `create table vec as select l, r, p, ${rarenessSql(comparisons)} as rareness from (select l.n as l, r.n as r, ${packed} as p, ${sharesSql(comparisons)} from cand join rec l on l.n = cand.l join rec r on r.n = cand.r)`,
  )
  await duck.run('drop table cand')
  const patterns = await countPatterns(duck, 'select p from vec', comparisons)
  const random = await countPatterns(
    duck,
    await randomPairs(duck, records, bySide, linking, packed),
    comparisons,
  )
  const pairs = linking ? (bySide[0] ?? 0) * (bySide[1] ?? 0) : (records * (records - 1)) / 2
  const model = learnOver(comparisons, patterns, random, pairs)
  const household = priorOf(model, patterns, comparisons)
  if (household === null) return { model, patterns, pairs, household }
  // Brothers are no likeness to learn from: where there are many, they count as different, as those outside do.
  const others = patterns.filter(({ levels }) => !contradicts(comparisons, levels))
  const again = learnOver(comparisons, others, random, pairs)
  return { model: again, patterns, pairs, household: priorOf(again, patterns, comparisons) }
}

function priorOf(model: Model, patterns: readonly Pattern[], comparisons: readonly SqlComparison[]) {
  const truePairs = patterns
    .filter(({ levels }) => !contradicts(comparisons, levels))
    .reduce((sum, { levels, count }) => sum + count * probabilityOf(weigh(model, levels)), 0)
  return householdPrior(comparisons, patterns, truePairs)
}

async function countPatterns(duck: Duck, sql: string, comparisons: readonly SqlComparison[]) {
  const [packed = [], counts = []] = await duck.columns(
    `select p, count(*) from (${sql}) group by p order by p`,
  )
  return (packed as bigint[]).map((pattern, index) => ({
    packed: pattern,
    levels: unpack(pattern, comparisons),
    count: Number(counts[index]),
  }))
}

/** Pairs of a sample that depends on the ids alone, never on the order of the file. */
async function randomPairs(
  duck: Duck,
  records: number,
  bySide: readonly number[],
  linking: boolean,
  packed: string,
): Promise<string> {
  const sizes = linking ? bySide : [records, records]
  const least = Math.min(SAMPLE_RECORDS, ...sizes)
  const shifts = Math.max(1, Math.min(Math.ceil(SAMPLE / least), least - 1))
  // The hash of an id is evenly spread: a bound on it spares sorting the whole file.
  const sampled = (side: number) => {
    const share = Math.min(1, (1.5 * least + 500) / (sizes[side] ?? 1))
    const bound = share === 1 ? '' : `and h < ${String(BigInt(Math.floor(share * 2 ** 53)) << 11n)}`
    return `select n, row_number() over (order by h) as place from rec where ${linking ? `side = ${String(side)}` : 'true'} ${bound} order by h limit ${String(least)}`
  }
  await duck.run(`create table sample_l as ${sampled(0)}`)
  await duck.run(
    linking ? `create table sample_r as ${sampled(1)}` : 'create table sample_r as from sample_l',
  )
  await duck.run(`create table rnd as select a.n as l, b.n as r
    from (select n, (place + k - 1) % ${String(least)} + 1 as other from sample_l, range(${linking ? '0' : '1'}, ${String(shifts + (linking ? 0 : 1))}) shift(k)) a
    join sample_r b on b.place = a.other`)
  await duck.run('create table rec_l as select rec.* from rec join sample_l using (n)')
  await duck.run('create table rec_r as select rec.* from rec join sample_r using (n)')
  return `select ${packed} as p from rnd join rec_l l on l.n = rnd.l join rec_r r on r.n = rnd.r`
}

/**
 * In turns: m and the prior by EM over the candidates, u anew from random pairs of which the true ones, as far as
 * they are now known, are taken away.
 */
function learnOver(
  comparisons: readonly SqlComparison[],
  candidates: readonly Pattern[],
  random: readonly Pattern[],
  pairs: number,
): Model {
  const first = comparisons.map(({ name, levels }) => ({ name, levels }))
  const clamp = (prior: number) => Math.min(PRIOR.most, Math.max(PRIOR.least, prior))
  // The pairs that no rule looked at count as different.
  const outside = Math.max(0, pairs - candidates.reduce((sum, { count }) => sum + count, 0))
  let prior = clamp(0.3 / Math.sqrt(2 * pairs))
  let model: Model = { prior, comparisons: first }
  for (let round = 0; round < ROUNDS; round++) {
    const sums = first.map(({ levels }) => levels.map(({ u }) => u * ANCHOR))
    for (const { levels, count } of random) {
      const different = count * (1 - probabilityOf(weigh(model, levels)))
      for (const [index, level] of levels.entries()) {
        const sum = sums[index]
        if (level >= 0 && sum) sum[level] = (sum[level] ?? 0) + different
      }
    }
    const withU = model.comparisons.map((comparison, index) => {
      const whole = sums[index]?.reduce((total, one) => total + one, 0) ?? 1
      return {
        ...comparison,
        levels: comparison.levels.map((level, place) => ({
          ...level,
          u: (sums[index]?.[place] ?? 0) / whole,
        })),
      }
    })
    const learnt = learn({ prior, comparisons: withU }, candidates, { rounds: 4, outside, towards: first })
    prior = clamp(learnt.prior)
    model = { prior, comparisons: learnt.comparisons }
  }
  return model
}

/**
 * Turns a model's prior into bits.
 * @param model - learnt or fixed
 * @returns log2 of its odds
 */
export const priorBits = (model: Model) => bitsOf(model.prior)
