/** Key pairs of age: an identity opens, its recipient is what things are sealed to. */
import { createPrivateKey, createPublicKey, randomBytes } from 'node:crypto'
import { decodeBech32, encodeBech32 } from './bech32.ts'

export type KeyPair = { identity: string; recipient: string }

const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex')

/**
 * Draws a new pair.
 * @returns identity and recipient
 */
export function newKeyPair(): KeyPair {
  return keyPairOf(randomBytes(32))
}

/**
 * Makes the pair that belongs to a secret.
 * @param secret - 32 bytes
 * @returns identity and recipient
 * @throws Error when it has not 32 bytes
 */
export function keyPairOf(secret: Uint8Array): KeyPair {
  if (secret.length !== 32) throw new Error('A key has 32 bytes')
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, secret]), format: 'der', type: 'pkcs8' })
  const open = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
  return {
    identity: encodeBech32('age-secret-key-', secret).toUpperCase(),
    recipient: encodeBech32('age', open),
  }
}

/**
 * Finds the recipient of an identity.
 * @param identity - AGE-SECRET-KEY-1…
 * @returns age1…
 * @throws Error when it is no identity
 */
export function recipientOfIdentity(identity: string): string {
  const { prefix, bytes } = decodeBech32(identity.trim())
  if (prefix !== 'age-secret-key-') throw new Error('This is no age identity')
  return keyPairOf(bytes).recipient
}
