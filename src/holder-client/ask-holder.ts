/** Calls to a key holder, signed by the caller's own key. */
import { hash, randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
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
 * @param holder - which one, and the caller's own key
 * @param query - kind, and the epoch whose share is used
 * @param elements - a row of them, 32 bytes each, at most MOST_ELEMENTS
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

/**
 * The same as `evaluate`, with the RFC's batch proof.
 * @param holder - which one, and the caller's own key
 * @param query - kind, and the epoch whose share is used
 * @param elements - a row of them, 32 bytes each
 * @returns as many elements, and the proof, which nobody has checked yet
 * @throws as `evaluate`
 */
export async function evaluateProved(
  holder: HolderConnection,
  query: { kind: string; epoch: number },
  elements: Uint8Array,
): Promise<{ products: Uint8Array; proof: Uint8Array }> {
  const proved = { ...query, proof: 'rfc9497' }
  return split(await call(holder, '/v1/evaluate', proved, elements, elements.length + PROOF_SIZE))
}

/**
 * Multiplies each element by `δ`, for the node that moves its index to another epoch.
 * @param holder - which one, and the node's own key
 * @param query - kind, and the epochs between which the elements move
 * @param elements - a row of them, 32 bytes each
 * @returns as many elements, unproved
 * @throws as `evaluate`
 */
export async function rekey(
  holder: HolderConnection,
  query: { kind: string; from: number; to: number },
  elements: Uint8Array,
): Promise<Uint8Array> {
  return await call(holder, '/v1/rekey', query, elements, elements.length)
}

/**
 * The same as `rekey`, with a proof from `K_j` to `K_j'`.
 * @param holder - which one, and the node's own key
 * @param query - kind, and the epochs between which the elements move
 * @param elements - a row of them, 32 bytes each
 * @returns as many elements, and the proof, which nobody has checked yet
 * @throws as `evaluate`
 */
export async function rekeyProved(
  holder: HolderConnection,
  query: { kind: string; from: number; to: number },
  elements: Uint8Array,
): Promise<{ products: Uint8Array; proof: Uint8Array }> {
  const proved = { ...query, proof: 'rfc9497' }
  return split(await call(holder, '/v1/rekey', proved, elements, elements.length + PROOF_SIZE))
}

/** What a holder gives a caller for one purpose: elements used and given today, and what is left of the one-off allowance. */
export type Quota = { used: number; perDay: number; allowance: number }

const quotaAnswer = z.object({
  purposes: z.record(z.string(), z.object({ used: z.number(), per_day: z.number(), allowance: z.number() })),
})

/**
 * Asks what the holder gives this caller. It costs no element, and says whether the holder knows the caller at all.
 * @param holder - which one, and the caller's own key
 * @returns by purpose; a purpose for which the caller is not entered is not in it
 * @throws SeamarkError `holder-down`; `address-refused`; `holder-refused`, whose cause carries the holder's code
 */
export async function askQuota(holder: HolderConnection): Promise<ReadonlyMap<string, Quota>> {
  const { status, bytes } = await send(holder, '/v1/quota', null, 0)
  if (status !== 200) throw refused(holder, faultOf(bytes))
  try {
    const { purposes } = quotaAnswer.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
    return new Map(
      Object.entries(purposes).map(([purpose, { used, per_day: perDay, allowance }]) => [
        purpose,
        { used, perDay, allowance },
      ]),
    )
  } catch {
    throw lies(holder, 'Its answer about the quota cannot be read.')
  }
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
    const fault = faultOf(bytes)
    if (fault.error === 'busy' && attempt < TRIES_WHEN_BUSY) {
      await setTimeout(100 + Math.random() * 100 * attempt)
      continue
    }
    throw refused(holder, fault)
  }
}

const refused = ({ name }: HolderConnection, { error, message }: ReturnType<typeof faultOf>) =>
  new SeamarkError('conflict', 'holder-refused', `The key holder ${name} refused (${error}): ${message}`, {
    cause: Object.assign(new Error(message), { code: error }),
  })

/** @param body - null for a question without one, which is a GET */
async function send(
  holder: HolderConnection,
  path: string,
  body: Uint8Array | null,
  expected: number,
): Promise<{ status: number; bytes: Uint8Array }> {
  const signed = {
    ...{ path, holder: holder.identity, caller: holder.caller, purpose: holder.purpose },
    method: body === null ? 'GET' : 'POST',
    time: String(Math.floor(Date.now() / 1000)),
    nonce: toText(randomBytes(16)),
  }
  const text = signedText({ ...signed, bodyHash: hash('sha256', body ?? new Uint8Array()) })
  try {
    return await fetchOutside(new URL(path, holder.url), {
      method: signed.method,
      headers: {
        ...(body === null ? {} : { 'content-type': 'application/octet-stream' }),
        'seamark-caller': signed.caller,
        'seamark-time': signed.time,
        'seamark-nonce': signed.nonce,
        'seamark-purpose': signed.purpose,
        'seamark-signature': signText(holder.key, text),
      },
      ...(body === null ? {} : { body }),
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

/**
 * Makes the error for an answer that was false. Nothing of its batch is used.
 * @param holder - who answered
 * @param what - one sentence: what was wrong
 * @returns conflict `holder-lies`
 */
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
