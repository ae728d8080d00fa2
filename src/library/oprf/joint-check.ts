/**
 * One proof for both holders' answers to a batch: docs/wire/sealed-index.md, section 4, way B. The weights are
 * drawn after both have answered, so neither could prepare for them.
 */
import { randomBytes } from 'node:crypto'
import { SIZE, add, at, count, generator, isElement, same } from './group.ts'
import { addEach } from './evaluate.ts'
import { isProved } from './proof.ts'
import { openWeightedSum, WEIGHT, type Sum } from './sums/weighted-sum.ts'

let opened: Sum | undefined
const weightedSum: Sum = (elements, weights) => (opened ??= openWeightedSum())(elements, weights)

export type Question = {
  /** what each holder is asked to evaluate with a proof */
  m: Uint8Array
  /** what their two answers must add up to */
  s: Uint8Array
  /** kept, to find out who lied when they do not */
  weights: Uint8Array
  /** D_1 + D_2, which the tokens are made of */
  sums: Uint8Array
}

/**
 * Draws the weights and makes the question.
 * @param asked - C_1 … C_n
 * @param one - first holder's answers; whole and final
 * @param two - second holder's
 * @returns the weighted sums to ask the holders about; the weights; and the sums of both answers, element by
 *   element
 * @throws BadElement when an answer holds an element that is none
 */
export function askJointly(asked: Uint8Array, one: Uint8Array, two: Uint8Array): Question {
  const sums = addEach(one, two)
  const weights = new Uint8Array(randomBytes(count(asked) * WEIGHT))
  return { m: weightedSum(asked, weights), s: weightedSum(sums, weights), weights, sums }
}

/**
 * Draws weights and makes the question to one holder: also the only one there is while re-keying.
 * @param asked - C_1 … C_n
 * @param answered - what the holder answered; whole and final
 * @returns the weighted sums of what was asked and of what was answered
 */
export function askOne(asked: Uint8Array, answered: Uint8Array): { m: Uint8Array; s: Uint8Array } {
  const weights = new Uint8Array(randomBytes(count(asked) * WEIGHT))
  return { m: weightedSum(asked, weights), s: weightedSum(answered, weights) }
}

/** What a holder said of `m`: its product, and the RFC's proof for it. */
export type ProvedAnswer = { key: Uint8Array; z: Uint8Array; proof: Uint8Array }

/**
 * Is the one answer proved by its key?
 * @param m - what the holder was asked, 32 bytes
 * @param answer - the holder's public key, its answer, and its proof
 * @returns false also for an answer that is no element
 */
export const isAnswerProved = (m: Uint8Array, { key, z, proof }: ProvedAnswer): boolean =>
  z.length === SIZE && isElement(z) && isProved(generator, key, m, z, proof)

/**
 * Do the answers of both, proved, add up?
 * @param question - as `askJointly` made it
 * @param one - first holder's answer, proved
 * @param two - second holder's
 * @returns false when one of the two answered falsely in the batch
 */
export function addUp(question: Pick<Question, 's'>, one: Uint8Array, two: Uint8Array): boolean {
  return same(add(one, two), question.s)
}

/**
 * After `addUp` failed: does what this holder answered in the batch fit what it proved?
 * @param weights - as `askJointly` drew them
 * @param answered - all that this holder answered in the batch
 * @param z - what it answered to the question, proved
 * @returns false when this holder lied, or sent an element that is none
 */
export function keptItsWord(weights: Uint8Array, answered: Uint8Array, z: Uint8Array): boolean {
  try {
    return same(weightedSum(answered, weights), z)
  } catch {
    return false
  }
}

/**
 * Looks for an element that is none.
 * @param row - 32 bytes for each
 * @returns the place of the first, from 0; null when all are elements
 */
export function firstBadElement(row: Uint8Array): number | null {
  for (let i = 0; i < count(row); i += 1) if (!isElement(at(row, i))) return i
  return null
}
