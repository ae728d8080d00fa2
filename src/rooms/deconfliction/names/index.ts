import { comparePersons } from './compare-persons.ts'
import { readName, type ReadName } from './read-name.ts'
import type { NameComparison, NameSchema } from './types.ts'

export { nameFold, nameKeys } from './name-keys.ts'
export { readName, type ReadName } from './read-name.ts'
export type { NameComparison, NameOutcome, NameSchema } from './types.ts'

/**
 * Compares two whole names in any script. Symmetric and without memory: the same two names always give the
 * same answer.
 *
 * @param a, b names as written, or read before
 * @param schema what strings name; a person by default
 */
export function compareNames(
  a: ReadName | string,
  b: ReadName | string,
  schema?: NameSchema,
): NameComparison {
  const first = typeof a === 'string' ? readName(a, schema) : a
  const second = typeof b === 'string' ? readName(b, schema) : b
  return comparePersons(first.person, second.person)
}
