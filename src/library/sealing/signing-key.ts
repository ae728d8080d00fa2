/** Ed25519 keys as 32 bytes of base64url: who a key holder is, and who asks it. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'

export type SigningKey = { public: string; private: string }

/**
 * Draws a new key. One that begins with a hyphen would be an option on a command line, so it is drawn again.
 * @returns both halves, base64url
 */
export function newSigningKey(): SigningKey {
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  return x.startsWith('-') ? newSigningKey() : { public: x, private: d }
}

/**
 * Signs a text (Ed25519).
 * @param key - of the caller or the holder
 * @param text - signed as UTF-8
 * @returns the signature, base64url
 */
export function signText(key: SigningKey, text: string): string {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: key.public, d: key.private }
  return sign(null, Buffer.from(text), createPrivateKey({ key: jwk, format: 'jwk' })).toString('base64url')
}

/**
 * Checks a signature. Never throws: a key or a signature that is none has signed nothing.
 * @param publicKey - Ed25519, 32 bytes as base64url
 * @param text - that was signed, as UTF-8
 * @param signature - base64url
 * @returns true when this key signed this text
 */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'))
  } catch {
    return false
  }
}
