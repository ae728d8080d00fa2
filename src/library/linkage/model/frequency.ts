/**
 * A rare value says more than a common one. How common a value is comes from a reference population, or from
 * a reference and the file together, never from the file alone: in a file about one gang the gang's own names
 * are common, and would then count for little exactly where they matter.
 */
import { MOST_BITS } from './weights.ts'

/** @returns the share of a population that has this value, or undefined where the reference has not got it */
export type Reference = (value: string) => number | undefined

/**
 * What agreement in a value is worth when its share is known.
 * @param m - share of true pairs that agree so
 * @param u - chance that two random values agree so, whatever the value
 * @param share - the value's own share of the reference population: for an exact agreement this stands for u
 * @param trust - 0 to 1, how far the share replaces u: 1 for equal values; less where the values only
 *   resemble one another, since other values would have resembled as well
 * @returns bits
 */
export function agreementBits(m: number, u: number, share: number, trust = 1): number {
  const plain = Math.log2(m / u)
  const own = Math.log2(m / Math.max(share, 1e-9))
  return Math.min(MOST_BITS, plain + trust * (own - plain))
}

/**
 * The share to reckon with for a value, from a reference and a file: the larger of both where the reference has
 * the value, so that neither a local speciality nor a common name counts as rare. A value that the reference
 * has not got is taken from the file, but never rarer than the floor.
 * @param value - as it is compared
 * @param reference - share of a value in the reference population; undefined where it has not got it
 * @param inFile - share of the file's records that hold it
 * @param floor - share of the rarest value that a reference of this size could have shown
 * @returns from 0 to 1
 */
export function shareOf(value: string, reference: Reference, inFile: number, floor: number): number {
  const known = reference(value)
  return known === undefined ? Math.max(floor, Math.min(inFile, 10 * floor)) : Math.max(floor, known)
}
