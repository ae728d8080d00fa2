/** Ids and references. */
import { randomBytes, randomInt } from 'node:crypto'

/**
 * Makes a UUID of version 7 (RFC 9562): ordered by time, so that indexes grow at one end.
 * @param now - milliseconds since 1970
 * @returns in lower case, with hyphens; plain text, or the brand that whoever asks names: `newId<PersonId>()`
 */
// Which brand it is, nothing but the place knows where the id is used.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export function newId<Wanted extends string = string>(now: number = Date.now()): Wanted {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now, 0, 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  return id as Wanted
}

// Crockford's base 32: no I, L, O or U, so that a reference survives the telephone.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * A report's reference, like `SM-7K3M-Q9TX-2`. Random, because a running number would tell a partner how
 * much an agency files, and would tie a sanitised version to its original. The last sign is a check.
 * @returns with hyphens, in capitals
 */
export function newReference(): string {
  const signs = Array.from({ length: 8 }, () => randomInt(32))
  return writeReference(signs)
}

/**
 * Reads a reference in any spelling: lower case, without hyphens, O for 0, I or L for 1.
 * @param text - as somebody typed it
 * @returns the reference as it is written, or null when it is none (or misheard: the check differs)
 */
export function readReference(text: string): string | null {
  const plain = text.toUpperCase().replaceAll(/[\s-]/g, '')
  const body = /^SM([0-9A-Z]{9})$/.exec(plain)?.[1]
  if (body === undefined) return null
  const signs = Array.from(body.replaceAll('O', '0').replaceAll(/[IL]/g, '1'), (sign) =>
    ALPHABET.indexOf(sign),
  )
  if (signs.includes(-1)) return null
  const reference = writeReference(signs.slice(0, 8))
  return reference.endsWith(`-${ALPHABET[signs[8] ?? 0] ?? ''}`) ? reference : null
}

function writeReference(signs: readonly number[]): string {
  // Weights 1, 3, 5 … are odd, hence invertible mod 32: every single wrong sign is caught.
  const check = signs.reduce((sum, sign, index) => sum + sign * (2 * index + 1), 0) % 32
  const text = signs.map((sign) => ALPHABET[sign]).join('')
  return `SM-${text.slice(0, 4)}-${text.slice(4)}-${ALPHABET[check] ?? ''}`
}
