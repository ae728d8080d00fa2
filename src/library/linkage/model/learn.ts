/**
 * Expectation and maximisation (Winkler 1988; Dempster, Laird and Rubin 1977): finds how true pairs stand to one
 * another (m) and how many there are, without a single label. It works on patterns, not on pairs: a file of a
 * million records has tens of millions of candidate pairs, but a few thousand patterns.
 */
import { bitsOf, probabilityOf, UNKNOWN, weigh, type Comparison, type Model } from './weights.ts'

/** A comparison vector, and how many candidate pairs show it. */
export type Pattern = { levels: readonly number[]; count: number }

export type LearnOptions = {
  /** at most so many rounds */
  rounds: number
  /** stops when no m moves by more than this */
  stillness: number
  /** pairs of invented evidence in favour of the m at the start: keeps rare levels from running to 0 or 1 */
  anchor: number
  /** further pairs that are known to be different without having been compared */
  outside: number
  /** comparisons whose m the anchor holds to; without them, those of the model that is learnt from */
  towards?: readonly Comparison[]
  /** no m of a best level falls below this, nor does one of an "else" rise above 1 minus this */
  floor: number
}

const defaults: LearnOptions = { rounds: 25, stillness: 0.0005, anchor: 300, outside: 0, floor: 0.0005 }

/**
 * Learns m and the prior; u stays, because it is measured from random pairs or taken from a reference.
 * @param model - where to begin, with its prior as the share among these patterns
 * @param patterns - levels, and how many pairs show them
 * @param options - rounds, and what keeps the numbers in bounds
 * @returns a new model; the prior is the share of true pairs among all that the patterns count
 *   and those outside
 */
export function learn(
  model: Model,
  patterns: readonly Pattern[],
  options: Partial<LearnOptions> = {},
): Model {
  const { rounds, stillness, anchor, outside, towards, floor } = { ...defaults, ...options }
  const start = model.comparisons
  let current = model
  for (let round = 0; round < rounds; round++) {
    let expected = 0
    let pairs = outside
    const sums = (towards ?? start).map(({ levels }) => levels.map(({ m }) => m * anchor))
    for (const { levels, count } of patterns) {
      const share = count * probabilityOf(weigh(current, levels))
      expected += share
      pairs += count
      for (const [index, level] of levels.entries())
        if (level !== UNKNOWN) {
          const sum = sums[index]
          if (sum) sum[level] = (sum[level] ?? 0) + share
        }
    }
    const next: Comparison[] = current.comparisons.map((comparison, index) => {
      const sum = sums[index] ?? []
      const whole = sum.reduce((total, one) => total + one, 0)
      return {
        ...comparison,
        levels: comparison.levels.map((level, place) => ({
          ...level,
          m: Math.min(1 - floor, Math.max(floor, (sum[place] ?? 0) / Math.max(whole, 1e-9))),
        })),
      }
    })
    const prior = Math.min(0.999, Math.max(1e-9, expected / Math.max(1, pairs)))
    const moved = Math.max(
      Math.abs(bitsOf(prior) - bitsOf(current.prior)) / 100,
      ...next.flatMap(({ levels }, index) =>
        levels.map(({ m }, place) => Math.abs(m - (current.comparisons[index]?.levels[place]?.m ?? m))),
      ),
    )
    current = { prior, comparisons: next }
    if (moved < stillness) break
  }
  return current
}
