/** JSON in its canonical form (RFC 8785): one text for each value, so that its bytes can be hashed and signed. */
import { malformed } from './fault.ts'

/** What canonical JSON holds. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/** Deeper values are refused: nothing here nests so, and a reader must not be brought down by one. */
export const DEEPEST = 64

/**
 * Writes a value in its canonical form: no spaces, names in the order of their UTF-16 units, numbers and texts as
 * ECMAScript writes them (RFC 8785, section 3.2).
 * @param value - JSON that fits I-JSON (RFC 7493): finite numbers, texts without lone surrogates
 * @returns the text
 * @throws LedgerFault `malformed` for anything else
 */
export function canonicalJson(value: Json): string {
  return written(value, 0)
}

function written(value: Json, depth: number): string {
  if (depth > DEEPEST) throw malformed('The value is nested too deeply.')
  if (value === null) return 'null'
  if (typeof value === 'string') return text(value)
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw malformed('A number must be finite.')
    return JSON.stringify(value)
  }
  if (typeof value !== 'object') throw malformed('This is no value of JSON.')
  return isList(value) ? `[${value.map((one) => written(one, depth + 1)).join(',')}]` : members(value, depth)
}

const isList = (value: object): value is readonly Json[] => Array.isArray(value)

function members(value: { readonly [name: string]: Json }, depth: number): string {
  // The default order compares UTF-16 units, which is what section 3.2.3 asks for.
  const names = Object.keys(value).sort()
  return `{${names.map((name) => `${text(name)}:${written(value[name] as Json, depth + 1)}`).join(',')}}`
}

function text(value: string): string {
  if (!value.isWellFormed()) throw malformed('A text holds half of a character.')
  return JSON.stringify(value)
}
