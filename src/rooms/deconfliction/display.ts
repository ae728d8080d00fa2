/** How a page writes a key. Pure. */
import type { SubjectKind } from '../../wire/codes.ts'
import { normaliseIdentifier } from './identifiers/normalise.ts'

/** @returns the key in the spelling that people use; a key that is not understood as it is */
export function displayOf(kind: SubjectKind, key: string): string {
  return normaliseIdentifier(kind, key)?.display ?? key
}
