import { birthWords } from './known-birth.ts'

/**
 * Writes a person as our own reports do: `Mohamed Haddad, born 5 March 1990`.
 * @param person - names, the first of which is written, and the birth as it is kept
 * @returns one line
 */
export function asWritten(person: { names: readonly string[]; born: string | null }): string {
  const [name = 'a person'] = person.names
  return person.born === null ? name : `${name}, born ${birthWords(person.born)}`
}
