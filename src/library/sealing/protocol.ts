/** What agency, key holders and node agree on: names and limits of docs/wire/sealed-index.md, version 1. */
import { identifierKinds } from '../identifiers/index.ts'

/** Every kind of token. Each has keys of its own. */
export const tokenKinds: readonly string[] = [...identifierKinds, 'person']

export const SUITE = 'ristretto255-SHA512'
export const WIRE_VERSION = 1

/** Elements of one call to a key holder: 256 KiB each way. */
export const MOST_ELEMENTS = 8_192

/** Elements of one call that asks for the RFC's own proof, which costs two multiplications each. */
export const MOST_PROVED = 512

/** How far a caller's clock may be off, in seconds; so long nonces are remembered. */
export const CLOCK_SKEW = 300

export const purposes = ['seal', 'check', 'rekey'] as const
export type Purpose = (typeof purposes)[number]

/** Fields of a call that its signature stands for. */
export type SignedCall = {
  method: string
  /** path with query */
  path: string
  /** the holder's identity key, so that a call fits no other holder */
  holder: string
  caller: string
  /** seconds since 1970 */
  time: string
  nonce: string
  purpose: string
  /** SHA-256, lower-case hex */
  bodyHash: string
}

/**
 * Writes the text that a caller signs.
 * @param call - all that the signature binds
 * @returns lines, none after the last
 */
export const signedText = (call: SignedCall): string =>
  [
    'seamark-keyholder/1',
    ...[call.method, call.path, call.holder, call.caller, call.time, call.nonce, call.purpose, call.bodyHash],
  ].join('\n')

/** What stands before a document of parameters when it is signed. */
export const PARAMETERS_PREFIX = 'seamark-keyholder-parameters/1\n'

/** An epoch as a key holder publishes it. */
export type PublishedEpoch = {
  epoch: number
  state: 'current' | 'next'
  /** kind to K_j, base64url */
  keys: Record<string, string>
  rekeyed_from?: number
  /** identity of the other holder */
  with?: string
  other_keys?: Record<string, string>
  proofs?: Record<string, string>
}

export type HolderParameters = {
  version: number
  suite: string
  holder: string
  identity: string
  issued: string
  epochs: PublishedEpoch[]
}

/** A fault of a key holder: a stable code, and words for the person at the terminal. */
export class HolderFault extends Error {
  readonly code: string
  readonly status: number
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/**
 * Writes bytes as base64url without padding (RFC 4648, 5).
 * @param bytes - any
 * @returns the text
 */
export const toText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

/**
 * Reads base64url without padding, in its one canonical writing.
 * @param text - anything
 * @param size - how many bytes it must be; any number when left out
 * @returns the bytes, or null when it is no base64url without padding, or not of that size
 */
export function fromText(text: unknown, size?: number): Uint8Array | null {
  if (typeof text !== 'string' || !/^[A-Za-z0-9_-]*$/.test(text)) return null
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.toString('base64url') !== text || (size !== undefined && bytes.length !== size)) return null
  return new Uint8Array(bytes)
}
