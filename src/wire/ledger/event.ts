/**
 * An event of the ledger as the tree takes it. The tree holds an entry: the digest of the event's content and a salt.
 * Whoever erases content and salt leaves the entry, and with it the whole tree; without the salt nobody can guess what
 * the content was.
 */
import { fromHex, toHex } from './base64.ts'
import { canonicalJson, type Json } from './canonical-json.ts'
import { isCanonical } from './canonical-text.ts'
import { DIGEST_BYTES, sha256, sha256Hex } from './digests.ts'
import { malformed } from './fault.ts'

/** What an event says. Times are UTC, to the microsecond; of what the public did, the hour. */
export type EventContent = {
  at: string
  /** the agency in whose ledger it stands, by its number in the node */
  agency: number | null
  person: string | null
  service: string | null
  kind: string
  operation: string
  purpose: string | null
  subject: { kind: string | null; id: string | null } | null
  recipients: readonly number[]
  detail: { readonly [name: string]: Json }
}

/** Bytes of a salt. */
export const SALT_BYTES = 16

/** A line of an export: the event, or, where its content was erased, the digest that is left. */
export type EventLine =
  { sequence: number; content: EventContent; salt: Uint8Array } | { sequence: number; digest: Uint8Array }

/**
 * Works out the digest of an event.
 * @param salt - 16 random bytes of its own
 * @param content - the bytes of its canonical JSON
 * @returns SHA-256 of both, one behind the other
 */
export const eventDigest = (salt: Uint8Array, content: Uint8Array): Uint8Array =>
  sha256(Buffer.concat([salt, content]))

/**
 * Writes the entry that stands in the tree.
 * @param sequence - the event's place, the first is 0
 * @param digest - of the event
 * @returns canonical JSON
 */
export const entryOf = (sequence: number, digest: Uint8Array): string =>
  `{"digest":"${toHex(digest)}","sequence":${String(sequence)},"v":1}`

const ENTRY = /^\{"digest":"([\da-f]{64})","sequence":(\d{1,16}),"v":1\}$/

/**
 * Reads an entry of the tree.
 * @param entry - its bytes
 * @returns place and digest
 * @throws LedgerFault `malformed`
 */
export function readEntry(entry: Uint8Array): { sequence: number; digest: Uint8Array } {
  const text = Buffer.from(entry).toString('latin1')
  const [, hex = '', place = ''] = ENTRY.exec(text) ?? []
  const digest = fromHex(hex, DIGEST_BYTES)
  if (digest === null || entryOf(Number(place), digest) !== text)
    throw malformed('This is no entry of a ledger.')
  return { sequence: Number(place), digest }
}

/**
 * Writes the canonical JSON of an event.
 * @param content - what it says
 * @returns the text whose bytes are hashed
 */
export const contentText = (content: EventContent): string => canonicalJson(content)

const CONTENT = '{"content":'
const SALT = ',"salt":"'
const SEQUENCE = '","sequence":'
const ERASED = '{"digest":"'

/**
 * Writes a line of an export.
 * @param sequence - the event's place
 * @param event - its canonical content and its salt; or what is left of it, its digest
 * @returns canonical JSON without a line's end
 */
export const writeEventLine = (
  sequence: number,
  event: { content: string; salt: Uint8Array } | { digest: Uint8Array },
): string =>
  'content' in event
    ? `${CONTENT}${event.content}${SALT}${toHex(event.salt)}${SEQUENCE}${String(sequence)}}`
    : `${ERASED}${toHex(event.digest)}${SEQUENCE}${String(sequence)}}`

/** A line of an export, looked at: where it says it stands, and its digest. */
export type CheckedLine = { sequence: number; digest: Uint8Array; erased: boolean }
/** The same with the digest as its entry writes it. */
export type ReadLine = { sequence: number; hex: string; erased: boolean }

const contentHead = Buffer.from(CONTENT)
const saltHead = Buffer.from(SALT)
const sequenceHead = Buffer.from(SEQUENCE)
const erasedHead = Buffer.from(ERASED)
/** A number of more digits is none of a place. */
const MOST_DIGITS = 16
const [ZERO, NINE, CLOSE] = [0x30, 0x39, 0x7d]
/** Of each byte the value that it has as a hexadecimal digit in small letters; -1 for none. */
const NIBBLES = new Int8Array(256).fill(-1)
for (const [value, digit] of Buffer.from('0123456789abcdef').entries()) NIBBLES[digit] = value
/** Where salt and content are put one behind the other; longer content gets a place of its own. */
const room = Buffer.alloc(1 << 16)

/**
 * Reads a line of an export as far as its digest, without making a value of its content.
 * @param line - its bytes, without the line's end
 * @returns place and digest; null when it is no such line, or its content is not canonical
 */
export function checkLine(line: Buffer): CheckedLine | null {
  const read = checkLineIn(line, 0, line.length)
  return read && { sequence: read.sequence, digest: Buffer.from(read.hex, 'hex'), erased: read.erased }
}

/**
 * The same of a line among others: a million are looked at, so nothing is cut out and nothing becomes a text.
 * @param bytes - in which the line stands
 * @param start - where it begins
 * @param end - where it ends, the byte behind it
 * @returns place and digest; null when it is no such line, or its content is not canonical
 */
export function checkLineIn(bytes: Buffer, start: number, end: number): ReadLine | null {
  const close = end - 1
  let digits = close
  while (digits > start && isDigit(bytes[digits - 1])) digits--
  const sequence = bytes[close] === CLOSE ? placeIn(bytes, digits, close) : NOT
  const tail = digits - sequenceHead.length
  if (sequence === NOT || !standsAt(bytes, sequenceHead, tail, start)) return null
  if (standsAt(bytes, erasedHead, start, start)) {
    const hex = bytes.toString('latin1', start + erasedHead.length, tail)
    return fromHex(hex, DIGEST_BYTES) && { sequence, hex, erased: true }
  }
  const from = start + contentHead.length
  const saltAt = tail - 2 * SALT_BYTES
  const contentEnd = saltAt - saltHead.length
  if (!standsAt(bytes, contentHead, start, start) || !standsAt(bytes, saltHead, contentEnd, from)) return null
  const length = SALT_BYTES + contentEnd - from
  const salted = length <= room.length ? room : Buffer.allocUnsafe(length)
  for (let at = 0; at < SALT_BYTES; at++) {
    const [high, low] = [nibble(bytes, saltAt + 2 * at), nibble(bytes, saltAt + 2 * at + 1)]
    if (high < 0 || low < 0) return null
    salted[at] = high * 16 + low
  }
  if (!isCanonical(bytes, from, contentEnd)) return null
  bytes.copy(salted, SALT_BYTES, from, contentEnd)
  return { sequence, hex: sha256Hex(salted.subarray(0, length)), erased: false }
}

const NOT = -1
const nibble = (bytes: Buffer, at: number): number => NIBBLES[bytes[at] as number] as number
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= ZERO && byte <= NINE

/** @returns whether these bytes stand there, and nowhere before `from` */
function standsAt(bytes: Buffer, head: Buffer, at: number, from: number): boolean {
  if (at < from) return false
  for (let step = 0; step < head.length; step++) if (bytes[at + step] !== head[step]) return false
  return true
}

/** @returns the number that digits write without a leading zero, or NOT */
function placeIn(bytes: Buffer, from: number, end: number): number {
  const count = end - from
  if (count < 1 || count > MOST_DIGITS || (count > 1 && bytes[from] === ZERO)) return NOT
  let place = 0
  for (let at = from; at < end; at++) place = place * 10 + Number(bytes[at]) - ZERO
  return place
}

/**
 * Reads the content of a line that `checkLine` has found good.
 * @param line - its bytes
 * @returns the event; null where its content was erased
 */
export function contentOf(line: Buffer): EventContent | null {
  const value = JSON.parse(line.toString('utf8')) as { content?: EventContent }
  return value.content ?? null
}
