/** How a page writes a key. Pure. */
import type { SubjectKind } from '../../wire/codes.ts'
import { normaliseIdentifier, shownAsWritten } from '../../library/identifiers/index.ts'

/**
 * Writes an identifier for people.
 * @param kind - of the identifier
 * @param key - as it is matched
 * @returns the key in the spelling that people use; one that is not understood as it is
 */
export function displayOf(kind: SubjectKind, key: string): string {
  // A token says nothing to anybody; the record beside it does, to its owner.
  if (key.startsWith('sealed:')) return 'sealed by your agency'
  return shownAsWritten(key) ?? normaliseIdentifier(kind, key)?.display ?? key
}
