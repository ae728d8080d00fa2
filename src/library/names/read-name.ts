import { readPerson, type ReadPerson } from './read-person.ts'
import { readWords, type Word } from './spelling/index.ts'
import { isLikelyThing, readThing, type ReadThing } from './things/index.ts'
import type { NameSchema } from './types.ts'

const longestName = 400

/**
 * A name with what comparing needs, worked out once. Plain data; its insides are this folder's own. A person's
 * name holds `person`, a thing's `thing`, one of which only "legal entity" is known `thing` and, unless its
 * form is a thing's, `person` as well.
 */
export type ReadName = {
  readonly text: string
  readonly schema: NameSchema
  readonly words: readonly Word[]
  readonly person: ReadPerson | null
  readonly thing: ReadThing | null
}

/**
 * Reads a name once, so that it can be compared many times.
 *
 * @param text - as written, in any script; only the first 400 characters count
 * @param schema - what it names; a person by default
 * @returns what `compareNames`, `nameKeys` and `nameFold` take
 */
export function readName(text: string, schema: NameSchema = 'Person'): ReadName {
  if (schema === 'Person') return readAsPerson(text, schema, null)
  const thing = readThing(text, schema)
  if (schema === 'LegalEntity' && !isLikelyThing(thing)) return readAsPerson(text, schema, thing)
  return { text, schema, words: [], person: null, thing }
}

function readAsPerson(text: string, schema: NameSchema, thing: ReadThing | null): ReadName {
  const words = readWords(text.length > longestName ? text.slice(0, longestName) : text)
  return { text, schema, words, person: readPerson(words), thing }
}
