/** The words by which a report is found, prepared the same way on the side of the record and of the query. */
import { isPlainText } from '../../wire/plain-text.ts'
import { identifiersInText } from './search-identifiers.ts'
import { joinedName, joinedWords, type Joined } from './search-joined.ts'
import { expanded, otherSpellings } from './search-spellings.ts'

/** What of a record is searched: nothing that stays with its owner. */
export type SearchEntry = {
  title: string
  /** what it says */
  texts: readonly string[]
  /** of persons, with other spellings, and values of things */
  names: readonly string[]
  /** beside a name or a value */
  notes: readonly string[]
}

export type SearchText = { title: string; body: string; names: string; exact: string[] }

// Letters that Unicode does not take apart into a letter and a mark.
const plainLetters: Record<string, string> = {
  đ: 'd', ð: 'd', ł: 'l', ø: 'o', ħ: 'h', ŧ: 't', ı: 'i', ŋ: 'n', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ə: 'e',
} // prettier-ignore
const plainLetter = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'g')

/**
 * Folds accents and makes lower case: `Đặng Łukasz` becomes `dang lukasz`.
 * @param text - anything
 * @returns the folded text
 */
export function foldForSearch(text: string): string {
  if (isPlainText(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .replaceAll(/[\p{Mn}\p{Cf}]/gu, '')
    .toLowerCase()
    .replaceAll(plainLetter, (letter) => plainLetters[letter] ?? letter)
}

/**
 * Leaves words of letters and figures with one gap between them: what divides words in one text joins them in
 * another, and PostgreSQL reads `fc-470` as a negative number. `al-Qassim, O’Brien` becomes `al qassim o brien`.
 * @param text - anything
 * @returns the words, folded
 */
export function plainWords(text: string): string {
  return withoutSigns(foldForSearch(text)).replaceAll(/\s+/g, ' ').trim()
}

function withoutSigns(folded: string): string {
  const signs = isPlainText(folded) ? /[^a-z0-9\s]+/g : /[^\p{L}\p{N}\p{M}\s]+/gu
  return folded.replaceAll(signs, ' ')
}

/**
 * Makes the lexeme of an identifier, as it stands in the index: `phone:+447700900123`.
 * @param kind - of the identifier
 * @param key - of the identifier
 * @returns the lexeme, in lower case
 */
export function identifierLexeme(kind: string, key: string): string {
  return `${kind}:${key}`.toLowerCase()
}

/** More than this of one record is not searched: PostgreSQL refuses a list of words over a megabyte. */
const MOST_SEARCHED = 150_000

/**
 * What of a record is found by words and by identifiers.
 * @param entry - the part that may be shared
 * @param hidden - lexemes of identifiers of withheld subjects: where one stands in a text, it is no more than its words
 * @returns words in lower case with one gap between them: `title`, `body` (items, values and names, with other
 *   spellings behind), `names` (as spelt, for the search that does not stem); `exact`: lexemes of the identifiers in
 *   the texts
 */
export function searchText(
  { title, texts: said, names, notes }: SearchEntry,
  hidden: ReadonlySet<string> = new Set(),
): SearchText {
  const texts = [title, ...said, ...notes].join('\n').slice(0, MOST_SEARCHED)
  const found = identifiersInText(texts)
  const veiled = found.filter(({ kind, key }) => hidden.has(identifierLexeme(kind, key)))
  const respelt = [...joinedWords(texts), ...otherSpellings(texts)].filter(
    (one) => !veiled.some(({ start, end }) => one.start < end && start < one.end),
  )
  const inLetters = names.filter((name) => !/[\d@]/.test(name))
  const spelt = inLetters.flatMap((name) => [expanded(name), name.replaceAll(INSIDE, '')])
  const body = [
    ...said,
    ...names,
    ...notes,
    ...respelt.map((one) => amongNeighbours(texts, one)),
    ...inLetters.flatMap((name) => [...joinedName(name), ...otherSpellings(name).map(({ word }) => word)]),
  ].join('\n')
  return {
    title: withoutSigns(foldForSearch(title)),
    body: withoutSigns(foldForSearch(body)).slice(0, MOST_SEARCHED),
    names: withoutSigns(foldForSearch([...new Set([...names, ...spelt])].join('\n'))).slice(0, MOST_SEARCHED),
    exact: [...new Set(found.map(({ kind, key }) => identifierLexeme(kind, key)))].filter(
      (lexeme) => !hidden.has(lexeme),
    ),
  }
}

/** Hyphens and apostrophes inside a name. */
const INSIDE = /(?<=\p{L})[\p{Pd}'\u2018\u2019\u02bc](?=\p{L})/gu

/** The word with those before and behind it, so that a phrase finds it too. */
function amongNeighbours(text: string, { start, end, word }: Joined): string {
  const before = /[\p{L}\p{N}\p{M}]+[^\p{L}\p{N}\p{M}]*$/u.exec(text.slice(Math.max(0, start - 30), start))
  const behind = /^[^\p{L}\p{N}\p{M}]*[\p{L}\p{N}\p{M}]+/u.exec(text.slice(end, end + 30))
  return `${before?.[0] ?? ''} ${word} ${behind?.[0] ?? ''}`
}
