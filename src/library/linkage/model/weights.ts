/**
 * The arithmetic of Fellegi and Sunter (A Theory for Record Linkage, JASA 64, 1969): what agreement or
 * disagreement of a field is worth, as the logarithm to base 2 of how much likelier it is between two records
 * of one thing (m) than between two records of different things (u).
 */

/** One way in which two values can stand to one another. */
export type Level = {
  name: string
  /** share of the pairs of one thing that stand so, among those whose values are known */
  m: number
  /** share of the pairs of different things that stand so */
  u: number
  /** what a detective reads: "the birth dates are equal" */
  says: string
}

/** A field and its levels, best first; the last is "else". */
export type Comparison = { name: string; levels: readonly Level[] }

/** prior: share of the pairs that are of one thing before anything is compared. */
export type Model = { prior: number; comparisons: readonly Comparison[] }

/** The level of a pair in one field: its place among the levels, or UNKNOWN where a value is missing. */
export const UNKNOWN = -1

/** Beyond this no single field goes, in bits: one field that lies must not settle a pair alone. */
export const MOST_BITS = 24

/**
 * Says what a level adds.
 * @param level - how likely it is in pairs of one person (m) and of two (u)
 * @returns bits; positive speaks for one person, negative against
 */
export function weightOf({ m, u }: Pick<Level, 'm' | 'u'>): number {
  return Math.max(-MOST_BITS, Math.min(MOST_BITS, Math.log2(Math.max(m, 1e-9) / Math.max(u, 1e-9))))
}

/** @param share - between 0 and 1, exclusive @returns the odds in bits */
export function bitsOf(share: number): number {
  return Math.log2(share / (1 - share))
}

/** @param bits - the sum of prior and weights @returns the probability that two records are of one thing */
export function probabilityOf(bits: number): number {
  return 1 / (1 + 2 ** -bits)
}

/**
 * The weight of a whole comparison vector. What is unknown adds nothing: an empty field is neither agreement
 * nor contradiction.
 * @param model - learnt or fixed
 * @param levels - one place a comparison, in the model's order
 * @returns bits, with the prior
 */
export function weigh(model: Model, levels: readonly number[]): number {
  let bits = bitsOf(model.prior)
  for (const [index, comparison] of model.comparisons.entries()) {
    const level = comparison.levels[levels[index] ?? UNKNOWN]
    if (level) bits += weightOf(level)
  }
  return bits
}
