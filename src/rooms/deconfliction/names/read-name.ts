import { readPerson, type ReadPerson } from './read-person.ts'
import { readWords, type Word } from './spelling/index.ts'
import type { NameSchema } from './types.ts'

const longestName = 400

/** A name with what comparing needs, worked out once. Plain data; its insides are this folder's own. */
export type ReadName = {
  readonly text: string
  readonly schema: NameSchema
  readonly words: readonly Word[]
  readonly person: ReadPerson
}

/**
 * Reads a name once, so that it can be compared many times.
 *
 * @param text as written, in any script; only the first 400 characters count
 * @param schema what it names; a person by default
 */
export function readName(text: string, schema: NameSchema = 'Person'): ReadName {
  const words = readWords(text.length > longestName ? text.slice(0, longestName) : text)
  return { text, schema, words, person: readPerson(words) }
}
