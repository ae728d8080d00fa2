/**
 * An event of the ledger as the tree takes it. The tree holds an entry: the digest of the event's content and a salt.
 * Whoever erases content and salt leaves the entry, and with it the whole tree; without the salt nobody can guess what
 * the content was.
 */
import { fromHex, toHex } from './base64.ts'
import { canonicalJson, type Json } from './canonical-json.ts'
import { canonicalEnd } from './canonical-text.ts'
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
/** The same with the digest as its entry writes it, and where the line ends: the byte behind it. */
export type ReadLine = { sequence: number; hex: string; erased: boolean; end: number }

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
const room = Buffer.alloc(1 << 12)
/** The beginnings of it, each made once: a million of events have some hundred lengths. */
const rooms: (Buffer | undefined)[] = []

/**
 * Reads a line of an export as far as its digest, without making a value of its content.
 * @param line - its bytes, without the line's end
 * @returns place and digest; null when it is no such line, or its content is not canonical
 */
export function checkLine(line: Buffer): CheckedLine | null {
  const read = checkLineAt(line, 0)
  if (read?.end !== line.length) return null
  return { sequence: read.sequence, digest: Buffer.from(read.hex, 'hex'), erased: read.erased }
}

/**
 * The same of a line among others, once from its beginning to its end: a million are looked at, so nothing is cut out,
 * nothing is looked for, and nothing becomes a text.
 * @param bytes - in which the line stands
 * @param start - where it begins
 * @returns place, digest and end; null when no such line stands there, or its content is not canonical. Whether the line
 *   ends there is for who asks: no line's end stands before it
 */
export function checkLineAt(bytes: Buffer, start: number): ReadLine | null {
  const erased = !standsAt(bytes, contentHead, start)
  if (erased && !standsAt(bytes, erasedHead, start)) return null
  const from = start + (erased ? erasedHead.length : contentHead.length)
  const hexAt = erased ? from : saltAfter(bytes, from)
  const tail = hexAt + (erased ? 2 * DIGEST_BYTES : 2 * SALT_BYTES)
  if (hexAt === NOT || !standsAt(bytes, sequenceHead, tail)) return null
  const digits = tail + sequenceHead.length
  const close = placeEnd(bytes, digits)
  if (close === NOT || bytes[close] !== CLOSE) return null
  const hex = erased ? hexIn(bytes, from, tail) : digestIn(bytes, from, hexAt)
  return hex === '' ? null : { sequence: placeIn(bytes, digits, close), hex, erased, end: close + 1 }
}

/** @returns where the salt begins behind the content, or NOT */
function saltAfter(bytes: Buffer, from: number): number {
  const end = canonicalEnd(bytes, from, bytes.length)
  return end !== NOT && standsAt(bytes, saltHead, end) ? end + saltHead.length : NOT
}

/** @returns in hexadecimal, the digest of the salt that stands there and of the content before it; '' where it is no salt */
function digestIn(bytes: Buffer, from: number, saltAt: number): string {
  const contentEnd = saltAt - saltHead.length
  const length = SALT_BYTES + contentEnd - from
  const salted =
    length <= room.length ? (rooms[length] ??= room.subarray(0, length)) : Buffer.allocUnsafe(length)
  let all = 0
  for (let at = 0, two = saltAt; at < SALT_BYTES; at++, two += 2) {
    const byte = (nibble(bytes, two) << 4) | nibble(bytes, two + 1)
    all |= byte
    salted[at] = byte
  }
  if (all < 0) return ''
  bytes.copy(salted, SALT_BYTES, from, contentEnd)
  return sha256Hex(salted)
}

/** @returns the digits that stand there; '' where they are none of hexadecimal */
function hexIn(bytes: Buffer, from: number, end: number): string {
  for (let at = from; at < end; at++) if (nibble(bytes, at) < 0) return ''
  return bytes.toString('latin1', from, end)
}

const NOT = -1
const nibble = (bytes: Buffer, at: number): number => NIBBLES[bytes[at] as number] as number

/** @returns whether these bytes stand there */
function standsAt(bytes: Buffer, head: Buffer, at: number): boolean {
  if (at + head.length > bytes.length) return false
  for (let step = 0; step < head.length; step++) if (bytes[at + step] !== head[step]) return false
  return true
}

/** @returns where the number ends that digits write without a leading zero, or NOT */
function placeEnd(bytes: Buffer, from: number): number {
  const most = Math.min(bytes.length, from + MOST_DIGITS + 1)
  let end = from
  while (end < most && (bytes[end] as number) >= ZERO && (bytes[end] as number) <= NINE) end++
  const count = end - from
  return count < 1 || count > MOST_DIGITS || (count > 1 && bytes[from] === ZERO) ? NOT : end
}

function placeIn(bytes: Buffer, from: number, end: number): number {
  let place = 0
  for (let at = from; at < end; at++) place = place * 10 + (bytes[at] as number) - ZERO
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
