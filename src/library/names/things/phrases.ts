/** Finds the phrases of a table in a row of words: the longest that begins at a place. */
import { foldText } from './fold-text.ts'
import { splitWords } from './split-words.ts'

export type Phrases<Meaning> = Map<string, { words: readonly string[]; means: Meaning }[]>

/** The words of a phrase in a table, folded and split as those of names are. */
export function wordsOf(written: string): string[] {
  return splitWords(foldText(written)).map((piece) => piece.text)
}

/** Adds a phrase; one that is there already keeps its first meaning. */
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
 * @returns the longest phrase whose words stand from `at` on, or undefined
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
