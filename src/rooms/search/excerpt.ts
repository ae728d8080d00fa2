/**
 * A piece of a report around what was searched for, with the words that match marked. Made here and not
 * by PostgreSQL, whose ts_headline takes as long for a page of results as the search itself; and as
 * segments of text, so that nothing in a report is ever markup.
 */
import { findIdentifiers } from '../../library/identifiers/index.ts'
import { joinedWords } from './search-joined.ts'
import { otherSpellings } from './search-spellings.ts'
import { foldForSearch, identifierLexeme } from './search-words.ts'

export type Segment = { text: string; mark: boolean }

/** Characters of an excerpt. */
const LENGTH = 260

/** Text that is looked at: an excerpt is from its beginning, or from the first places that match. */
const MOST_READ = 30_000

type Place = { start: number; end: number }

/**
 * Makes an excerpt.
 * @param text - the texts of the report's items
 * @param wanted - `words` folded, as `wordsToMark` gives them; `exact` lexemes of identifiers
 * @returns segments that together are a piece of the text; none for an empty text
 */
export function excerptOf(
  text: string,
  wanted: { words: readonly string[]; exact: ReadonlySet<string> },
): Segment[] {
  const read = text.slice(0, MOST_READ).toWellFormed()
  const places = placesOf(read, wanted)
  const from = beginning(read, places)
  const to = wordEnd(read, Math.min(read.length, from + LENGTH))
  const segments: Segment[] = []
  const add = (piece: string, mark: boolean) => {
    if (piece !== '') segments.push({ text: piece, mark })
  }
  let at = from
  if (from > 0) add('… ', false)
  for (const { start, end } of places) {
    if (start < at || end > to) continue
    add(read.slice(at, start), false)
    add(read.slice(start, end), true)
    at = end
  }
  add(read.slice(at, to), false)
  if (to < text.length) add(' …', false)
  return segments
}

/**
 * Tells whether anything of a text matches.
 * @param segments - of the text
 * @returns true when one of them is marked
 */
export function isMarked(segments: readonly Segment[]): boolean {
  return segments.some(({ mark }) => mark)
}

function placesOf(text: string, wanted: { words: readonly string[]; exact: ReadonlySet<string> }): Place[] {
  const places: Place[] = []
  if (wanted.exact.size > 0)
    for (const { kind, key, start, end } of findIdentifiers(text))
      if (key !== null && wanted.exact.has(identifierLexeme(kind, key))) places.push({ start, end })
  const stems = wanted.words.map(stemOf)
  const words =
    stems.length === 0 && wanted.exact.size === 0
      ? []
      : [
          ...Array.from(text.matchAll(/[\p{L}\p{N}\p{M}]+/gu), ({ 0: word, index: start }) => ({
            start,
            end: start + word.length,
            word,
          })),
          ...joinedWords(text),
          ...otherSpellings(text),
        ]
  for (const { start, end, word: written } of words) {
    const word = foldForSearch(written)
    if (wanted.exact.has(word) || stems.some((stem) => sameWord(word, stem))) places.push({ start, end })
  }
  let reached = 0
  return places
    .sort((one, other) => one.start - other.start || other.end - one.end)
    .filter(({ start, end }) => {
      const apart = reached <= start
      reached = Math.max(reached, end)
      return apart
    })
}

/** English endings that a search sets aside; enough of them to mark what was found, no more. */
const ENDING = /(?:ings?|edly|ed|ies|es|s|ly|y|e)$/u

const SHORTEST_STEM = 3

function stemOf(word: string): string {
  const stem = word.replace(ENDING, '')
  return stem.length < SHORTEST_STEM ? word : stem
}

function sameWord(word: string, stem: string): boolean {
  return word === stem || (word.startsWith(stem) && stemOf(word) === stem)
}

/** Where the excerpt begins: a little before the place from which on most is found within its length. */
function beginning(text: string, places: readonly Place[]): number {
  let best = 0
  let most = 0
  // Places are in order and apart, so what is beyond one's reach is not within an earlier one's.
  let beyond = 0
  places.forEach((place, index) => {
    while (beyond < places.length && (places[beyond]?.end ?? 0) <= place.start + LENGTH - LEAD) beyond += 1
    const count = Math.max(0, beyond - index)
    if (count > most) {
      most = count
      best = place.start
    }
  })
  // A text that is hardly longer than the excerpt is shown from its beginning.
  if (most === 0 || best < LEAD * 2) return 0
  const space = text.indexOf(' ', best - LEAD)
  return space < 0 || space >= best ? best : space + 1
}

/** Characters before the first place that is shown. */
const LEAD = 50

function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length
  const space = text.lastIndexOf(' ', at)
  return space > at - LEAD ? space : at
}
