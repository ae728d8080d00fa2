/** Base 64 (RFC 4648, section 4) and hexadecimal, read strictly: one text for each bytes. */

/**
 * Writes bytes in base 64, with padding.
 * @param bytes - any
 * @returns the text
 */
export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

/**
 * Reads base 64.
 * @param text - with padding, and nothing else
 * @returns the bytes; null for what this program would have written otherwise
 */
export function fromBase64(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : null
}

/**
 * Writes bytes as hexadecimal.
 * @param bytes - any
 * @returns small letters and digits
 */
export const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/**
 * Reads hexadecimal.
 * @param text - small letters and digits
 * @param length - how many bytes it must be
 * @returns the bytes, or null
 */
export function fromHex(text: string, length: number): Uint8Array | null {
  return text.length === 2 * length && /^[\da-f]*$/.test(text) ? Buffer.from(text, 'hex') : null
}

/**
 * Reads a whole number: digits without a leading zero.
 * @param text - as it stands in a note, a path or a proof
 * @returns the number; null for what is not written so, or is past 2^53 - 1
 */
export function readCount(text: string): number | null {
  if (!/^(?:0|[1-9]\d{0,15})$/.test(text)) return null
  const count = Number(text)
  return Number.isSafeInteger(count) ? count : null
}

/**
 * Compares bytes. Nothing that is compared here is secret.
 * @param one - any
 * @param other - any
 * @returns whether they are the same
 */
export const sameBytes = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0
