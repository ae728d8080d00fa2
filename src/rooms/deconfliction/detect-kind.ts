/** What an entry most likely is, where nobody said the kind. Pure. */
import type { SubjectKind } from '../../wire/codes.ts'
import { findIdentifiers } from './identifiers/find-identifiers.ts'
import { readAsWritten } from './identifiers/as-written.ts'
import { whatElse } from './identifiers/no-identifier.ts'
import { identifierKinds, understandIdentifier } from './identifiers/understand.ts'

/**
 * @param value - as typed
 * @returns the kinds that it could be: one where its shape says so, several where a person must choose,
 *   none where it is not understood
 */
export function detectKind(value: string): SubjectKind[] {
  const found = new Set(findIdentifiers(value).map(({ kind }) => kind))
  const shaped = identifierKinds.filter((kind) => found.has(kind))
  if (shaped.length === 1) return shaped
  return identifierKinds.filter((kind) => understandIdentifier(kind, value).understood.length > 0)
}

/**
 * Why an entry is of no kind, where that can be told: `This looks like a date, which is no identifier`.
 * @param value - as typed
 * @returns a sentence without its full stop
 */
export function whyNoKind(value: string): string {
  const text = readAsWritten(value)
  const other = text === null ? null : whatElse('vehicle', text)
  return other === null ? 'This is not understood' : other.charAt(0).toUpperCase() + other.slice(1)
}
