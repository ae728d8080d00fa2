/** Numbers of the field of 2²⁵⁵ − 19 in the program's memory, by their addresses. Public numbers only. */
import { FREE, NUMBER, TWO_D, fieldProgram } from './field-program.ts'

type Operation = (out: number, a: number, b: number) => void

export type Field = {
  multiply: Operation
  /** a, squared `times` times */
  square: (out: number, a: number, times: number) => void
  add: Operation
  subtract: Operation
  /** the point at `out` plus the one at `a` */
  addPoint: (out: number, a: number) => void
  /** the point at `out` plus the prepared one at `a` */
  addPrepared: (out: number, a: number) => void
  /** limbs, ten a number; an address divided by four is the index */
  limbs: Int32Array
  /** the first byte that nothing uses yet */
  free: number
  constants: { one: number; d: number; rootOfMinusOne: number; inverseRootOfAMinusD: number }
}

// The compiler is told of node alone, whose types leave WebAssembly to the browser's.
const engine = (
  globalThis as unknown as {
    WebAssembly: {
      Module: new (program: Uint8Array) => object
      Instance: new (module: object) => {
        exports: Omit<Field, 'limbs' | 'free' | 'constants'> & { memory: { buffer: ArrayBuffer } }
      }
    }
  }
).WebAssembly

/** The memory of one program: fifteen thousand prepared points and their buckets. */
const PAGES = 40

/**
 * Makes an instance of its own, because its memory is scratch.
 * @returns its operations, its memory, and the first free address
 */
export function openField(): Field {
  const { exports } = new engine.Instance(new engine.Module(fieldProgram(PAGES)))
  const { memory, ...operations } = exports
  const limbs = new Int32Array(memory.buffer)
  let free = FREE
  const keep = (value: bigint, address: number) => {
    writeNumber(limbs, address, littleEndian(value))
    return address
  }
  const next = () => (free += NUMBER) - NUMBER
  keep((2n * D) % P, TWO_D)
  const constants = {
    one: keep(1n, next()),
    d: keep(D, next()),
    rootOfMinusOne: keep(ROOT_OF_MINUS_ONE, next()),
    inverseRootOfAMinusD: keep(INVERSE_ROOT_OF_A_MINUS_D, next()),
  }
  return { ...operations, limbs, free, constants }
}

// RFC 9496, 4.1.
const P = 2n ** 255n - 19n
const D = 37095705934669439343138083508754565189542113879843219016388785533085940283555n
const ROOT_OF_MINUS_ONE = 19681161376707505956807079304988542015446066515923890162744021073123829784752n
const INVERSE_ROOT_OF_A_MINUS_D =
  54469307008909316920995813868745141605393597292927456921205312896311721017578n

function littleEndian(value: bigint): Uint8Array {
  return new Uint8Array(Buffer.from(value.toString(16).padStart(64, '0'), 'hex').reverse())
}

/** Bits before each limb. */
const BEFORE = [0, 26, 51, 77, 102, 128, 153, 179, 204, 230] as const

/**
 * Writes 32 bytes, little-endian, of which the topmost bit is left out.
 * @param limbs - the field's memory
 * @param address - where the number goes, in bytes
 * @param bytes - 32 of them
 */
export function writeNumber(limbs: Int32Array, address: number, bytes: Uint8Array): void {
  for (let limb = 0; limb < 10; limb += 1) {
    const bit = BEFORE[limb] ?? 0
    const byte = bit >> 3
    const low =
      (bytes[byte] ?? 0) |
      ((bytes[byte + 1] ?? 0) << 8) |
      ((bytes[byte + 2] ?? 0) << 16) |
      ((bytes[byte + 3] ?? 0) << 24)
    // 25 or 26 bits behind an offset of at most seven are 33 at most, so the fifth byte may be needed.
    const shift = bit & 7
    const value = shift === 0 ? low : (low >>> shift) | ((bytes[byte + 4] ?? 0) << (32 - shift))
    limbs[address / 4 + limb] = value & ((1 << (limb % 2 === 1 ? 25 : 26)) - 1)
  }
}

const work = new Int32Array(10)

/**
 * Reads the one canonical writing of a number; ref10's `fe_tobytes`.
 * @param limbs - the field's memory
 * @param address - where the number stands, in bytes
 * @param bytes - where it goes: 32 bytes, a new row where nothing is given
 * @returns the same 32 bytes, little-endian
 */
export function readNumber(
  limbs: Int32Array,
  address: number,
  bytes: Uint8Array = new Uint8Array(32),
): Uint8Array {
  const first = address / 4
  let quotient = (19 * (limbs[first + 9] ?? 0) + 2 ** 24) >> 25
  for (let limb = 0; limb < 10; limb += 1)
    quotient = ((limbs[first + limb] ?? 0) + quotient) >> (limb % 2 === 1 ? 25 : 26)
  let carry = 19 * quotient
  for (let limb = 0; limb < 10; limb += 1) {
    const width = limb % 2 === 1 ? 25 : 26
    const value = (limbs[first + limb] ?? 0) + carry
    carry = value >> width
    work[limb] = value - (carry << width)
  }
  let held = 0
  let bits = 0
  let place = 0
  for (let limb = 0; limb < 10; limb += 1) {
    const value = work[limb] ?? 0
    let rest = value
    let width = limb % 2 === 1 ? 25 : 26
    while (width > 0) {
      const taken = Math.min(8 - bits, width)
      held |= (rest & ((1 << taken) - 1)) << bits
      rest >>>= taken
      width -= taken
      bits += taken
      if (bits === 8) {
        bytes[place] = held
        place += 1
        held = 0
        bits = 0
      }
    }
  }
  if (place < 32) bytes[place] = held
  return bytes
}
