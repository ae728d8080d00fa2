/** By what a person is looked up: symbols of the names with parts of the birth, hashed. Pure. */
import { hash } from 'node:crypto'
import { isPlaceholder, readBirth, type Birth } from '../model/index.ts'
import { nameKeys, type ReadName } from '../../names/index.ts'
import { readWords } from '../../names/spelling/index.ts'

/** Keys of one person. Each costs a weighing a row, and every look-up a descent in an index. */
export const MOST_KEYS = 13
/** How the words begin, with the whole date: so few are born on one day that this much of a name will do. */
const SOUNDS_WITH_DATE = 3
/** Symbols with the year: a slip in day or month, or no more is known than the year. */
const SYMBOLS_WITH_YEAR = 4
/** Whole words with the year: the other word is a short form. Common ones are passed over where many are held. */
const WORDS_WITH_YEAR = 2
/** Symbols with the day: a slip in the year. */
const SYMBOLS_WITH_DAY = 3

/**
 * Two persons whose births agree or nearly agree, and whose names are spellings of one another, share one at
 * least. Without a birth there are none: a bare name is no reason to look for anybody.
 * @param names - all names of one person
 * @param born - as it is kept (wire/births/known-birth.ts)
 * @returns signed 64-bit numbers in decimal, each once, at most MOST_KEYS
 */
export function personKeys(names: readonly ReadName[], born: string | null): string[] {
  const birth = readBirth(born)
  return birth === null ? [] : keysOf(digestsOfNames(names), birth)
}

/** What of the names goes into keys; the same for all who bear them. */
export type NameDigests = { symbols: Digest[]; words: Digest[]; sounds: Digest[] }

/**
 * Hashes the symbols of a person's names, so that the keys of several births are made of one reading.
 * @param names - of one person
 * @returns symbols, words and first sounds, of all names in turns
 */
export function digestsOfNames(names: readonly ReadName[]): NameDigests {
  return {
    symbols: inTurns(names.map((name) => digestsOf(nameKeys(name)))),
    words: inTurns(names.map((name) => digestsOf(wordsOf(name)))),
    sounds: inTurns(names.map(firstSounds)),
  }
}

/**
 * Makes the keys by which a person is looked up. See `personKeys`.
 * @param digests - of the person's names
 * @param birth - of the person
 * @returns at most MOST_KEYS numbers of 64 bits, as text
 * @see personKeys
 */
export function keysOf({ symbols, words, sounds }: NameDigests, birth: Birth): string[] {
  const keys = new Set<string>()
  const add = (digests: readonly Digest[], most: number, part: number) => {
    for (const digest of digests.slice(0, most)) if (keys.size < MOST_KEYS) keys.add(mixed(digest, part))
  }
  if (birth.to !== undefined) {
    // One key in each year it may be before a second in any: what is known of such a birth is little.
    for (const digest of [...words.slice(0, WORDS_WITH_YEAR), ...symbols])
      for (let year = birth.year; year <= birth.to; year++) add([digest], 1, year)
    return [...keys]
  }
  const exact = birth.day > 0 && !isPlaceholder(birth)
  const day = dayOf(birth)
  if (exact) add(sounds, SOUNDS_WITH_DATE, birth.year * 10_000 + day)
  add(words, WORDS_WITH_YEAR, birth.year)
  add(symbols, exact ? SYMBOLS_WITH_YEAR : MOST_KEYS, birth.year)
  if (exact) add(symbols, SYMBOLS_WITH_DAY, 1_000_000_000 + day)
  return [...keys]
}

/** Day and month in order of size: whoever swapped them has the same. */
function dayOf({ month, day }: Birth): number {
  return Math.min(month, day) * 100 + Math.max(month, day)
}

/** How a name's words begin, the outermost first: a word may be misspelt, joined or missing. */
function firstSounds(name: ReadName): Digest[] {
  const sounds = fullWords(name).flatMap(({ skeleton }) => skeleton.slice(0, 1) || [])
  const outermost = [sounds.at(0) ?? [], sounds.at(-1) ?? [], sounds.slice(1, -1)].flat()
  return [...new Set(outermost)].map(digestOf)
}

/** The words that name somebody, each by what its spellings agree in. */
function wordsOf(name: ReadName): string[] {
  const words = fullWords(name).filter(({ particle, initial }) => particle === null && !initial)
  return [words.at(-1) ?? [], words.at(0) ?? []]
    .flat()
    .map(({ symbols, skeleton }) => `word ${symbols[0] ?? skeleton}`)
}

const fullWords = (name: ReadName) => readWords(name.text)

/** The first symbol of every name, then the second of each: an alias must not crowd out the name. */
function inTurns(lists: readonly Digest[][]): Digest[] {
  if (lists.length === 1) return lists[0] ?? []
  const longest = Math.max(0, ...lists.map((list) => list.length))
  const all = Array.from({ length: longest }, (_, place) =>
    lists.flatMap((list) => {
      const digest = list[place]
      return digest === undefined ? [] : [digest]
    }),
  ).flat()
  return all.filter((digest, place) => all.findIndex(({ high }) => high === digest.high) === place)
}

/** Half a digest in two whole numbers of 32 bits. */
type Digest = { high: number; low: number }

/**
 * In the order of the digests: where not all symbols can be kept, two names that share most of theirs then
 * keep the same ones, whatever the order of their words (Broder, On the resemblance and containment of
 * documents, 1997).
 */
function digestsOf(symbols: readonly string[]): Digest[] {
  return symbols.map(digestOf).sort((a, b) => a.high - b.high)
}

function digestOf(symbol: string): Digest {
  const bytes = hash('sha1', symbol, 'buffer')
  return { high: bytes.readInt32BE(0), low: bytes.readInt32BE(4) }
}

/**
 * A digest and a part of a birth as one number of 64 bits. Among a billion keys, two that are alike by chance
 * cost one comparison too many.
 */
function mixed({ high, low }: Digest, part: number): string {
  const top = scrambled(high ^ scrambled(part))
  const bottom = scrambled(low ^ scrambled(part ^ 0x5bd1e995) ^ top)
  return ((BigInt(top) << 32n) | BigInt(bottom >>> 0)).toString()
}

/** The finisher of MurmurHash3: each bit that comes in changes about half of those that come out. */
function scrambled(value: number): number {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return bits ^ (bits >>> 16)
}
