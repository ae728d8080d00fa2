/**
 * The fixed model for two persons as two agencies wrote them: how their names compare, and how their birth
 * dates do. Used by the node, where a report must be weighed the moment it is filed and no file is there to learn
 * from. The numbers are chosen, not learnt, and stand here so that anybody can dispute them.
 *
 * They say how two *records* stand to one another. Nothing here is a property of a person.
 */
import { agreementBits } from './frequency.ts'
import { isPlaceholder, readBirth, type Birth, type BirthLevel } from './births.ts'
import { bitsOf, probabilityOf } from './weights.ts'

/**
 * One in so many pairs of persons of two agencies is the same person, before anything is compared: each person
 * of an agency with twenty thousand is held by a partner of that size about once in five.
 */
const PRIOR = 1 / 100_000

/** How two names stand to one another: `equal` up to case, accents and order; the rest from the comparison. */
export type NameLevel = 'equal' | 'match' | 'possible' | 'doubtful' | 'different' | 'unknown'

type Numbers = { m: number; u: number }

/**
 * m: share of true pairs. u: share of pairs of different persons; for `equal` and `match` the name's own
 * commonness stands for it where it is known. `possible` and `doubtful` are the comparison's own doubt: some
 * one in a thousand random names resemble one another so far.
 */
const nameNumbers: Record<Exclude<NameLevel, 'unknown'>, Numbers> = {
  equal: { m: 0.5, u: 0.000_05 },
  match: { m: 0.38, u: 0.000_2 },
  possible: { m: 0.06, u: 0.000_5 },
  doubtful: { m: 0.04, u: 0.005 },
  different: { m: 0.02, u: 0.994 },
}

/**
 * u from a population between 15 and 60 (16,400 days): two random persons share the day once in about 15,000
 * pairs, are a slip of one digit apart once in 600, and so on. m from what registers report of their own errors
 * (Christen, Data Matching, 2012, chapter 3): nine dates of ten are written alike.
 */
const birthNumbers: Record<Exclude<BirthLevel, 'unknown'>, Numbers> = {
  equal: { m: 0.86, u: 0.000_07 },
  'day-month-swapped': { m: 0.025, u: 0.000_05 },
  'one-digit': { m: 0.05, u: 0.001_2 },
  near: { m: 0.02, u: 0.004 },
  'year-only-agrees': { m: 0.9, u: 0.025 },
  // Five years of forty.
  'span-agrees': { m: 0.9, u: 0.12 },
  different: { m: 0.02, u: 0.97 },
}

/** In the registers meant here about one date in thirty is 1 January, one of a year's days. */
const PLACEHOLDER_U = 0.03 * 0.025

/** A name's commonness never counts as rarer than this: one of ten million. */
const RAREST = 1e-7

/** From here two records are offered as a match, and from here as possible. */
export const MATCH_FROM = 0.9
export const POSSIBLE_FROM = 0.3

export type PersonEvidence = {
  name: NameLevel
  /** share of a reference population with this name (the product over its words); undefined: not known */
  commonness?: number | undefined
  births: BirthLevel
  /** either birth date, to see that an equal one is more than 1 January */
  birth?: Birth | string | null | undefined
  /** bits by other evidence that the caller has weighed (a shared document, an address) */
  otherBits?: number
}

export type PersonWeighing = {
  outcome: 'match' | 'possible' | 'different'
  probability: number
  bits: number
  /** what the birth dates say, in words; the names' reasons come from their own comparison */
  reasons: string[]
}

/**
 * Says which level of the model a comparison of names is.
 * @param comparison - what comparing the names gave
 * @param sameFold - the two names are one up to case, accents and order of words
 * @returns from `equal` to `different`
 */
export function nameLevelOf(
  comparison: { outcome: 'match' | 'possible' | 'different'; probability: number },
  sameFold: boolean,
): NameLevel {
  if (sameFold) return 'equal'
  if (comparison.outcome !== 'different') return comparison.outcome
  return comparison.probability >= 0.25 ? 'doubtful' : 'different'
}

/**
 * Weighs two persons as written. What is unknown adds nothing.
 * @param evidence - how names and births compare, how common the name is (a share), and bits of anything else
 * @returns probability, bits, what follows, and what to say of the births
 */
export function weighPersons({
  name,
  commonness,
  births,
  birth,
  otherBits = 0,
}: PersonEvidence): PersonWeighing {
  const bits = bitsOf(PRIOR) + nameBits(name, commonness) + birthBits(births, birth) + otherBits
  const probability = probabilityOf(bits)
  const outcome =
    name === 'different' || name === 'unknown' || probability < POSSIBLE_FROM
      ? 'different'
      : probability >= MATCH_FROM
        ? 'match'
        : 'possible'
  return { outcome, probability, bits, reasons: [birthWords[births]] }
}

/**
 * Says what a name level is worth.
 * @param level - how the names compare
 * @param commonness - share of people who have the name; left out: not weighed
 * @returns bits
 */
export function nameBits(level: NameLevel, commonness?: number): number {
  if (level === 'unknown') return 0
  const { m, u } = nameNumbers[level]
  if (commonness === undefined || level === 'different' || level === 'doubtful') return Math.log2(m / u)
  // A likeness is shared by more names than the one that was written, so its rarity counts only in part.
  return agreementBits(m, u, Math.max(RAREST, commonness), level === 'equal' ? 1 : 0.7)
}

/**
 * Says what a birth level is worth.
 * @param level - how the births compare
 * @param birth - one of the two: an equal 1 January says less
 * @returns bits
 */
export function birthBits(level: BirthLevel, birth?: Birth | string | null): number {
  if (level === 'unknown') return 0
  const { m, u } = birthNumbers[level]
  const date = typeof birth === 'string' ? readBirth(birth) : birth
  return Math.log2(m / (level === 'equal' && date && isPlaceholder(date) ? PLACEHOLDER_U : u))
}

const birthWords: Record<BirthLevel, string> = {
  equal: 'the birth dates are equal',
  'day-month-swapped': 'the birth dates are equal with day and month swapped',
  'one-digit': 'the birth dates differ by one slip of a digit',
  near: 'the birth dates are near to one another',
  'year-only-agrees': 'the birth years agree, and more is not known of one of them',
  'span-agrees': 'the births agree as far as they are known, which is to a few years',
  different: 'the birth dates differ',
  unknown: 'a birth date is not known, which speaks neither for nor against',
}
