import type { ReadThing } from './read-thing.ts'

/**
 * Is a name of which only "legal entity" is known that of a thing and not of a person? A legal form, a word of
 * trade, a country or a number says so; a name with none of them is read as a person's.
 * @param name - read as a thing's
 * @returns true when something says that it is a thing
 */
export function isLikelyThing({ forms, words }: ReadThing): boolean {
  return forms.length > 0 || words.some(({ kind }) => kind !== 'own' && kind !== 'small')
}
