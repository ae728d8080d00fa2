/** By what a person is looked up: symbols of the names with parts of the birth, hashed. Pure. */
import { hash } from 'node:crypto'
import { isPlaceholder, readBirth, type Birth } from '../linkage/model/index.ts'
import { nameKeys, type ReadName } from '../names/index.ts'
import { readWords } from '../names/spelling/index.ts'

/** Keys of one person. Each costs every import a row, and every look-up a descent in an index. */
export const MOST_KEYS = 16
/**
 * Of a whole date: with the date (equal, swapped), with the year (a slip in day or month, or no more known), with
 * the day alone (a slip in the year).
 */
const WITH_DATE = 7
const WITH_YEAR = 4
const WITH_DAY = 3
/** First sounds of words with the whole date: few are born on one day, so this much of a name will do. */
const SOUNDS_WITH_DATE = 2

/**
 * Two persons whose births agree or nearly agree, and whose names are spellings of one another, share one at
 * least. Without a birth there are none: a bare name is no reason to look for anybody.
 * @param names - all names of one person
 * @param born - `YYYY`, `YYYY-MM` or `YYYY-MM-DD`
 * @returns signed 64-bit numbers in decimal, each once, at most MOST_KEYS
 */
export function personKeys(names: readonly ReadName[], born: string | null): string[] {
  const birth = readBirth(born)
  if (birth === null) return []
  const symbols = inTurns(names.map((name) => byHash(nameKeys(name))))
  const keys = new Set<string>()
  const add = (most: number, part: string) => {
    for (const symbol of symbols.slice(0, most))
      if (keys.size < MOST_KEYS) keys.add(hashed(`${symbol}|${part}`))
  }
  const year = `y${String(birth.year)}`
  if (birth.day === 0 || isPlaceholder(birth)) add(MOST_KEYS, year)
  else {
    const day = dayOf(birth)
    add(WITH_DATE, year + day)
    for (const sound of firstSounds(names)) keys.add(hashed(`${sound}.|${year}${day}`))
    add(WITH_YEAR, year)
    add(WITH_DAY, day)
  }
  return [...keys]
}

/** Day and month in order of size: whoever swapped them has the same. */
function dayOf({ month, day }: Birth): string {
  return `d${String(Math.min(month, day))}-${String(Math.max(month, day))}`
}

/** How the words of the first name begin, the outermost first: a word may be misspelt, joined or missing. */
function firstSounds(names: readonly ReadName[]): string[] {
  const words = readWords(names[0]?.text ?? '').flatMap(({ skeleton }) => skeleton.slice(0, 1) || [])
  return [...new Set([words.at(0) ?? [], words.at(-1) ?? [], ...words.slice(1, -1)].flat())].slice(
    0,
    SOUNDS_WITH_DATE,
  )
}

/** The first symbol of every name, then the second of each: an alias must not crowd out the name. */
function inTurns(lists: readonly string[][]): string[] {
  const longest = Math.max(0, ...lists.map((list) => list.length))
  const all = Array.from({ length: longest }, (_, place) =>
    lists.flatMap((list) => {
      const symbol = list[place]
      return symbol === undefined ? [] : [symbol]
    }),
  )
  return [...new Set(all.flat())]
}

/**
 * In the order of their digests: where not all can be kept, two names that share most of their symbols then
 * keep the same ones, whatever the order of their words (Broder, On the resemblance and containment of
 * documents, 1997).
 */
function byHash(symbols: readonly string[]): string[] {
  return symbols
    .map((symbol) => ({ symbol, place: hashed(symbol) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ symbol }) => symbol)
}

/** Half a digest: among a billion keys, two that are alike by chance cost one comparison too many. */
function hashed(key: string): string {
  return hash('sha1', key, 'buffer').readBigInt64BE().toString()
}
