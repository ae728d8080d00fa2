/**
 * Σ w_i·P_i for public elements and public weights of 128 bits, by Pippenger's buckets: some twenty additions
 * an element where a multiplication takes three hundred. Held against libsodium by a test of properties.
 */
import { SIZE, at, count } from '../group.ts'
import { coderSize, openCoder, writeIdentity } from './decode.ts'
import { POINT, PREPARED } from './field-program.ts'
import { openField } from './field.ts'

/** Bytes of a weight. */
export const WEIGHT = 16

/** Elements of one run: what the program's memory holds. */
const AT_ONCE = 8_192

/** Bits of a window, and so 2^bits − 1 buckets. */
const BITS = 8

export type Sum = (elements: Uint8Array, weights: Uint8Array) => Uint8Array

/**
 * Opens a place to compute in; keep it, it is a megabyte or two.
 * @returns a function of a row of elements and a row of weights (16 bytes each), which gives the canonical
 *   encoding of the sum (zeros: the identity), and throws RangeError when an element is none
 */
export function openWeightedSum(): Sum {
  const field = openField()
  const { limbs, addPoint, addPrepared } = field
  let free = field.free
  const take = (bytes: number) => (free += bytes) - bytes
  const coder = openCoder(field, take(coderSize))
  const total = take(POINT)
  const running = take(POINT)
  const windowSum = take(POINT)
  const buckets = take(POINT * 2 ** BITS)
  const prepared = take(PREPARED * AT_ONCE)

  const addWindow = (weights: Uint8Array, first: number, last: number, byte: number) => {
    for (let bucket = 1; bucket < 2 ** BITS; bucket += 1) writeIdentity(limbs, buckets + bucket * POINT)
    for (let i = first; i < last; i += 1) {
      const digit = weights[i * WEIGHT + byte] ?? 0
      if (digit !== 0) addPrepared(buckets + digit * POINT, prepared + (i - first) * PREPARED)
    }
    // Σ j·B_j as the sum of running sums from the top.
    writeIdentity(limbs, running)
    writeIdentity(limbs, windowSum)
    for (let bucket = 2 ** BITS - 1; bucket > 0; bucket -= 1) {
      addPoint(running, buckets + bucket * POINT)
      addPoint(windowSum, running)
    }
    addPoint(total, windowSum)
  }

  return (elements, weights) => {
    const length = count(elements)
    if (weights.length !== length * WEIGHT) throw new RangeError('There is not one weight for each element.')
    const sums: Uint8Array[] = []
    for (let first = 0; first < length; first += AT_ONCE) {
      const last = Math.min(length, first + AT_ONCE)
      for (let i = first; i < last; i += 1)
        if (!coder.prepare(at(elements, i), prepared + (i - first) * PREPARED))
          throw new RangeError(`Element ${String(i)} is none.`)
      writeIdentity(limbs, total)
      for (let byte = WEIGHT - 1; byte >= 0; byte -= 1) {
        for (let bit = 0; bit < BITS; bit += 1) addPoint(total, total)
        addWindow(weights, first, last, byte)
      }
      sums.push(coder.encode(total))
    }
    if (sums.length <= 1) return sums[0] ?? new Uint8Array(SIZE)
    writeIdentity(limbs, total)
    for (const sum of sums)
      if (sum.some((byte) => byte !== 0)) {
        if (!coder.prepare(sum, prepared)) throw new RangeError('A sum is no element.')
        addPrepared(total, prepared)
      }
    return coder.encode(total)
  }
}
