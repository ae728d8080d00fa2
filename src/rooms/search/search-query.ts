/**
 * What a person typed into the search, taken apart. Pure, and there is no wrong input: whatever is no
 * operator is a word.
 *
 *   boat harbour        both words, stemmed or as they are spelt
 *   "grey van"          one behind the other
 *   boat OR van         either; AND between words says nothing new
 *   NOT ferry, -ferry   not
 *   O'Brien, FC-470     as they are spelt, in one piece (OBrien, FC470), or in several words beside each other
 *   Müller              also Mueller and Muller
 *   07700 900123        an identifier in any spelling, found also where it was written otherwise
 *   sm7k3mq9tx2         a reference in any spelling
 *
 * What looks like an operator and is none (dri*, dr?ver, brackets round an OR) is left out and said: the index holds
 * English stems, in which the beginning of a word is not always the beginning of its stem (dry is dri).
 */
import { readReference } from '../../platform/identifiers.ts'
import { findIdentifiers, identifierKeys } from '../../library/identifiers/index.ts'
import { joinedWords } from './search-joined.ts'
import { collapsed, expanded } from './search-spellings.ts'
import { identifierLexeme, plainWords } from './search-words.ts'

/** One thing that is searched for: its text, or the same written otherwise, or one of the exact lexemes. */
export type Term = { text: string; others: string[]; phrase: boolean; exact: string[] }

export type ParsedQuery = {
  /** lists of terms; a report must hold every term of one list */
  any: Term[][]
  /** the same lists with neighbouring words in one piece: life jackets is lifejackets */
  joined: Term[][]
  /** a report must hold none of these */
  none: Term[]
  /** what may be a reference of the viewer's own system, as it was typed */
  ownReferences: string[]
  /** what was left out because it is not understood, as it was typed */
  notUnderstood: string[]
}

/** The longest query that is read, in characters, and the most terms that are taken from it. */
export const LONGEST_QUERY = 500
const MOST_TERMS = 32

/** Of identifiers that an entry may be: a value without its country is tried as several. */
const MOST_EXACT = 40

const TOKEN = /(\p{Pd}|\u2212)?(?:"([^"]*)"?|(\S+))/gu
const EXCLUDED_BEFORE = /(?:\bNOT\s+|(?:^|\s)[\p{Pd}\u2212])$/iu
const MINUS = /(?<!\S)[\p{Pd}\u2212](?=\S)/gu
/** A star or a question mark that stands for letters, not behind a sentence. */
const WILDCARD = /[\p{L}\p{N}][*]|[*][\p{L}\p{N}]|[\p{L}\p{N}][?][\p{L}\p{N}]/u
const BRACKETS = /\([^()]*\s(?:or|and|not)\s[^()]*\)/iu
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
  const notUnderstood = BRACKETS.test(entry) ? ['( )'] : []
  let terms = 0
  for (const { piece, excluded } of takeIdentifiers(entry)) {
    if (typeof piece !== 'string') {
      if (excluded) none.push(piece)
      else lists.at(-1)?.push(piece)
      continue
    }
    let isExcluded = false
    for (const [, minus = '', quoted, word = ''] of piece.matchAll(TOKEN)) {
      const operator = minus === '' ? word.toUpperCase() : ''
      if (operator === 'OR' || operator === '|' || operator === '||') lists.push([])
      if (operator === 'NOT') isExcluded = true
      if (OPERATORS.has(operator)) continue
      const text = (quoted ?? word).trim()
      if (!/[\p{L}\p{N}]/u.test(text) || ++terms > MOST_TERMS) continue
      if (quoted === undefined && WILDCARD.test(text)) notUnderstood.push(text)
      else if (minus !== '' || isExcluded) none.push(termOf(text, quoted !== undefined))
      else lists.at(-1)?.push(termOf(text, quoted !== undefined))
      isExcluded = false
    }
  }
  const any = lists.filter((list) => list.length > 0)
  const joined = any.flatMap(inOnePiece)
  const whole = notUnderstood.length === 0 ? exactOfWhole(entry) : []
  // The whole entry as one identifier: a plate, an account or a document that has spaces in it.
  const single = any.length === 1 && any[0]?.length === 1
  if (whole.length > 0 && !single && none.length === 0 && !entry.includes('"'))
    any.push([{ text: '', others: [], phrase: false, exact: whole }])
  return { any, joined, none, ownReferences: ownReferences(entry), notUnderstood }
}

const OPERATORS = new Set(['OR', '|', '||', 'AND', '&', '&&', 'NOT'])

function termOf(typed: string, quoted: boolean): Term {
  const text = plainWords(typed)
  const inOne = joinedWords(typed).reduceRight(
    (all, { start, end, word }) => all.slice(0, start) + word + all.slice(end),
    typed,
  )
  const spelt = [quoted ? inOne : typed.replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ''), expanded(typed)].map(
    plainWords,
  )
  const others = [...spelt, ...[text, ...spelt].map(collapsed)]
  return {
    text,
    others: [...new Set(others)].filter((other) => other !== text),
    phrase: quoted || text.includes(' '),
    exact: exactOf(typed),
  }
}

/** Of a few plain words, each two neighbours in one piece, and all of them. */
function inOnePiece(list: Term[]): Term[][] {
  const plain = list.every(({ phrase, text }) => !phrase && text.length <= 20)
  if (!plain || list.length < 2 || list.length > 4) return []
  const join = (from: number, to: number) => [
    ...list.slice(0, from),
    termOf(
      list
        .slice(from, to)
        .map(({ text }) => text)
        .join(''),
      false,
    ),
    ...list.slice(to),
  ]
  const pairs = list.slice(1).map((_, place) => join(place, place + 2))
  return list.length === 2 ? pairs : [...pairs, join(0, list.length)]
}

/**
 * Lists what of a query is to be marked in an excerpt.
 * @param query - as `parseQuery` made it
 * @returns the words that may stand in a text, and the lexemes of identifiers
 */
export function wordsToMark(query: ParsedQuery): { words: string[]; exact: Set<string> } {
  const terms = [...query.any, ...query.joined].flat()
  return {
    words: [...new Set(terms.flatMap(({ text, others }) => [text, ...others].flatMap(wordsIn)))],
    exact: new Set(terms.flatMap((term) => term.exact)),
  }
}

const wordsIn = (text: string) => text.split(' ').filter((word) => word !== '')

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

type Piece = { piece: string | Term; excluded: boolean }

/** Cuts identifiers and references that have spaces in them out of the entry, so that their parts are no words. */
function takeIdentifiers(entry: string): Piece[] {
  const found = [
    ...[...entry.matchAll(REFERENCE)].flatMap((match) => {
      const reference = readReference(match[0])
      return reference === null
        ? []
        : [{ start: match.index, value: match[0], exact: [reference.toLowerCase()] }]
    }),
    ...findIdentifiers(entry.replaceAll(MINUS, ' ')).flatMap(({ kind, key, start, value }) =>
      kind === 'date' || kind === 'coordinates' || key === null
        ? []
        : [{ start, value, exact: lexemesOf(kind, key) }],
    ),
  ].sort((one, other) => one.start - other.start)
  const pieces: Piece[] = []
  let at = 0
  for (const { start, value, exact } of found) {
    const before = entry.slice(at, start)
    // What stands in quotes or has no gap in it is a token as it is.
    const quoted = (entry.slice(0, start).match(/"/gu)?.length ?? 0) % 2 === 1
    if (start < at || !/\s/u.test(value) || quoted) continue
    const excluded = EXCLUDED_BEFORE.test(before)
    const term = termOf(value, true)
    pieces.push(
      { piece: before.replace(EXCLUDED_BEFORE, ' '), excluded: false },
      { piece: { ...term, exact: [...new Set([...exact, ...term.exact])] }, excluded },
    )
    at = start + value.length
  }
  return [...pieces, { piece: entry.slice(at), excluded: false }]
}

/** The exact lexemes that a piece of text may stand for. A plain word is none: its text is searched anyway. */
function exactOf(text: string): string[] {
  const reference = readReference(text)
  if (reference !== null) return [reference.toLowerCase()]
  if (!/[\d@]/u.test(text)) return []
  return identifierKeys(text)
    .slice(0, MOST_EXACT)
    .flatMap(({ kind, key }) => lexemesOf(kind, key))
}

/** Numbers also as a text holds them where nothing says what they are: 7700 900976, 232 001 234. */
function lexemesOf(kind: string, key: string): string[] {
  const lexeme = identifierLexeme(kind, key)
  const figures = /^(?:\+|[A-Z]{3,6}:?)(\d{7,20})$/.exec(key)?.[1]
  if (figures === undefined) return [lexeme]
  if (kind !== 'phone') return [lexeme, figures]
  const national = /^44(\d{9,10})$/.exec(figures)?.[1]
  return [lexeme, figures, `00${figures}`, ...(national === undefined ? [] : [national, `0${national}`])]
}

/** As `exactOf`, without the identifiers that only stand somewhere in the entry. */
function exactOfWhole(entry: string): string[] {
  const inside = new Set(
    findIdentifiers(entry)
      .filter(({ value }) => value.length < entry.length)
      .flatMap(({ kind, key }) => lexemesOf(kind, key ?? '')),
  )
  return exactOf(entry).filter((lexeme) => !inside.has(lexeme))
}

/**
 * Adds what the typed references of the viewer's own system stand for.
 * @param query - as `parseQuery` made it
 * @param found - references of Seamark by the agency's own
 * @returns a query that finds the records of these references too
 */
export function withOwnReferences(
  query: ParsedQuery,
  found: ReadonlyMap<string, readonly string[]>,
): ParsedQuery {
  const folded = new Map(
    [...found].map(([own, references]) => [
      plainWords(own),
      references.map((reference) => reference.toLowerCase()),
    ]),
  )
  const named = (term: Term) => ({ ...term, exact: [...term.exact, ...(folded.get(term.text) ?? [])] })
  const any = query.any.map((list) => list.map(named))
  const whole = folded.get(plainWords(query.ownReferences[0] ?? ''))
  if (whole !== undefined) any.push([{ text: '', others: [], phrase: false, exact: whole }])
  return { ...query, any }
}

/** Pieces that may be a reference of the agency's own system: the whole entry, and what has a figure in it. */
function ownReferences(entry: string): string[] {
  const pieces = [entry, ...entry.split(/\s+/u)].map((piece) => piece.replaceAll('"', '').trim())
  return [...new Set(pieces.filter((piece) => /\d/u.test(piece) && piece.length <= 100))]
    .slice(0, MOST_TERMS)
    .flatMap((piece) => [...new Set([piece, piece.toUpperCase()])])
}
