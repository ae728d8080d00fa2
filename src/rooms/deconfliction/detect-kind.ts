/** What an entry most likely is, where nobody said the kind. Pure. */
import type { SubjectKind } from '../../wire/codes.ts'
import { findIdentifiers } from './identifiers/find-identifiers.ts'
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
