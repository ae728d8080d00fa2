/**
 * SHA-256 and Ed25519, as Node.js itself has them. The one file of the wire that imports anything: who verifies a
 * ledger hashes millions of times, and a hash in plain script takes ten times as long.
 */
import {
  createPrivateKey,
  createPublicKey,
  hash,
  randomBytes,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto'

/** Bytes of a SHA-256 digest. */
export const DIGEST_BYTES = 32
/** Bytes of an Ed25519 public key, and of the seed of a private one. */
export const KEY_BYTES = 32
/** Bytes of an Ed25519 signature. */
export const SIGNATURE_BYTES = 64

/**
 * Hashes bytes (FIPS 180-4).
 * @param bytes - all of them
 * @returns 32 bytes
 */
export const sha256 = (bytes: Uint8Array): Uint8Array =>
  Buffer.from(hash('sha256', bytes, 'binary'), 'latin1')

/**
 * Hashes bytes, for where the digest is written down.
 * @param bytes - all of them
 * @returns hexadecimal, small letters
 */
export const sha256Hex = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex')

/**
 * Hashes bytes, and puts the digest where it is wanted. Node.js takes three times as long to make a buffer of its own
 * for a digest as to make the digest; as a text of bytes it costs next to nothing.
 * @param bytes - all of them
 * @param into - where 32 bytes are written
 * @param at - the byte at which they begin
 */
export function sha256Into(bytes: Uint8Array, into: Buffer, at: number): void {
  into.write(hash('sha256', bytes, 'binary'), at, DIGEST_BYTES, 'latin1')
}

// An Ed25519 key in its envelope (RFC 8410) is these bytes and the 32 of the key.
const PRIVATE_ENVELOPE = Buffer.from('302e020100300506032b657004220420', 'hex')
const PUBLIC_ENVELOPE = Buffer.from('302a300506032b6570032100', 'hex')

const privateKey = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PRIVATE_ENVELOPE, seed]), format: 'der', type: 'pkcs8' })

/**
 * Draws the seed of a new key.
 * @returns 32 random bytes
 */
export const newSeed = (): Uint8Array => randomBytes(KEY_BYTES)

/**
 * Works out the public key.
 * @param seed - 32 bytes, the private key (RFC 8032)
 * @returns 32 bytes
 */
export function publicKeyOf(seed: Uint8Array): Uint8Array {
  const envelope = createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' })
  return Buffer.from(envelope.subarray(PUBLIC_ENVELOPE.length))
}

/**
 * Signs (Ed25519, RFC 8032).
 * @param seed - 32 bytes, the private key
 * @param message - what is signed
 * @returns 64 bytes
 */
export const signEd25519 = (seed: Uint8Array, message: Uint8Array): Uint8Array =>
  sign(null, message, privateKey(seed))

/**
 * Verifies a signature.
 * @param key - 32 bytes, the public key
 * @param message - what is said to be signed
 * @param signature - as it was given, of whatever length
 * @returns whether the key has signed the message; false too for what is no key
 */
export function verifyEd25519(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (key.length !== KEY_BYTES || signature.length !== SIGNATURE_BYTES) return false
  try {
    const envelope = Buffer.concat([PUBLIC_ENVELOPE, key])
    return verify(null, message, createPublicKey({ key: envelope, format: 'der', type: 'spki' }), signature)
  } catch {
    return false
  }
}
