/**
 * The group ristretto255 (RFC 9496), as libsodium computes it: the one place of this room that calls it.
 * What is secret (shares, blinds, factors) is multiplied here and nowhere else, in libsodium's constant time.
 */
import { randomFillSync } from 'node:crypto'
import sodium from 'libsodium-wrappers-sumo'

await sodium.ready

/** Bytes of an element and of a scalar. */
export const SIZE = 32

/** The identity, which is no answer and no question. */
const NOTHING = new Uint8Array(SIZE)

/**
 * Looks up the element or scalar at a place of a row of them.
 * @param row - 32 bytes for each
 * @param index - from 0
 * @returns a view of the row, not a copy
 */
export const at = (row: Uint8Array, index: number): Uint8Array =>
  row.subarray(index * SIZE, index * SIZE + SIZE)

/**
 * Counts the elements or scalars of a row.
 * @param row - 32 bytes for each
 * @returns how many
 * @throws RangeError when it ends within one
 */
export function count(row: Uint8Array): number {
  if (row.length % SIZE !== 0) throw new RangeError('A row of elements ends within an element.')
  return row.length / SIZE
}

/**
 * Is this the canonical encoding of an element other than the identity?
 * @param bytes - anything
 * @returns false for the identity, too
 */
export const isElement = (bytes: Uint8Array): boolean =>
  bytes.length === SIZE && !same(bytes, NOTHING) && sodium.crypto_core_ristretto255_is_valid_point(bytes)

/**
 * Is this a scalar below the order, and not zero?
 * @param bytes - anything, little-endian
 * @returns false for zero, too
 */
export const isScalar = (bytes: Uint8Array): boolean =>
  bytes.length === SIZE && !same(bytes, NOTHING) && same(reduce(widened(bytes)), bytes)

/**
 * Multiplies an element by a scalar, in constant time.
 * @param scalar - 32 bytes
 * @param element - 32 bytes
 * @returns 32 bytes
 * @throws Error when it is no element, or the identity, or the product is
 */
export const multiply = (scalar: Uint8Array, element: Uint8Array): Uint8Array =>
  sodium.crypto_scalarmult_ristretto255(scalar, element)

/**
 * Multiplies the generator by a scalar, in constant time.
 * @param scalar - 32 bytes
 * @returns an element, 32 bytes
 */
export const multiplyBase = (scalar: Uint8Array): Uint8Array =>
  sodium.crypto_scalarmult_ristretto255_base(scalar)

/**
 * Adds two elements.
 * @param a - 32 bytes
 * @param b - 32 bytes
 * @returns their sum, 32 bytes
 * @throws Error when either is no element
 */
export const add = (a: Uint8Array, b: Uint8Array): Uint8Array => sodium.crypto_core_ristretto255_add(a, b)

/**
 * Maps 64 even bytes onto the group (RFC 9496, 4.3.4).
 * @param bytes - 64 of them
 * @returns an element, 32 bytes
 */
export const fromHash = (bytes: Uint8Array): Uint8Array => sodium.crypto_core_ristretto255_from_hash(bytes)

/**
 * Reduces 64 bytes, little-endian, to a scalar.
 * @param bytes - 64 of them
 * @returns a scalar, 32 bytes
 */
export const reduce = (bytes: Uint8Array): Uint8Array => sodium.crypto_core_ristretto255_scalar_reduce(bytes)

/**
 * Multiplies two scalars, modulo the order of the group.
 * @param a - 32 bytes
 * @param b - 32 bytes
 * @returns their product, 32 bytes
 */
export const multiplyScalars = (a: Uint8Array, b: Uint8Array): Uint8Array =>
  sodium.crypto_core_ristretto255_scalar_mul(a, b)

/**
 * Adds two scalars, modulo the order of the group.
 * @param a - 32 bytes
 * @param b - 32 bytes
 * @returns their sum, 32 bytes
 */
export const addScalars = (a: Uint8Array, b: Uint8Array): Uint8Array =>
  sodium.crypto_core_ristretto255_scalar_add(a, b)

/**
 * Subtracts a scalar from another, modulo the order of the group.
 * @param a - 32 bytes
 * @param b - 32 bytes; it is taken off `a`
 * @returns the difference, 32 bytes
 */
export const subtractScalars = (a: Uint8Array, b: Uint8Array): Uint8Array =>
  sodium.crypto_core_ristretto255_scalar_sub(a, b)

/**
 * Inverts a scalar.
 * @param scalar - 32 bytes
 * @returns the scalar that gives 1 with it, 32 bytes
 * @throws Error for zero
 */
export const invert = (scalar: Uint8Array): Uint8Array =>
  sodium.crypto_core_ristretto255_scalar_invert(scalar)

/** The group's generator. */
export const generator: Uint8Array = multiplyBase(Uint8Array.of(1, ...new Uint8Array(SIZE - 1)))

/**
 * Scalars drawn evenly, as 64 random bytes each, reduced: libsodium's own drawing takes longer than a
 * multiplication where it must ask the host for every word.
 * @param howMany - how many to draw
 * @returns a row of them, 32 bytes each, none of them zero
 */
export function randomScalars(howMany: number): Uint8Array {
  const wide = randomFillSync(new Uint8Array(howMany * 2 * SIZE))
  const row = new Uint8Array(howMany * SIZE)
  for (let i = 0; i < howMany; i += 1) {
    const scalar = reduce(wide.subarray(i * 64, i * 64 + 64))
    row.set(same(scalar, NOTHING) ? randomScalars(1) : scalar, i * SIZE)
  }
  return row
}

/**
 * Inverts a whole row by Montgomery's trick: one inversion, and three multiplications a scalar.
 * @param scalars - a row of them, 32 bytes each
 * @returns the inverses, in the same order
 * @throws Error for zero
 */
export function invertAll(scalars: Uint8Array): Uint8Array {
  const length = count(scalars)
  if (length === 0) return new Uint8Array(0)
  const upTo: Uint8Array[] = []
  for (let i = 0; i < length; i += 1) {
    const before = upTo[i - 1]
    upTo.push(before === undefined ? at(scalars, i) : multiplyScalars(before, at(scalars, i)))
  }
  const inverses = new Uint8Array(scalars.length)
  let rest = invert(upTo[length - 1] ?? NOTHING)
  for (let i = length - 1; i > 0; i -= 1) {
    inverses.set(multiplyScalars(rest, upTo[i - 1] ?? NOTHING), i * SIZE)
    rest = multiplyScalars(rest, at(scalars, i))
  }
  inverses.set(rest, 0)
  return inverses
}

/**
 * Compares public bytes. It takes no constant time, so nothing secret is handed in.
 * @param a - any bytes
 * @param b - any bytes
 * @returns true when they are equal
 */
export function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}

function widened(scalar: Uint8Array): Uint8Array {
  const wide = new Uint8Array(64)
  wide.set(scalar)
  return wide
}
