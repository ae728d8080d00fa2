/** Order statistics of measured times. */

export type Spread = { count: number; p50: number; p95: number; p99: number; most: number; mean: number }

/** The value below which a share of the sample lies (nearest rank). @param sorted - ascending */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? NaN
}

export function spreadOf(sample: readonly number[]): Spread {
  const sorted = [...sample].sort((a, b) => a - b)
  return {
    count: sorted.length,
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
    most: sorted.at(-1) ?? NaN,
    mean: sorted.reduce((sum, one) => sum + one, 0) / sorted.length,
  }
}

/**
 * Two-sided Mann-Whitney U test (normal approximation with correction for ties): may two samples come from
 * one distribution, as far as "is one usually larger" can tell?
 * @returns the probability of a difference this large by chance alone
 */
export function mannWhitney(a: readonly number[], b: readonly number[]): number {
  const all = [...a.map((value) => ({ value, first: true })), ...b.map((value) => ({ value, first: false }))]
  all.sort((x, y) => x.value - y.value)
  const n = all.length
  let rankSum = 0
  let ties = 0
  for (let from = 0; from < n;) {
    let to = from
    while (to < n && all[to]?.value === all[from]?.value) to++
    const rank = (from + to + 1) / 2
    for (let index = from; index < to; index++) if (all[index]?.first) rankSum += rank
    ties += (to - from) ** 3 - (to - from)
    from = to
  }
  const product = a.length * b.length
  const u = rankSum - (a.length * (a.length + 1)) / 2
  const deviation = Math.sqrt((product / 12) * (n + 1 - ties / (n * (n - 1))))
  const z = Math.max(0, Math.abs(u - product / 2) - 0.5) / deviation
  return 2 * upperTail(z)
}

export type Area = { area: number; low: number; high: number }

/**
 * The area under the receiver operating characteristic: how often one of `a` is larger than one of `b`, an equal
 * one counted half. 0.5 tells nothing apart. Its 95 % interval is by DeLong, DeLong and Clarke-Pearson, Comparing
 * the areas under two or more correlated receiver operating characteristic curves, 1988.
 */
export function areaUnderCurve(a: readonly number[], b: readonly number[]): Area {
  const [x, y] = [a, b].map((sample) => [...sample].sort((one, other) => one - other)) as [number[], number[]]
  const smaller = x.map((value) => shareBelow(y, value))
  const larger = y.map((value) => 1 - shareBelow(x, value))
  const area = meanOf(smaller)
  const error = Math.sqrt(varianceOf(smaller) / x.length + varianceOf(larger) / y.length)
  return { area, low: area - 1.96 * error, high: area + 1.96 * error }
}

/** @param sorted - ascending @returns share of it below the value, an equal one counted half */
function shareBelow(sorted: readonly number[], value: number): number {
  const first = (reached: (one: number) => boolean) => {
    let [from, to] = [0, sorted.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if (reached(sorted[middle] ?? Infinity)) to = middle
      else from = middle + 1
    }
    return from
  }
  return (first((one) => one >= value) + first((one) => one > value)) / 2 / sorted.length
}

const meanOf = (sample: readonly number[]) => sample.reduce((sum, one) => sum + one, 0) / sample.length

function varianceOf(sample: readonly number[]): number {
  const mean = meanOf(sample)
  return sample.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (sample.length - 1)
}

/** The chance of a standard normal variable above z (Abramowitz and Stegun 26.2.17, error below 8e-8). */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z)
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series
}

/**
 * Two-sample Kolmogorov-Smirnov test (asymptotic): do two samples differ anywhere in their distribution?
 * @returns the probability of a difference this large by chance alone
 */
export function kolmogorovSmirnov(a: readonly number[], b: readonly number[]): number {
  const x = [...a].sort((one, other) => one - other)
  const y = [...b].sort((one, other) => one - other)
  let i = 0
  let j = 0
  let most = 0
  while (i < x.length && j < y.length) {
    const value = Math.min(x[i] ?? Infinity, y[j] ?? Infinity)
    while (i < x.length && x[i] === value) i++
    while (j < y.length && y[j] === value) j++
    most = Math.max(most, Math.abs(i / x.length - j / y.length))
  }
  const root = Math.sqrt((x.length * y.length) / (x.length + y.length))
  const lambda = (root + 0.12 + 0.11 / root) * most
  if (lambda < 0.2) return 1
  let sum = 0
  for (let k = 1; k <= 100; k++) sum += (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * k * k * lambda * lambda)
  return Math.min(1, Math.max(0, 2 * sum))
}
