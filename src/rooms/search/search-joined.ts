/**
 * Words that people write in one piece or in several: O'Brien and OBrien, life-jackets and lifejackets, FC-470 and
 * FC470, AB12 CDE and AB12CDE. Each is found as one word too.
 */

import { isPlainText } from '../../wire/plain-text.ts'

/** A place in a text, and the one word that it may be written as (not folded). */
export type Joined = { start: number; end: number; word: string }

const APOSTROPHE = "['\u2018\u2019\u02bc\u02b9\u2032`\u00b4]"
const LETTER = String.raw`[\p{L}\p{N}\p{M}]`

const FIGURE = /\p{Nd}/u

// Every quantifier is bounded, and a word is entered only at its beginning: linear time. A quick look first says
// whether a text can hold any: an import reads every text of a file.
const PATTERNS = (
  [
    // O'Brien, life-jackets, al-Qassim, FC-470
    [
      /\S[\p{Pd}\u2212'\u2018\u2019\u02bc\u02b9\u2032`\u00b4]\S/u,
      String.raw`(?<!${LETTER})${LETTER}{1,30}(?:(?:\p{Pd}|\u2212|${APOSTROPHE})${LETTER}{1,30}){1,4}`,
    ],
    // a number in groups: 07700 900977, (01632) 960-123, 232 001 234
    [
      FIGURE,
      String.raw`(?<!${LETTER})\p{Nd}{1,20}(?:[ \u00a0().\/\p{Pd}]{1,2}\p{Nd}{1,20}){1,9}(?!${LETTER})`,
    ],
    // a plate, a model or a call sign in two pieces: AB12 CDE, ab12 cde, FC 470, 191 D 12345
    [
      FIGURE,
      String.raw`(?<!${LETTER})(?:\p{Lu}{1,4} \p{Nd}{1,7}\p{Lu}{0,3}|\p{Lu}{0,3}\p{Nd}{1,6} \p{Lu}{1,3}(?: \p{Nd}{1,6})?|\p{Ll}{2}\p{Nd}{2} \p{Ll}{3})(?!${LETTER})`,
    ],
    // a bank account in groups of four
    [
      FIGURE,
      String.raw`(?<!${LETTER})[A-Za-z]{2}\d{2}(?: [A-Za-z0-9]{4}){2,7}(?: [A-Za-z0-9]{1,3})?(?!${LETTER})`,
    ],
    // a name with its article or its particle: Al Qassim, O Brien, de Souza, bin Said
    [
      /\p{L} \p{Lu}/u,
      String.raw`(?<!${LETTER})(?:\p{Lu}${LETTER}{0,3}|al|el|abu|bin|ibn|ben|da|de|del|della|di|dos|du|la|le|van|von|der|den) \p{Lu}${LETTER}{2,30}`,
    ],
  ] as const
).map(([look, pattern]) => ({
  look,
  pattern: new RegExp(pattern, 'gu'),
  plain: { look: new RegExp(plainOnly(look.source)), pattern: new RegExp(plainOnly(pattern), 'g') },
}))

/** The same for a text of plain signs only, in half the time: no script's letters are looked up. */
function plainOnly(pattern: string): string {
  return pattern
    .replaceAll(LETTER, '[A-Za-z0-9]')
    .replaceAll('\\p{Nd}', '[0-9]')
    .replaceAll('\\p{Lu}', '[A-Z]')
    .replaceAll('\\p{Ll}', '[a-z]')
    .replaceAll('\\p{L}', '[A-Za-z]')
    .replaceAll('\\p{Pd}', '-')
}

const PARTING = /[^\p{L}\p{N}\p{M}]+/gu

/**
 * What in a text may be written in one piece.
 * @param text - any
 * @returns places, which may overlap, each with the word that it makes
 */
export function joinedWords(text: string): Joined[] {
  const isPlain = isPlainText(text)
  return PATTERNS.filter(({ look, plain }) => (isPlain ? plain.look : look).test(text)).flatMap((one) =>
    Array.from(text.matchAll(isPlain ? one.plain.pattern : one.pattern), ({ 0: found, index }) => ({
      start: index,
      end: index + found.length,
      word: found.replaceAll(PARTING, ''),
    })),
  )
}

/**
 * Writes a name with each two neighbours in one piece, and all of it: Abd al Rahman is Abdal Rahman, Abd alRahman,
 * AbdalRahman.
 * @param name - as it was written; its first eight words are looked at
 * @returns each two neighbours as one word, and all words as one; none for a name of one word
 */
export function joinedName(name: string): string[] {
  const words = name.replaceAll(PARTING, ' ').trim().split(' ').slice(0, 8)
  if (words.length < 2) return []
  const pairs = words.slice(1).map((word, place) => `${words[place] ?? ''}${word}`)
  return [...new Set([...pairs, words.join('')])]
}
