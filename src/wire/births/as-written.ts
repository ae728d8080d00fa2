import { birthWords } from './known-birth.ts'

/** `Mohamed Haddad, born 5 March 1990`: as our own reports write it. */
export function asWritten(person: { names: readonly string[]; born: string | null }): string {
  const [name = 'a person'] = person.names
  return person.born === null ? name : `${name}, born ${birthWords(person.born)}`
}
