/** Finds the phrases of a table in a row of words: the longest that begins at a place. */
import { foldText } from './fold-text.ts'
import { splitWords } from './split-words.ts'

export type Phrases<Meaning> = Map<string, { words: readonly string[]; means: Meaning }[]>

/**
 * Takes a phrase of a table apart, folded and split as names are.
 * @param written - as the table writes it
 * @returns its words
 */
export function wordsOf(written: string): string[] {
  return splitWords(foldText(written)).map((piece) => piece.text)
}

/**
 * Adds a phrase; one that is there already keeps its first meaning.
 * @param phrases - the table that is made
 * @param words - of the phrase; without any nothing is added
 * @param means - what it says
 */
export function addPhrase<Meaning>(
  phrases: Phrases<Meaning>,
  words: readonly string[],
  means: Meaning,
): void {
  const first = words[0]
  if (first === undefined) return
  const known = phrases.get(first)
  if (known === undefined) phrases.set(first, [{ words, means }])
  else if (!known.some((one) => one.words.join(' ') === words.join(' '))) {
    known.push({ words, means })
    known.sort((one, other) => other.words.length - one.words.length)
  }
}

/**
 * Looks for the longest phrase of a table that begins at a place.
 * @param phrases - the table
 * @param words - of the name
 * @param at - index of the word, from 0
 * @returns undefined when there is none
 */
export function phraseAt<Meaning>(
  phrases: Phrases<Meaning>,
  words: readonly { text: string }[],
  at: number,
): { words: readonly string[]; means: Meaning } | undefined {
  const found = phrases.get(words[at]?.text ?? '')
  if (found === undefined) return undefined
  if (found.length === 1 && found[0]?.words.length === 1) return found[0]
  return found.find((phrase) => phrase.words.every((word, index) => words[at + index]?.text === word))
}
