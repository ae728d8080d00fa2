/**
 * A box that only the browser's cookie opens. The cookie holds 32 random bytes; from them come the place
 * where the box lies and the key to it. The database alone gives nothing back.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

export type CookieBox = {
  /** where it lies: what the database calls `id_hash` */
  place: Buffer
  lock: (plain: Uint8Array) => Buffer
  /** @returns null when it was changed, or is another's */
  unlock: (locked: Uint8Array) => Buffer | null
}

const NONCE = 12
const TAG = 16

/**
 * Draws the value of a new cookie.
 * @returns 32 random bytes, base64url
 */
export const newCookie = (): string => randomBytes(32).toString('base64url')

/**
 * Derives the box that a cookie opens.
 * @param cookie - its value, as the browser sent it
 * @returns null when the cookie's value is none of ours
 */
export function boxOf(cookie: string): CookieBox | null {
  if (!/^[\w-]{43}$/.test(cookie)) return null
  const secret = Buffer.from(cookie, 'base64url')
  const derive = (label: string) =>
    Buffer.from(hkdfSync('sha256', secret, '', `seamark/draft/v1/${label}`, 32))
  const place = derive('place')
  const key = derive('key')
  return {
    place,
    lock: (plain) => {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(place)
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
    unlock: (locked) => {
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, locked.subarray(0, NONCE), {
          authTagLength: TAG,
        })
        decipher.setAAD(place).setAuthTag(locked.subarray(-TAG))
        return Buffer.concat([decipher.update(locked.subarray(NONCE, -TAG)), decipher.final()])
      } catch {
        return null
      }
    },
  }
}
