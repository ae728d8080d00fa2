/** Calls to a key holder, signed by the caller's own key. */
import { hash, randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { SeamarkError } from '../platform/errors.ts'
import { asAddressRefused, fetchOutside } from '../platform/http/fetch-outside.ts'
import type { OutsideRules } from '../platform/http/outside-addresses.ts'
import { SIZE, PROOF_SIZE } from '../library/oprf/index.ts'
import { signedText, toText, type Purpose, signText, type SigningKey } from '../library/sealing/index.ts'

export type HolderConnection = {
  name: string
  url: string
  /** the holder's identity key */
  identity: string
  /** as this caller is entered there */
  caller: string
  key: SigningKey
  purpose: Purpose
  /** where it may be; the rules of this process where nothing is said */
  rules?: OutsideRules
}

/** A batch takes a second or two; a holder that is busy, somewhat longer. */
const PATIENCE = 120_000

/** A holder that is busy is asked again so often. */
const TRIES_WHEN_BUSY = 30

/** Bytes that a refusal may take. */
const MOST_OF_A_FAULT = 16_384

/** `kind`, `epoch` and so on, of an address. */
type Query = Record<string, string | number>

/**
 * Evaluates elements: `k_j` times each.
 * @returns as many elements, unproved
 * @throws SeamarkError `holder-down`; `address-refused`; `holder-refused`, whose message carries the holder's code
 */
export async function evaluate(
  holder: HolderConnection,
  query: { kind: string; epoch: number },
  elements: Uint8Array,
): Promise<Uint8Array> {
  return await call(holder, '/v1/evaluate', query, elements, elements.length)
}

/** The same with the RFC's batch proof behind it. */
export async function evaluateProved(
  holder: HolderConnection,
  query: { kind: string; epoch: number },
  elements: Uint8Array,
): Promise<{ products: Uint8Array; proof: Uint8Array }> {
  const proved = { ...query, proof: 'rfc9497' }
  return split(await call(holder, '/v1/evaluate', proved, elements, elements.length + PROOF_SIZE))
}

/** `δ` times each element, for the node that moves its index to another epoch. */
export async function rekey(
  holder: HolderConnection,
  query: { kind: string; from: number; to: number },
  elements: Uint8Array,
): Promise<Uint8Array> {
  return await call(holder, '/v1/rekey', query, elements, elements.length)
}

/** The same with a proof from `K_j` to `K_j'`. */
export async function rekeyProved(
  holder: HolderConnection,
  query: { kind: string; from: number; to: number },
  elements: Uint8Array,
): Promise<{ products: Uint8Array; proof: Uint8Array }> {
  const proved = { ...query, proof: 'rfc9497' }
  return split(await call(holder, '/v1/rekey', proved, elements, elements.length + PROOF_SIZE))
}

const split = (bytes: Uint8Array) => ({
  products: bytes.subarray(0, bytes.length - PROOF_SIZE),
  proof: bytes.subarray(bytes.length - PROOF_SIZE),
})

async function call(
  holder: HolderConnection,
  path: string,
  query: Query,
  body: Uint8Array,
  expected: number,
): Promise<Uint8Array> {
  const parts = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
  const withQuery = `${path}?${parts.join('&')}`
  for (let attempt = 1; ; attempt += 1) {
    const { status, bytes } = await send(holder, withQuery, body, expected)
    if (status === 200) {
      if (bytes.length === expected && expected % SIZE === 0) return bytes
      throw lies(holder, 'It answered another number of elements than it was asked for.')
    }
    const { error, message } = faultOf(bytes)
    if (error === 'busy' && attempt < TRIES_WHEN_BUSY) {
      await setTimeout(100 + Math.random() * 100 * attempt)
      continue
    }
    throw new SeamarkError(
      'conflict',
      'holder-refused',
      `The key holder ${holder.name} refused (${error}): ${message}`,
      { cause: Object.assign(new Error(message), { code: error }) },
    )
  }
}

async function send(
  holder: HolderConnection,
  path: string,
  body: Uint8Array,
  expected: number,
): Promise<{ status: number; bytes: Uint8Array }> {
  const signed = {
    ...{ method: 'POST', path, holder: holder.identity, caller: holder.caller, purpose: holder.purpose },
    time: String(Math.floor(Date.now() / 1000)),
    nonce: toText(randomBytes(16)),
  }
  const text = signedText({ ...signed, bodyHash: hash('sha256', body) })
  try {
    return await fetchOutside(new URL(path, holder.url), {
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        'seamark-caller': signed.caller,
        'seamark-time': signed.time,
        'seamark-nonce': signed.nonce,
        'seamark-purpose': signed.purpose,
        'seamark-signature': signText(holder.key, text),
      },
      body,
      patience: PATIENCE,
      most: Math.max(expected, MOST_OF_A_FAULT),
      types: ['application/octet-stream', 'application/json'],
      ...(holder.rules ? { rules: holder.rules } : {}),
    })
  } catch (cause) {
    const refused = asAddressRefused(cause, `The key holder ${holder.name}`)
    if (refused) throw refused
    throw new SeamarkError(
      'unavailable',
      'holder-down',
      `The key holder ${holder.name} (${holder.url}) does not answer. What was sent is kept; run the same command again when it is back.`,
      { cause },
    )
  }
}

/** @returns the error that a holder's answer was false; nothing of its batch is used */
export function lies(holder: Pick<HolderConnection, 'name'>, what: string): SeamarkError {
  return new SeamarkError(
    'conflict',
    'holder-lies',
    `The key holder ${holder.name} answered falsely. ${what} Nothing of this batch was used. Tell its operator.`,
  )
}

/** What another body's program says is shown at a terminal, never on a page: short, and without control signs. */
function faultOf(bytes: Uint8Array): { error: string; message: string } {
  try {
    const { error, message } = JSON.parse(Buffer.from(bytes).toString()) as Record<string, unknown>
    if (typeof error === 'string' && /^[a-z][a-z-]{0,39}$/.test(error))
      return {
        error,
        message: String(message)
          .replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, ' ')
          .slice(0, 300),
      }
  } catch {
    // told below
  }
  return { error: 'unreadable', message: 'It gave no reason.' }
}
