/** What a key holder publishes, believed only as far as its identity key signed it. */
import { z } from 'zod'
import { SeamarkError } from '../platform/errors.ts'
import { asAddressRefused, fetchOutside } from '../platform/http/fetch-outside.ts'
import type { OutsideRules } from '../platform/http/outside-addresses.ts'
import { isElement, isProved } from '../library/oprf/index.ts'
import {
  PARAMETERS_PREFIX,
  SUITE,
  WIRE_VERSION,
  fromText,
  type HolderParameters,
  type PublishedEpoch,
  isSignedBy,
} from '../library/sealing/index.ts'

const element = z.string().refine((text) => isElement(fromText(text, 32) ?? new Uint8Array(0)))
const proof = z.string().refine((text) => fromText(text, 64) !== null)
const byKind = <T extends z.ZodType>(value: T) => z.record(z.string().max(40), value)

const document = z.object({
  version: z.literal(WIRE_VERSION),
  suite: z.literal(SUITE),
  // It is shown to people: no more than a name may be.
  holder: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/i),
  identity: z.string(),
  issued: z.string(),
  epochs: z
    .array(
      z.object({
        epoch: z.int().min(1),
        state: z.enum(['current', 'next']),
        keys: byKind(element),
        rekeyed_from: z.int().optional(),
        with: z.string().optional(),
        other_keys: byKind(element).optional(),
        proofs: byKind(proof).optional(),
      }),
    )
    .min(1)
    .max(2),
})
const signed = z.object({ document: z.string().max(100_000), signature: z.string() })

/**
 * Reads a signed document of parameters.
 * @param input - what `GET /v1/parameters` answered
 * @param identity - the key that this holder is known by; null takes what it says of itself
 * @returns the document, which its own key has signed
 * @throws SeamarkError `holder-changed` when another key signed it, `holder-lies` when it is not well formed
 */
export function readParameters(input: unknown, identity: string | null): HolderParameters {
  const outer = signed.safeParse(input)
  const inner = outer.success ? document.safeParse(jsonOf(outer.data.document)) : null
  if (!outer.success || inner?.success !== true)
    throw new SeamarkError('conflict', 'holder-lies', 'A key holder’s parameters cannot be read.')
  const parameters = inner.data
  if (identity !== null && parameters.identity !== identity)
    throw new SeamarkError(
      'conflict',
      'holder-changed',
      'This key holder is not the one that is known: its identity key is another. Ask its operator before you go on.',
    )
  if (!isSignedBy(parameters.identity, PARAMETERS_PREFIX + outer.data.document, outer.data.signature))
    throw new SeamarkError('conflict', 'holder-lies', 'A key holder’s parameters are not signed by it.')
  return parameters as HolderParameters
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Bytes of a signed document with some room. */
const MOST_BYTES = 250_000

/**
 * Fetches a key holder's parameters and reads them.
 * @param url - of the holder
 * @param identity - the key that this holder is known by; null takes what it says of itself
 * @param rules - where a holder may be; the rules of this process where nothing is said
 * @returns the document, which its own key has signed
 * @throws SeamarkError `holder-down`, `address-refused`, `holder-changed`, `holder-lies`
 */
export async function fetchParameters(
  url: string,
  identity: string | null,
  rules?: OutsideRules,
): Promise<HolderParameters> {
  let input: unknown
  try {
    const { bytes } = await fetchOutside(new URL('/v1/parameters', url), {
      patience: 20_000,
      most: MOST_BYTES,
      types: ['application/json'],
      ...(rules ? { rules } : {}),
    })
    input = JSON.parse(Buffer.from(bytes).toString())
  } catch (cause) {
    const refused = asAddressRefused(cause, `The key holder at ${url}`)
    if (refused) throw refused
    throw new SeamarkError('unavailable', 'holder-down', `The key holder at ${url} does not answer.`, {
      cause,
    })
  }
  return readParameters(input, identity)
}

/**
 * Looks up the public keys of an epoch.
 * @param parameters - of one holder
 * @param epoch - its number
 * @returns null when the holder has none such
 */
export const epochOf = (parameters: HolderParameters, epoch: number): PublishedEpoch | null =>
  parameters.epochs.find((one) => one.epoch === epoch) ?? null

/**
 * Reads a kind's public key.
 * @param keys - kind to key, base64url, as a holder publishes them
 * @param kind - of the values
 * @returns 32 bytes
 * @throws SeamarkError `no-key` when there is none, or it is not of 32 bytes
 */
export function keyOf(keys: Record<string, string> | undefined, kind: string): Uint8Array {
  const bytes = fromText(keys?.[kind], 32)
  if (bytes === null) throw new SeamarkError('conflict', 'no-key', `There is no key for the kind "${kind}".`)
  return bytes
}

/**
 * Did both holders move from one epoch to the next by one and the same factor?
 * @param a - one holder's parameters
 * @param b - the other's
 * @param to - the next epoch
 * @throws SeamarkError `not-one-factor`, naming the kind, when either proof fails or the two do not agree
 */
export function requireOneFactor(a: HolderParameters, b: HolderParameters, to: number): void {
  const [ofA, ofB] = [epochOf(a, to), epochOf(b, to)]
  const [beforeA, beforeB] = [epochOf(a, to - 1), epochOf(b, to - 1)]
  const refuse = (kind: string) =>
    new SeamarkError('conflict', 'not-one-factor', `The holders did not move "${kind}" by one factor.`)
  if (ofA === null || ofB === null || beforeA === null || beforeB === null) throw refuse('any kind')
  if (ofA.with !== b.identity || ofB.with !== a.identity) throw refuse('any kind')
  for (const kind of new Set([...Object.keys(beforeA.keys), ...Object.keys(beforeB.keys)])) {
    const [oldA, newA] = [keyOf(beforeA.keys, kind), keyOf(ofA.keys, kind)]
    const [oldB, newB] = [keyOf(beforeB.keys, kind), keyOf(ofB.keys, kind)]
    const agree = ofA.other_keys?.[kind] === ofB.keys[kind] && ofB.other_keys?.[kind] === ofA.keys[kind]
    const proofs = [ofA.proofs?.[kind], ofB.proofs?.[kind]].map(
      (text) => fromText(text, 64) ?? new Uint8Array(0),
    )
    const [proofA = new Uint8Array(0), proofB = new Uint8Array(0)] = proofs
    if (!agree || !isProved(oldA, newA, oldB, newB, proofA) || !isProved(oldB, newB, oldA, newA, proofB))
      throw refuse(kind)
  }
}
