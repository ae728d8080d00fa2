/**
 * The provider's ID token, which it wants to see when somebody signs out: it holds a name and an address. It is sealed
 * with a key that comes from the session's secret, which only the browser's cookie has: the database alone, or a copy of
 * it, gives nothing back.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { z } from 'zod'

const NONCE = 12
const TAG = 16
/** Bytes: a token with more groups in it than this is signed out of without it. */
const LARGEST = 30_000

const kept = z.object({ provider: z.string(), idToken: z.string().nullable() })

/** Which provider made it, and the token itself; null where it gave none, or one that is too large to be kept. */
export type KeptIdToken = z.output<typeof kept>

const keyOf = (secret: string) => Buffer.from(hkdfSync('sha256', secret, '', 'seamark id token 1', 32))

/**
 * Seals an ID token.
 * @param secret - the session's, as the cookie holds it
 * @param token - with the provider that made it
 * @returns nonce, ciphertext and tag
 */
export function sealIdToken(secret: string, token: KeptIdToken): Buffer {
  const { provider, idToken } = token
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce)
  const small = idToken !== null && Buffer.byteLength(idToken) <= LARGEST ? idToken : null
  const text = JSON.stringify({ provider, idToken: small })
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

/**
 * Opens it again.
 * @param secret - the value of the session's cookie
 * @param sealed - as `sealIdToken` gave it; null: there is none
 * @returns null where this secret does not open it
 */
export function openIdToken(secret: string | undefined, sealed: Buffer | null): KeptIdToken | null {
  if (secret === undefined || sealed === null || sealed.length <= NONCE + TAG) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), sealed.subarray(0, NONCE), {
      authTagLength: TAG,
    })
    decipher.setAuthTag(sealed.subarray(-TAG))
    const text = Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()])
    return kept.parse(JSON.parse(text.toString('utf8')))
  } catch {
    // Another session's, or damaged: signing out goes on without it.
    return null
  }
}
