import { comparePersons } from './compare-persons.ts'
import { readName, type ReadName } from './read-name.ts'
import { compareReadThings, readThing } from './things/index.ts'
import type { NameComparison, NameSchema } from './types.ts'

export { marksDiffer } from './marks.ts'
export { nameFold, nameKeys } from './name-keys.ts'
export { readName, type ReadName } from './read-name.ts'
export type { NameComparison, NameOutcome, NameSchema } from './types.ts'

/**
 * Compares two whole names in any script. Symmetric and without memory: the same two names always give the
 * same answer.
 *
 * @param a - a name as written, or read before. A person's name beside one that can only be a thing's is
 *   compared as a thing's
 * @param b - the same
 * @param schema - what strings name; a person by default. Names that were read keep the schema they were read
 *   by
 * @returns what it is, how probable, and why
 */
export function compareNames(
  a: ReadName | string,
  b: ReadName | string,
  schema?: NameSchema,
): NameComparison {
  const one = typeof a === 'string' ? readName(a, schema) : a
  const other = typeof b === 'string' ? readName(b, schema) : b
  if (one.person !== null && other.person !== null) return comparePersons(one.person, other.person)
  return compareReadThings(
    one.thing ?? readThing(one.text, 'LegalEntity'),
    other.thing ?? readThing(other.text, 'LegalEntity'),
  )
}
