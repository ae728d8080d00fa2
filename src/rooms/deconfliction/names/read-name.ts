import anyAscii from 'any-ascii'
import type { NameSchema } from './types.ts'

const longestName = 200
const mostWords = 12

/** A name with what comparing needs, worked out once. Plain data; its insides are this folder's own. */
export type ReadName = {
  readonly text: string
  readonly schema: NameSchema
  readonly words: readonly string[]
  readonly joined: string
}

/**
 * Reads a name once, so that it can be compared many times.
 *
 * @param text as written, any script; only the first 200 characters count
 * @param schema what it names; a person by default
 */
export function readName(text: string, schema: NameSchema = 'Person'): ReadName {
  const folded = anyAscii(text.slice(0, longestName).toWellFormed().normalize('NFKC')).toLowerCase()
  const words = (folded.replaceAll(/['’`]/g, '').match(/[a-z0-9]+/g) ?? []).slice(0, mostWords)
  return { text, schema, words, joined: words.join('') }
}

/** The same text up to case, accents, order of words and the noise of a script: for telling copies. */
export function nameFold(name: ReadName): string {
  return name.words.toSorted().join(' ')
}

/**
 * Symbols by which candidates are looked up, at most twelve: two spellings of one name share one at least.
 */
export function nameKeys(name: ReadName): string[] {
  const skeletons = name.words.map((word) => word.slice(0, 1) + word.slice(1).replaceAll(/[aeiouyhw]/g, ''))
  const keys = new Set<string>()
  for (const [index, one] of skeletons.entries()) {
    for (const other of skeletons.slice(index + 1)) keys.add([one, other].sort().join('+'))
  }
  if (skeletons.length === 1) keys.add(skeletons[0] ?? '')
  return [...keys].slice(0, 12)
}
