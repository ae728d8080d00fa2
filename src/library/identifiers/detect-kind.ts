/** What an entry most likely is, where nobody said the kind. Pure. */
import type { SubjectKind } from '../../wire/codes.ts'
import { findIdentifiers } from './find-identifiers.ts'
import { readAsWritten } from './as-written.ts'
import { whatElse } from './no-identifier.ts'
import { identifierKinds, understandIdentifier } from './understand.ts'

// Any word is a name that somebody may use online, and nearly any figures a document: nobody meant it unless they say so.
const CATCH_ALL: ReadonlySet<SubjectKind> = new Set<SubjectKind>(['handle', 'document'])
const SIGN_OF_HANDLE = /[@/:]/

/**
 * @param value - as typed
 * @returns the kinds that it could be: one where its shape says so, several where a person must choose,
 *   none where it is not understood, or is a bare word that could be anything
 */
export function detectKind(value: string): SubjectKind[] {
  const found = new Set(findIdentifiers(value).map(({ kind }) => kind))
  const shaped = identifierKinds.filter((kind) => found.has(kind))
  if (shaped.length === 1) return shaped
  const could = couldBe(value)
  const [one] = could
  return could.length === 1 && one !== undefined && CATCH_ALL.has(one) && !SIGN_OF_HANDLE.test(value)
    ? []
    : could
}

const couldBe = (value: string): SubjectKind[] =>
  identifierKinds.filter((kind) => understandIdentifier(kind, value).understood.length > 0)

/**
 * Why an entry is of no kind, where that can be told: `This looks like a date, which is no identifier`.
 * @param value - as typed
 * @returns a sentence without its full stop
 */
export function whyNoKind(value: string): string {
  const text = readAsWritten(value)
  const other = text === null ? null : whatElse('vehicle', text)
  if (other !== null) return other.charAt(0).toUpperCase() + other.slice(1)
  return couldBe(value).length > 0 ? 'Seamark cannot tell what kind this is' : 'This is not understood'
}
