/**
 * What a person typed into the search, taken apart. Pure, and there is no wrong input: whatever is no
 * operator is a word.
 *
 *   boat harbour        both words, stemmed or as they are spelt
 *   "grey van"          one behind the other
 *   boat OR van         either
 *   -ferry              not
 *   07700 900123        an identifier in any spelling, found also where it was written otherwise
 *   sm7k3mq9tx2         a reference in any spelling
 */
import { readReference } from '../../platform/identifiers.ts'
import { findIdentifiers, identifierKeys } from '../deconfliction/index.ts'
import { foldForSearch, identifierLexeme } from './search-words.ts'

/** One thing that is searched for: its text, or else one of the exact lexemes. */
export type Term = { text: string; phrase: boolean; exact: string[] }

export type ParsedQuery = {
  /** lists of terms; a report must hold every term of one list */
  any: Term[][]
  /** a report must hold none of these */
  none: Term[]
  /** what may be a reference of the viewer's own system, as it was typed */
  ownReferences: string[]
}

/** The longest query that is read, in characters, and the most terms that are taken from it. */
export const LONGEST_QUERY = 500
const MOST_TERMS = 32

/** Of identifiers that an entry may be: a value without its country is tried as several. */
const MOST_EXACT = 40

const TOKEN = /(-?)(?:"([^"]*)"?|(\S+))/gu
const REFERENCE = /\bSM[\s-]?[0-9A-Z]{4}[\s-]?[0-9A-Z]{4}[\s-]?[0-9A-Z]\b/giu

/**
 * Parses a query.
 * @param typed - anything
 * @returns its terms; empty lists when there is nothing in it to search for
 */
export function parseQuery(typed: string): ParsedQuery {
  const entry = clean(typed)
  const lists: Term[][] = [[]]
  const none: Term[] = []
  let terms = 0
  const pieces = takeIdentifiers(entry)
  for (const piece of pieces) {
    if (typeof piece !== 'string') {
      lists.at(-1)?.push(piece)
      continue
    }
    for (const [, minus, quoted, word] of piece.matchAll(TOKEN)) {
      if (word === 'OR' && minus === '') {
        lists.push([])
        continue
      }
      const text = (quoted ?? word ?? '').trim()
      if (!/[\p{L}\p{N}]/u.test(text) || ++terms > MOST_TERMS) continue
      const term = { text: foldForSearch(text), phrase: quoted !== undefined, exact: exactOf(text) }
      if (minus === '-') none.push(term)
      else lists.at(-1)?.push(term)
    }
  }
  const any = lists.filter((list) => list.length > 0)
  const whole = exactOfWhole(entry)
  // The whole entry as one identifier: a plate, an account or a document that has spaces in it.
  const single = any.length === 1 && any[0]?.length === 1
  if (whole.length > 0 && !single && none.length === 0 && !entry.includes('"'))
    any.push([{ text: '', phrase: false, exact: whole }])
  return { any, none, ownReferences: ownReferences(entry) }
}

/** The words of a query that stand in a text, and the identifiers, for marking them in an excerpt. */
export function wordsToMark(query: ParsedQuery): { words: string[]; exact: Set<string> } {
  const terms = query.any.flat()
  return {
    words: [...new Set(terms.flatMap((term) => term.text.match(/[\p{L}\p{N}]+/gu) ?? []))],
    exact: new Set(terms.flatMap((term) => term.exact)),
  }
}

function clean(typed: string): string {
  return (
    typed
      .slice(0, LONGEST_QUERY)
      .toWellFormed()
      // eslint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u001f\u007f]/gu, ' ')
      .replaceAll(/[“”„«»]/gu, '"')
      .trim()
  )
}

/** Cuts identifiers and references that have spaces in them out of the entry, so that their parts are no words. */
function takeIdentifiers(entry: string): (string | Term)[] {
  const found = [
    ...[...entry.matchAll(REFERENCE)].flatMap((match) => {
      const reference = readReference(match[0])
      return reference === null
        ? []
        : [{ start: match.index, value: match[0], exact: [reference.toLowerCase()] }]
    }),
    ...findIdentifiers(entry).flatMap(({ kind, key, start, value }) =>
      kind === 'date' || kind === 'coordinates' || key === null
        ? []
        : [{ start, value, exact: [identifierLexeme(kind, key)] }],
    ),
  ].sort((one, other) => one.start - other.start)
  const pieces: (string | Term)[] = []
  let at = 0
  for (const { start, value, exact } of found) {
    const before = entry.slice(at, start)
    // What stands in quotes, is excluded, or has no gap in it is a token as it is.
    const quoted = (entry.slice(0, start).match(/"/gu)?.length ?? 0) % 2 === 1
    if (start < at || !/\s/u.test(value) || quoted || /-$/u.test(before)) continue
    pieces.push(before, {
      text: foldForSearch(value),
      phrase: true,
      exact: [...new Set([...exact, ...exactOf(value)])],
    })
    at = start + value.length
  }
  return [...pieces, entry.slice(at)]
}

/** The exact lexemes that a piece of text may stand for. A plain word is none: its text is searched anyway. */
function exactOf(text: string): string[] {
  const reference = readReference(text)
  if (reference !== null) return [reference.toLowerCase()]
  if (!/[\d@]/u.test(text)) return []
  return identifierKeys(text)
    .slice(0, MOST_EXACT)
    .map(({ kind, key }) => identifierLexeme(kind, key))
}

/** As `exactOf`, without the identifiers that only stand somewhere in the entry. */
function exactOfWhole(entry: string): string[] {
  const inside = new Set(
    findIdentifiers(entry)
      .filter(({ value }) => value.length < entry.length)
      .map(({ kind, key }) => identifierLexeme(kind, key ?? '')),
  )
  return exactOf(entry).filter((lexeme) => !inside.has(lexeme))
}

/**
 * Adds what the typed references of the viewer's own system stand for.
 * @param found - references of Seamark by the agency's own
 */
export function withOwnReferences(
  query: ParsedQuery,
  found: ReadonlyMap<string, readonly string[]>,
): ParsedQuery {
  const folded = new Map(
    [...found].map(([own, references]) => [
      foldForSearch(own),
      references.map((reference) => reference.toLowerCase()),
    ]),
  )
  const named = (term: Term) => ({ ...term, exact: [...term.exact, ...(folded.get(term.text) ?? [])] })
  const any = query.any.map((list) => list.map(named))
  const whole = folded.get(foldForSearch(query.ownReferences[0] ?? ''))
  if (whole !== undefined) any.push([{ text: '', phrase: false, exact: whole }])
  return { ...query, any }
}

/** Pieces that may be a reference of the agency's own system: the whole entry, and what has a figure in it. */
function ownReferences(entry: string): string[] {
  const pieces = [entry, ...entry.split(/\s+/u)].map((piece) => piece.replaceAll('"', '').trim())
  return [...new Set(pieces.filter((piece) => /\d/u.test(piece) && piece.length <= 100))]
    .slice(0, MOST_TERMS)
    .flatMap((piece) => [...new Set([piece, piece.toUpperCase()])])
}
