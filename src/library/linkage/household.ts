/**
 * What a household shares is not independent evidence. Family name, father's name, telephone and address speak for
 * one family, and only what is a person's own tells its members apart. So each pair is weighed against both ways of
 * being different: two strangers, and two of one household.
 */
import { UNKNOWN, weightOf, type Level, type Model } from './model/index.ts'
import type { SqlComparison } from './comparisons.ts'

type Comparisons = readonly Pick<SqlComparison, 'name' | 'levels'>[]

/** What all of a family share; it says nothing between two of them. */
const SHARED: ReadonlySet<string> = new Set(['family', 'others', 'where', 'address', 'phone'])
/** Of these, what makes a household: people of one family name are strangers as a rule. */
const HOMES: readonly (readonly [name: string, levels: readonly string[]])[] = [
  ['phone', ['equal', 'slip']],
  ['address', ['equal', 'alike']],
]

/**
 * How often two of one household stand so. Brothers' names are alike more often than strangers'; one pair of siblings
 * in twenty here is of twins, rather more than there are (one in forty), because a register writes one birth for two.
 */
const BETWEEN_MEMBERS: Record<string, Record<string, number>> = {
  given: { equal: 0.01, variant: 0.01, marks: 0.06, neighbour: 0.12, slip: 0.03, initial: 0.03, elsewhere: 0.02, alike: 0.06, different: 0.72 }, // prettier-ignore
  born: { equal: 0.05, 'first of January': 0.03, swapped: 0.002, year: 0.05, slip: 0.02, near: 0.06, different: 0.788 }, // prettier-ignore
}

const MOST: Record<string, number> = { marks: 0.02, neighbour: 0.02, different: 0.07 }

const CONTRADICT: Record<string, ReadonlySet<string>> = {
  given: new Set(['marks', 'neighbour', 'different']),
  born: new Set(['near', 'different']),
}
/** A pair that contradicts itself has no more bits than these: one in nine. */
export const CONTRADICTED = -3

/** Two names that are alike, Amin and Amir, Hùng and Hưng: possible at most, as in the node. In bits, under nine in ten. */
export const TWO_NAMES_ALIKE = 3

const ALIKE: Record<string, ReadonlySet<string>> = {
  given: new Set(['marks', 'neighbour']),
  family: new Set(['marks']),
  others: new Set(['marks']),
}

/** Of such pairs more are of brothers than of one person, also where a file has few families. In bits. */
const TWO_NAMES = -2

/** One pair of a household for fifty true ones. */
const FEW = 0.02

/** The name of the level at which a pair stands in a comparison, or undefined where that is not known. */
function levelOf(comparisons: Comparisons, levels: readonly number[], name: string): string | undefined {
  const index = comparisons.findIndex((one) => one.name === name)
  return comparisons[index]?.levels[levels[index] ?? UNKNOWN]?.name
}

/**
 * Do given names and births both contradict? Then it is no one person, whatever a household shares. A
 * document is a person's own: where it agrees, names and births are what somebody wrote wrong.
 * @param comparisons - in the model's order
 * @param levels - of the pair, in the same order
 * @returns true when both do and no document agrees
 */
export function contradicts(comparisons: Comparisons, levels: readonly number[]): boolean {
  const document = levelOf(comparisons, levels, 'document')
  if (document === 'equal' || document === 'slip') return false
  return ['given', 'born'].every((name) => {
    const level = levelOf(comparisons, levels, name)
    return level !== undefined && CONTRADICT[name]?.has(level) === true
  })
}

/**
 * Are there two names, of which a word is another name, however alike? Where a document agrees, somebody
 * wrote a name wrong.
 * @param comparisons - in the model's order
 * @param levels - of the pair, in the same order
 * @returns `marks` where only marks tell them apart; null where the names may be one
 */
export function areNamesApart(comparisons: Comparisons, levels: readonly number[]): 'marks' | 'alike' | null {
  if (levelOf(comparisons, levels, 'document') === 'equal') return null
  const found = Object.entries(ALIKE).flatMap(([name, some]) => {
    const level = levelOf(comparisons, levels, name)
    return level !== undefined && some.has(level) ? [level] : []
  })
  if (found.length === 0) return null
  return found.includes('marks') ? 'marks' : 'alike'
}

/** Two given names with one telephone, or with a first of January that a register writes for everybody. */
function areTwoNames(comparisons: Comparisons, levels: readonly number[]): boolean {
  const given = levelOf(comparisons, levels, 'given')
  const phone = levelOf(comparisons, levels, 'phone')
  const januarys = levelOf(comparisons, levels, 'born') === 'first of January'
  return (
    (given === 'marks' || given === 'neighbour' || given === 'different') &&
    (phone === 'equal' || phone === 'slip' || januarys)
  )
}

const atHome = (comparisons: Comparisons, levels: readonly number[]): boolean =>
  HOMES.some(([name, some]) => some.includes(levelOf(comparisons, levels, name) ?? ''))

/**
 * Are these two of one household who are never of one cluster? One telephone makes a household, one address
 * only in a file that has some: records of one person that were written badly may contradict too.
 * @param comparisons - in the model's order
 * @param levels - of the pair, in the same order
 * @param prior - from `householdPrior`; null where the file has next to no households
 * @returns true when they are
 */
export function areApart(comparisons: Comparisons, levels: readonly number[], prior: number | null): boolean {
  const phone = levelOf(comparisons, levels, 'phone')
  return (
    contradicts(comparisons, levels) &&
    (phone === 'equal' || phone === 'slip' || (prior !== null && atHome(comparisons, levels)))
  )
}

/**
 * How many true pairs there are for one of a household, in bits, as the file itself shows: pairs of one family and
 * home whose given names and births contradict are of a household, and nearly all such pairs do.
 * @param comparisons - in the model's order
 * @param patterns - levels, and how many pairs show them
 * @param truePairs - how many pairs of the file are of one person, as it was learnt
 * @returns null where there are next to none: then a household is nothing to weigh against
 */
export function householdPrior(
  comparisons: Comparisons,
  patterns: readonly { levels: readonly number[]; count: number }[],
  truePairs: number,
): number | null {
  const members = patterns
    .filter(
      ({ levels }) =>
        contradicts(comparisons, levels) &&
        atHome(comparisons, levels) &&
        ['equal', 'slip'].includes(levelOf(comparisons, levels, 'family') ?? ''),
    )
    .reduce((sum, { count }) => sum + count, 0)
  return members < FEW * truePairs ? null : Math.log2((truePairs + 1) / (members + 1))
}

/**
 * The bits of a pair against two of one household: what is a person's own, and how often the file has either.
 * @param model - as it was learnt
 * @param comparisons - in the model's order
 * @param levels - of the pair, in the same order
 * @param prior - from householdPrior
 * @returns null where nothing makes a household of them, or the file has next to none and their names are one
 */
export function householdBits(
  model: Model,
  comparisons: Comparisons,
  levels: readonly number[],
  prior: number | null,
): number | null {
  if (!atHome(comparisons, levels)) return null
  const start = areTwoNames(comparisons, levels) ? Math.min(TWO_NAMES, prior ?? TWO_NAMES) : prior
  if (start === null) return null
  return comparisons.reduce((bits, { name }, index) => {
    const level = model.comparisons[index]?.levels[levels[index] ?? UNKNOWN]
    return level === undefined || SHARED.has(name) ? bits : bits + ownBits(name, level)
  }, start)
}

function ownBits(name: string, level: Level): number {
  const between = BETWEEN_MEMBERS[name]?.[level.name]
  if (between === undefined) return weightOf(level)
  // What a file of families seems to teach of other given names is of brothers.
  return weightOf({ m: Math.min(level.m, MOST[level.name] ?? 1), u: between })
}
