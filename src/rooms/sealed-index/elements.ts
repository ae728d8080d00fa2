/** Elements as they come to the node: base64url in, bytes out, and nothing that is no element. */
import { setImmediate } from 'node:timers/promises'
import { SeamarkError } from '../../platform/errors.ts'
import type { SubjectKind } from '../../wire/codes.ts'
import { isElement } from '../../library/oprf/index.ts'

/** Kinds of token: those of identifiers, and persons by name and birth together. Each has a key of its own. */
export const sealedKinds = [
  'phone',
  'vehicle',
  'vessel',
  'email',
  'account',
  'wallet',
  'device',
  'document',
  'handle',
  'person',
] as const satisfies readonly SubjectKind[]

const ENCODED = /^[A-Za-z0-9_-]{43}$/

/** So many are looked at before others get their turn: about five milliseconds. */
const AT_ONCE = 1_000

/**
 * Decodes elements and refuses what is not the canonical encoding of one, or is the identity.
 * @param encoded - base64url without padding, 43 characters each
 * @returns 32 bytes each, in the same order
 * @throws SeamarkError 422 `bad-element` that names the first bad one's place, counted from 0
 */
export async function readElements(encoded: readonly string[]): Promise<Buffer[]> {
  const elements: Buffer[] = []
  for (const [place, text] of encoded.entries()) {
    if (place > 0 && place % AT_ONCE === 0) await setImmediate()
    const bytes = ENCODED.test(text) ? Buffer.from(text, 'base64url') : null
    // One element has one spelling: the last character's spare bits are zero.
    if (bytes === null || bytes.toString('base64url') !== text || !isElement(bytes)) throw badElement(place)
    elements.push(bytes)
  }
  return elements
}

function badElement(place: number): SeamarkError {
  return new SeamarkError(
    'invalid',
    'bad-element',
    `The token at place ${String(place)} is no element of the group. Nothing of this call was kept.`,
    { status: 422 },
  )
}
