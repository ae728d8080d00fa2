import { personFeatures, type PersonFeatures } from './person-features.ts'
import type { ReadPerson } from './read-person.ts'
import { reasonsOf } from './reasons.ts'
import { areOneName } from './spelling/index.ts'
import type { NameComparison, NameOutcome } from './types.ts'
import { matchFrom, personWeights, signalsOf } from './weights.ts'

/**
 * Makes the answer where there is nothing to compare.
 * @returns `different`, with that as its reason
 */
export const cannotBeCompared = (): NameComparison => ({
  outcome: 'different',
  probability: 0.01,
  reasons: ['cannot be compared: there is no name to read'],
})

/**
 * Compares the names of two persons.
 * @param a - read once
 * @param b - in any order: the answer is the same
 * @returns what it is, how probable, and why
 */
export function comparePersons(a: ReadPerson, b: ReadPerson): NameComparison {
  if (a.letters.length < 2 || b.letters.length < 2) return cannotBeCompared()
  if (isSameText(a, b)) return { outcome: 'match', probability: sameProbability, reasons: [sameReason] }
  const [first, second] = inOrder(a, b) ? [a, b] : [b, a]
  const features = personFeatures(first, second)
  const weighed = singleWords(first, second) ?? probabilityOf(features)
  const twoNames = features.apart + features.descent > 0
  const probability = twoNames ? Math.min(weighed, MOST_APART) : weighed
  const reasons = reasonsOf(first, second, features)
  if (features.onlyInitials) reasons.push('initials alone say little')
  return { outcome: outcomeOf(probability), probability, reasons, ...(twoNames ? { twoNames } : {}) }
}

/** Names of which a word is another known name, or the descent another, are never more than possible. */
const MOST_APART = matchFrom - 0.01

/**
 * Two names of one word each have nothing else to hold on to: there a slip of a letter is no evidence, and the
 * words alone decide (spelling/README.md). Null for every other pair.
 */
function singleWords(a: ReadPerson, b: ReadPerson): number | null {
  const [one, other] = [a.cores[0]?.word, b.cores[0]?.word]
  if (a.cores.length !== 1 || b.cores.length !== 1 || !one || !other || one.initial || other.initial)
    return null
  return Math.round(areOneName(one, other) * 1000) / 1000
}

const sameReason = 'the names are written alike up to capitals, accents and spaces'
const sameProbability = Math.round(1000 / (1 + Math.exp(-(personWeights[0] ?? 0)))) / 1000

/** A name equals itself, however odd it is. */
function isSameText(a: ReadPerson, b: ReadPerson): boolean {
  if (a.letters !== b.letters || a.cores.length !== b.cores.length) return false
  if (a.generation !== b.generation) return false
  return a.cores.every((core, at) => core.word.written === b.cores[at]?.word.written)
}

/**
 * Works out the probability of a pair, at even odds beforehand.
 * @param features - what speaks for and against
 * @returns 0 to 1, to three digits
 */
export function probabilityOf(features: PersonFeatures): number {
  const signals = signalsOf(features)
  let logOdds = 0
  for (let at = 0; at < signals.length; at++) logOdds += (personWeights[at] ?? 0) * (signals[at] ?? 0)
  const probability = 1 / (1 + Math.exp(-logOdds))
  return Math.round((features.onlyInitials ? Math.min(0.2, probability) : probability) * 1000) / 1000
}

/**
 * Says what a probability is called.
 * @param probability - 0 to 1
 * @returns `match`, `possible` or `different`
 */
export function outcomeOf(probability: number): NameOutcome {
  return probability >= matchFrom ? 'match' : probability >= 0.5 ? 'possible' : 'different'
}

/** Ties in an alignment must not depend on which name was given first. */
function inOrder(a: ReadPerson, b: ReadPerson): boolean {
  if (a.cores.length !== b.cores.length) return a.cores.length < b.cores.length
  if (a.letters !== b.letters) return a.letters < b.letters
  for (const [at, { word }] of a.cores.entries()) {
    const other = b.cores[at]?.word
    if (other !== undefined && word.written !== other.written) return word.written < other.written
  }
  return true
}
