/**
 * Whether bytes are canonical JSON, without making a value of them: a million events are looked at so. What is not
 * canonical may be read in two ways (a name twice, a number of many spellings), and is refused.
 */
import { DEEPEST } from './canonical-json.ts'

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const BACKSLASH = 0x5c
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d]
const [ZERO, NINE] = [0x30, 0x39]
const SHORT_ESCAPES = new Set(Buffer.from('"\\bfnrt'))
/** Control characters that have a short escape are not written by their number. */
const BY_NUMBER = /^00(?:0[0-7be-f]|1[\da-f])$/
/** A number of more signs is none that ECMAScript writes; a text of digits without end must not be copied. */
const LONGEST_NUMBER = 32
/** Whole numbers of so many digits are exact. */
const EXACT_DIGITS = 15
/** The words by their first byte. */
const WORDS: readonly (Uint8Array | undefined)[] = Array.from({ length: 256 }, (_, first) =>
  ['null', 'true', 'false'].map((word) => Buffer.from(word)).find((word) => word[0] === first),
)
/** Of each byte whether it is one sign of a text by itself: most are, and are passed over. */
const PLAIN = new Uint8Array(256).fill(1, 0x20, 0x80)
PLAIN[QUOTE] = PLAIN[BACKSLASH] = 0
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** What is not canonical has no place: it is said by this, and not thrown, because bytes are looked at one by one. */
const NOT = -1

/**
 * Looks whether a stretch of bytes is one value of canonical JSON (RFC 8785).
 * @param bytes - what it stands in
 * @param from - where it begins
 * @param end - where it ends, the byte behind it
 * @returns whether it is; takes time in proportion to its length
 */
export const isCanonical = (bytes: Buffer, from = 0, end = bytes.length): boolean =>
  value(bytes, from, end, 0) === end

/**
 * Looks where a value of canonical JSON ends, among other bytes.
 * @param bytes - what it stands in
 * @param from - where it begins
 * @param end - where at the latest it ends, the byte behind it
 * @returns the byte behind it; -1 where no such value stands there. A line's end stands in none
 */
export const canonicalEnd = (bytes: Buffer, from: number, end: number): number => value(bytes, from, end, 0)

/** @returns where the value ends, or NOT */
function value(bytes: Buffer, at: number, end: number, depth: number): number {
  if (at >= end || depth > DEEPEST) return NOT
  const first = bytes[at]
  if (first === QUOTE) return text(bytes, at, end)
  if (first === OPEN_OBJECT) return object(bytes, at, end, depth)
  if (first === OPEN_LIST) return list(bytes, at, end, depth)
  return scalar(bytes, at, end)
}

function list(bytes: Buffer, start: number, end: number, depth: number): number {
  let at = start + 1
  if (at < end && bytes[at] === CLOSE_LIST) return at + 1
  for (;;) {
    at = value(bytes, at, end, depth + 1)
    if (at === NOT || at >= end) return NOT
    if (bytes[at] === CLOSE_LIST) return at + 1
    if (bytes[at] !== COMMA) return NOT
    at++
  }
}

function object(bytes: Buffer, start: number, end: number, depth: number): number {
  let at = start + 1
  if (at < end && bytes[at] === CLOSE_OBJECT) return at + 1
  let before = NOT
  let beforeEnd = NOT
  for (;;) {
    if (bytes[at] !== QUOTE) return NOT
    const nameEnd = text(bytes, at, end)
    if (nameEnd === NOT || nameEnd >= end || bytes[nameEnd] !== COLON) return NOT
    if (
      before !== NOT &&
      !beginsBefore(bytes, before, at) &&
      !standsBefore(bytes, before, beforeEnd, at, nameEnd)
    )
      return NOT
    before = at
    beforeEnd = nameEnd
    at = value(bytes, nameEnd + 1, end, depth + 1)
    if (at === NOT || at >= end) return NOT
    if (bytes[at] === CLOSE_OBJECT) return at + 1
    if (bytes[at] !== COMMA) return NOT
    at++
  }
}

/** @returns whether the first signs of two names show already that they stand in order: those of most do */
function beginsBefore(bytes: Buffer, one: number, other: number): boolean {
  const left = bytes[one + 1] as number
  const right = bytes[other + 1] as number
  return left < right && PLAIN[left] === 1 && PLAIN[right] === 1
}

/**
 * Names stand in the order of their UTF-16 units; of plain letters that is the order of their bytes. Both ends are
 * behind the quote.
 */
function standsBefore(bytes: Buffer, one: number, oneEnd: number, other: number, otherEnd: number): boolean {
  for (let step = 1; ; step++) {
    const rightIsOver = other + step === otherEnd - 1
    if (one + step === oneEnd - 1) return !rightIsOver
    if (rightIsOver) return false
    const left = bytes[one + step] as number
    const right = bytes[other + step] as number
    if (left >= 0x80 || right >= 0x80 || left === BACKSLASH || right === BACKSLASH) break
    if (left !== right) return left < right
  }
  const read = (from: number, end: number) => JSON.parse(bytes.toString('utf8', from, end)) as string
  return read(one, oneEnd) < read(other, otherEnd)
}

/** @returns where the text ends, behind its quote, or NOT */
function text(bytes: Buffer, start: number, end: number): number {
  let at = start + 1
  while (PLAIN[bytes[at] as number] === 1) at++
  return bytes[at] === QUOTE && at < end ? at + 1 : oddTextEnd(bytes, start, at, end)
}

/** The same from the first sign on that is not plain: most texts have none. */
function oddTextEnd(bytes: Buffer, start: number, from: number, end: number): number {
  let plain = true
  for (let at = from; ; at++) {
    while (PLAIN[bytes[at] as number] === 1) at++
    if (at >= end) return NOT
    const sign = bytes[at] as number
    if (sign === QUOTE) return plain || isUtf8(bytes.subarray(start, at)) ? at + 1 : NOT
    if (sign < 0x20) return NOT
    if (sign >= 0x80) plain = false
    else {
      at = escapeEnd(bytes, at + 1, end)
      if (at === NOT) return NOT
    }
  }
}

/** @returns the last byte of the escape, or NOT */
function escapeEnd(bytes: Buffer, at: number, end: number): number {
  if (at >= end) return NOT
  if (SHORT_ESCAPES.has(Number(bytes[at]))) return at
  const isNumber =
    bytes[at] === 0x75 && BY_NUMBER.test(bytes.toString('latin1', at + 1, Math.min(at + 5, end)))
  return isNumber ? at + 4 : NOT
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    utf8.decode(bytes)
    return true
  } catch {
    return false
  }
}

/** @returns where the number or the word ends, or NOT */
function scalar(bytes: Buffer, start: number, end: number): number {
  const word = WORDS[bytes[start] as number]
  if (word !== undefined) return wordEnd(bytes, word, start, end)
  const most = Math.min(end, start + LONGEST_NUMBER + 1)
  let at = start
  let digits = true
  for (; at < most; at++) {
    const sign = bytes[at] as number
    if (sign === COMMA || sign === CLOSE_OBJECT || sign === CLOSE_LIST || sign === COLON) break
    if (sign < ZERO || sign > NINE) digits = false
  }
  const length = at - start
  // Most are small whole numbers.
  if (digits && length > 0 && length <= EXACT_DIGITS && (length === 1 || bytes[start] !== ZERO)) return at
  if (length === 0 || length > LONGEST_NUMBER) return NOT
  const number = bytes.toString('latin1', start, at)
  // A number is canonical when it is what ECMAScript writes (RFC 8785, section 3.2.2.3).
  return /^-?\d/.test(number) && Number.isFinite(Number(number)) && String(Number(number)) === number
    ? at
    : NOT
}

/** @returns where the word ends that begins like this one; what stands behind it is looked at by who asked */
function wordEnd(bytes: Buffer, word: Uint8Array, start: number, end: number): number {
  if (start + word.length > end) return NOT
  for (let step = 1; step < word.length; step++) if (bytes[start + step] !== word[step]) return NOT
  return start + word.length
}
