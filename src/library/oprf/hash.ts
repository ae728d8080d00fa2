/** Hashing onto the group and to scalars: RFC 9380's expand_message_xmd with SHA-512, RFC 9497's names. */
import { hash } from 'node:crypto'
import { fromHash, reduce } from './group.ts'

export type Mode = 'OPRF' | 'VOPRF'

const modeByte: Record<Mode, number> = { OPRF: 0, VOPRF: 1 }

/**
 * Writes the context of RFC 9497, 3.1: `OPRFV1-` ‖ mode ‖ `-ristretto255-SHA512`.
 * @param mode - of the protocol
 * @returns its bytes
 */
export const contextString = (mode: Mode): Buffer =>
  Buffer.concat([Buffer.from('OPRFV1-'), Buffer.of(modeByte[mode]), Buffer.from('-ristretto255-SHA512')])

const tagged = (tag: string, mode: Mode) => Buffer.concat([Buffer.from(tag), contextString(mode)])

const groupTag: Record<Mode, Buffer> = {
  OPRF: tagged('HashToGroup-', 'OPRF'),
  VOPRF: tagged('HashToGroup-', 'VOPRF'),
}
const scalarTag = tagged('HashToScalar-', 'VOPRF')

const sha512 = (bytes: Uint8Array): Buffer => hash('sha512', bytes, 'buffer')

/** SHA-512's block, which expand_message_xmd begins with as zeros. */
const BLOCK = 128

/**
 * RFC 9380, 5.3.1, for 64 bytes, which are one block of SHA-512's output.
 * @param message - any bytes
 * @param tag - the domain separation tag; 255 bytes at most
 * @returns 64 bytes
 * @throws RangeError when the tag is longer
 */
export function expandMessage(message: Uint8Array, tag: Uint8Array): Buffer {
  if (tag.length > 255) throw new RangeError('A domain separation tag has 255 bytes at most.')
  const tail = tag.length + 1
  const first = Buffer.alloc(BLOCK + message.length + 3 + tail)
  first.set(message, BLOCK)
  first[BLOCK + message.length + 1] = 64
  first.set(tag, BLOCK + message.length + 3)
  first[first.length - 1] = tag.length
  const second = Buffer.alloc(64 + 1 + tail)
  second.set(sha512(first), 0)
  second[64] = 1
  second.set(tag, 65)
  second[second.length - 1] = tag.length
  return sha512(second)
}

/**
 * Hashes bytes onto the group (RFC 9497, 4.1).
 * @param input - any bytes
 * @param mode - whose tag separates it from other uses
 * @returns an element, 32 bytes
 */
export const hashToGroup = (input: Uint8Array, mode: Mode = 'VOPRF'): Uint8Array =>
  fromHash(expandMessage(input, groupTag[mode]))

/**
 * Hashes bytes to a scalar (RFC 9497, 4.1).
 * @param input - any bytes
 * @param tag - the domain separation tag; that of mode VOPRF when left out
 * @returns a scalar, 32 bytes
 */
export const hashToScalar = (input: Uint8Array, tag: Uint8Array = scalarTag): Uint8Array =>
  reduce(expandMessage(input, tag))

/**
 * Makes what the RFC gives out (RFC 9497, 3.3.1). The index keeps the element instead
 * (docs/wire/sealed-index.md).
 * @param input - the bytes that were blinded
 * @param element - with the blind taken off, 32 bytes
 * @returns 64 bytes
 */
export function finalize(input: Uint8Array, element: Uint8Array): Buffer {
  return sha512(Buffer.concat([lengthOf(input), input, lengthOf(element), element, Buffer.from('Finalize')]))
}

/**
 * Writes a length as I2OSP(length, 2) of RFC 8017.
 * @param bytes - at most 65,535 of them
 * @returns two bytes, the high one first
 */
export function lengthOf(bytes: Uint8Array): Buffer {
  return Buffer.of(bytes.length >> 8, bytes.length & 255)
}

/**
 * Makes the seed of RFC 9497's composites, 2.2.1.
 * @param key - the public key, 32 bytes
 * @returns 64 bytes
 */
export const compositeSeed = (key: Uint8Array): Buffer => {
  const tag = tagged('Seed-', 'VOPRF')
  return sha512(Buffer.concat([lengthOf(key), key, lengthOf(tag), tag]))
}
