/** Elements of ristretto255 to points and back (RFC 9496, 4.3). Public elements only. */
import { NUMBER, POINT } from './field-program.ts'
import { readNumber, writeNumber, type Field } from './field.ts'

export type Coder = {
  /** Writes the prepared point of an element at `out`. @returns false when it is none, or the identity */
  prepare: (element: Uint8Array, out: number) => boolean
  /** The canonical 32 bytes of the point at `point`. */
  encode: (point: number) => Uint8Array
}

/** How many numbers a coder works with. */
const REGISTERS = 13

/**
 * Makes a coder that works in the field's memory.
 * @param field - whose arithmetic it uses
 * @param memory - where the coder may work; `coderSize` bytes of it
 * @returns reads and writes points by their addresses
 */
export function openCoder(field: Field, memory: number): Coder {
  const { multiply, square, add, subtract, limbs, constants } = field
  const { one, d, rootOfMinusOne, inverseRootOfAMinusD } = constants
  const [s, ss, u1, u2, u2s, v, r, x, y, t, w0, w1, w2] = Array.from(
    { length: REGISTERS },
    (_, i) => memory + i * NUMBER,
  ) as [...Thirteen]

  const bytes = new Uint8Array(32)
  const written = (number: number) => readNumber(limbs, number, bytes)
  const isNegative = (number: number) => ((written(number)[0] ?? 0) & 1) === 1
  const copy = (out: number, a: number) => limbs.copyWithin(out / 4, a / 4, a / 4 + 10)
  const negate = (out: number, a: number) => {
    for (let limb = 0; limb < 10; limb += 1) limbs[out / 4 + limb] = -(limbs[a / 4 + limb] ?? 0)
  }

  /** a^((p−5)/8), by the chain of ref10. */
  const power = (out: number, a: number) => {
    square(w0, a, 1)
    square(w1, w0, 2)
    multiply(w1, a, w1)
    multiply(w0, w0, w1)
    square(w0, w0, 1)
    multiply(w0, w1, w0)
    square(w1, w0, 5)
    multiply(w0, w1, w0)
    square(w1, w0, 10)
    multiply(w1, w1, w0)
    square(w2, w1, 20)
    multiply(w1, w2, w1)
    square(w1, w1, 10)
    multiply(w0, w1, w0)
    square(w1, w0, 50)
    multiply(w1, w1, w0)
    square(w2, w1, 100)
    multiply(w1, w2, w1)
    square(w1, w1, 50)
    multiply(w0, w1, w0)
    square(w0, w0, 2)
    multiply(out, w0, a)
  }

  const minus = (number: number, into: number) => {
    negate(into, number)
    return readNumber(limbs, into)
  }
  const roots = [
    ...[readNumber(limbs, one), minus(one, w0)],
    ...[readNumber(limbs, rootOfMinusOne), minus(rootOfMinusOne, w0)],
  ]

  /** r = ±1/√a. @returns false when a has no root */
  const inverseRoot = (a: number): boolean => {
    // SQRT_RATIO_M1(1, a) of RFC 9496, 4.2: with u = 1, r = a³ · (a⁷)^((p−5)/8).
    square(x, a, 1)
    multiply(y, x, a)
    square(x, y, 1)
    multiply(x, x, a)
    power(t, x)
    multiply(r, y, t)
    square(x, r, 1)
    multiply(x, x, a)
    // Only with 1 and −1 has a a root: r, or r·√−1. Its sign decides nothing below.
    const found = roots.findIndex((root) => Buffer.compare(root, written(x)) === 0)
    if (found === 1 || found === 3) multiply(r, r, rootOfMinusOne)
    return found === 0 || found === 1
  }

  const prepare = (element: Uint8Array, out: number): boolean => {
    // A canonical element is below 2²⁵⁵ − 19, and even.
    writeNumber(limbs, s, element)
    if (Buffer.compare(written(s), element) !== 0 || ((element[0] ?? 0) & 1) === 1) return false
    square(ss, s, 1)
    subtract(u1, one, ss)
    add(u2, one, ss)
    square(u2s, u2, 1)
    square(v, u1, 1)
    multiply(v, v, d)
    negate(v, v)
    subtract(v, v, u2s)
    multiply(w0, v, u2s)
    copy(ss, w0)
    if (!inverseRoot(ss)) return false
    multiply(x, r, u2)
    multiply(y, r, x)
    multiply(y, y, v)
    multiply(x, x, s)
    add(x, x, x)
    multiply(x, x, one)
    if (isNegative(x)) negate(x, x)
    multiply(y, u1, y)
    multiply(t, x, y)
    // Zero: the identity, or a y that is zero.
    const product = written(t)
    if (((product[0] ?? 0) & 1) === 1 || product.every((byte) => byte === 0)) return false
    add(out, y, x)
    subtract(out + NUMBER, y, x)
    multiply(out + 2 * NUMBER, t, 0)
    return true
  }

  const encode = (point: number): Uint8Array => {
    const [px, py, pz, pt] = [point, point + NUMBER, point + 2 * NUMBER, point + 3 * NUMBER]
    add(u1, pz, py)
    subtract(w0, pz, py)
    multiply(u1, u1, w0)
    multiply(u2, px, py)
    square(w0, u2, 1)
    multiply(ss, u1, w0)
    inverseRoot(ss)
    multiply(u1, r, u1)
    multiply(u2, r, u2)
    multiply(w0, u1, u2)
    multiply(v, w0, pt)
    multiply(w1, pt, v)
    const rotate = isNegative(w1)
    if (rotate) {
      multiply(x, py, rootOfMinusOne)
      multiply(y, px, rootOfMinusOne)
      multiply(w1, u1, inverseRootOfAMinusD)
    } else {
      copy(x, px)
      copy(y, py)
      copy(w1, u2)
    }
    multiply(w2, x, v)
    if (isNegative(w2)) negate(y, y)
    subtract(w2, pz, y)
    multiply(s, w1, w2)
    if (isNegative(s)) negate(s, s)
    return readNumber(limbs, s)
  }
  return { prepare, encode }
}

/** Bytes of memory that a coder works with. */
export const coderSize = REGISTERS * NUMBER

/**
 * Writes the identity of the group.
 * @param limbs - the field's memory
 * @param point - address, in bytes
 */
export function writeIdentity(limbs: Int32Array, point: number): void {
  limbs.fill(0, point / 4, (point + POINT) / 4)
  limbs[point / 4 + 10] = 1
  limbs[point / 4 + 20] = 1
}

type Thirteen = [
  ...[number, number, number, number, number, number, number],
  ...[number, number, number, number, number, number],
]
