/**
 * Reads the text of a body. Nobody has vouched for it yet, so each reader goes through it once, and what is
 * more than any of our forms or calls needs is refused before anything is built of it.
 */
import { SeamarkError } from '../errors.ts'
import { MOST_DEPTH, MOST_FIELDS, MOST_VALUES } from './body-limits.ts'

/** A form's fields: one value a name, or a list where a name occurs several times (checkboxes). */
export type FormFields = Record<string, string | string[]>

const PLUS = 0x2b
const SPACE = 0x20

/**
 * A form writes a space as a plus sign. Put right on the bytes, in place: in a text of a million of them each
 * would be looked for by itself.
 * @param body - a form's bytes; they are changed
 * @returns the same bytes
 */
export function plusToSpace(body: Buffer): Buffer {
  if (!body.includes(PLUS)) return body
  for (let at = 0; at < body.length; at += 1) if (body[at] === PLUS) body[at] = SPACE
  return body
}

/**
 * Reads `application/x-www-form-urlencoded`.
 * @param text - the body, decoded from UTF-8, after `plusToSpace`
 * @returns an object without a prototype: a field may have any name
 * @throws invalid `too-many-fields` (413); URIError when a value is not UTF-8 or not well encoded
 */
export function readForm(text: string): FormFields {
  refuseTooManyFields(text)
  const fields = Object.create(null) as FormFields
  for (const pair of text.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const name = decoded(equals === -1 ? pair : pair.slice(0, equals))
    const value = equals === -1 ? '' : decoded(pair.slice(equals + 1))
    const before = fields[name]
    if (before === undefined) fields[name] = value
    else if (typeof before === 'string') fields[name] = [before, value]
    else before.push(value)
  }
  return fields
}

/** Before anything is split or decoded: a flood of fields costs no more than finding the first five hundred. */
function refuseTooManyFields(text: string): void {
  let at = -1
  for (let fields = 1; (at = text.indexOf('&', at + 1)) !== -1; fields += 1)
    if (fields >= MOST_FIELDS)
      throw new SeamarkError(
        'invalid',
        'too-many-fields',
        'This has more fields than any form here. Go back, reload the page and send less at once.',
        { status: 413 },
      )
}

/** Browsers send line ends as CR LF; a text is kept with LF alone. */
function decoded(part: string): string {
  const text = decodeURIComponent(part)
  return text.includes('\r') ? text.split('\r\n').join('\n') : text
}

/**
 * Reads JSON.
 * @param text - the body, decoded from UTF-8
 * @returns the value
 * @throws SyntaxError when it is no JSON, is nested too deep or names `__proto__`; invalid `too-many-values` (413)
 */
export function readJson(text: string): unknown {
  refuseTooManyValues(text)
  // A reviver is called for each value, so only a body that may hold the name pays for it: any of its letters may
  // be escaped, and each of them is below U+0100.
  const mayNamePrototype = text.includes('__proto__') || text.includes(String.raw`\u00`)
  return JSON.parse(text, mayNamePrototype ? refusePrototype : undefined) as unknown
}

function refusePrototype(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new SyntaxError('__proto__')
  return value
}

const QUOTE = 0x22
const COMMA = 0x2c
const BACKSLASH = 0x5c

/** Counts what would be built, without building it. */
function refuseTooManyValues(text: string): void {
  let depth = 0
  let values = 1
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at)
    if (sign === QUOTE) at = endOfString(text, at)
    else if (sign === COMMA) values += 1
    else if (sign === 0x5b || sign === 0x7b) {
      depth += 1
      values += 1
      if (depth > MOST_DEPTH) throw new SyntaxError('nested too deep')
    } else if (sign === 0x5d || sign === 0x7d) depth -= 1
    if (values > MOST_VALUES)
      throw new SeamarkError(
        'invalid',
        'too-many-values',
        `This holds more than ${MOST_VALUES.toLocaleString('en-GB')} values. Send fewer at once.`,
        { status: 413 },
      )
  }
}

/** Where the string ends that begins at `start`; the end of the text when it does not. */
function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length) {
    const sign = text.charCodeAt(at)
    if (sign === QUOTE) return at
    at += sign === BACKSLASH ? 2 : 1
  }
  return at
}
