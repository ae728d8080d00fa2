import type { Script } from './word.ts'

/** What a character is for reading names: a script's letter, a mark to be dropped, a digit, or a separator. */
export type Kind = Script | 'mark' | 'gap'

const kinds = new Map<number, Kind>()

/** @param code - a code point. @returns its kind; looked up once, then remembered. */
export function kindOf(code: number): Kind {
  if (code < 128) return ascii[code] ?? 'gap'
  let kind = kinds.get(code)
  if (kind === undefined) {
    kind = classify(code)
    kinds.set(code, kind)
  }
  return kind
}

const ascii: Kind[] = Array.from({ length: 128 }, (_, code) => {
  const letter = String.fromCharCode(code)
  if (/[a-z]/i.test(letter)) return 'latin'
  if (/[0-9]/.test(letter)) return 'number'
  return code < 32 && !/\s/.test(letter) ? 'mark' : 'gap'
})

const scripts: readonly (readonly [RegExp, Script])[] = [
  [/\p{Script=Latin}/u, 'latin'],
  [/\p{Script=Arabic}/u, 'arabic'],
  [/\p{Script=Cyrillic}/u, 'cyrillic'],
  [/\p{Script=Greek}/u, 'greek'],
  [/\p{Script=Hebrew}/u, 'hebrew'],
  [/\p{Script=Armenian}/u, 'armenian'],
  [/\p{Script=Georgian}/u, 'georgian'],
  [/\p{Script=Hangul}/u, 'hangul'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}ー]/u, 'kana'],
  [/\p{Script=Han}/u, 'han'],
]

function classify(code: number): Kind {
  if (code >= 0xd800 && code <= 0xdfff) return 'mark'
  const letter = String.fromCodePoint(code)
  // Tatweel, Hebrew points, harakat, joiners, bidi marks, variation selectors: they change no letter.
  // The vowel signs of Indian and south-east Asian scripts are marks too, but they are read.
  if (
    /\p{M}/u.test(letter) &&
    !/[\p{Script=Inherited}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(
      letter,
    )
  )
    return 'other'
  if (code === 0x640 || /[\p{M}\p{Cf}\p{Cc}\p{Lm}]/u.test(letter)) return code === 0x30fc ? 'kana' : 'mark'
  if (/\p{Nd}/u.test(letter)) return 'number'
  if (!/\p{L}/u.test(letter)) return 'gap'
  return scripts.find(([pattern]) => pattern.test(letter))?.[1] ?? 'other'
}

const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ħ: 'h',
  ŋ: 'ng',
  ə: 'a',
  ĸ: 'k',
  ạ: 'a',
  ẉ: 'u',
  ỵ: 'i',
  ʿ: '',
  ḍ: 'd',
  ẓ: 'z',
  ḥ: 'h',
  ḩ: 'h',
  ǰ: 'j',
  ǯ: 'zh',
  ḅ: 'b',
  ḳ: 'k',
  ṗ: 'p',
  ɓ: 'b',
  ɗ: 'd',
  ƙ: 'k',
  ʼ: '',
}
const plain = new Map<string, string>()

/** @param letter - one lower-case Latin letter, perhaps with marks. @returns it in a to z. */
export function plainLetter(letter: string): string {
  if (letter < '\u0080') return letter
  let found = plain.get(letter)
  if (found === undefined) {
    found = plainLetters[letter] ?? letter.normalize('NFD').replace(/[^a-z0-9]/g, '')
    plain.set(letter, found)
  }
  return found
}

/** Letters that look the same in two scripts; a word that mixes them is written in the script of most letters. */
const latinTwin = 'aAbBcCeEhHiIjJkKmMoOpPsStTxXyYnNuUdd'
const otherTwin: Readonly<Record<string, string>> = {
  а: 'a',
  А: 'A',
  В: 'B',
  с: 'c',
  С: 'C',
  е: 'e',
  Е: 'E',
  Н: 'H',
  і: 'i',
  І: 'I',
  ј: 'j',
  Ј: 'J',
  к: 'k',
  К: 'K',
  М: 'M',
  о: 'o',
  О: 'O',
  р: 'p',
  Р: 'P',
  ѕ: 's',
  Ѕ: 'S',
  Т: 'T',
  х: 'x',
  Х: 'X',
  у: 'y',
  У: 'Y',
  ԁ: 'd',
  һ: 'h',
  α: 'a',
  Α: 'A',
  Β: 'B',
  Ε: 'E',
  Ζ: 'Z',
  Η: 'H',
  Ι: 'I',
  ι: 'i',
  Κ: 'K',
  Μ: 'M',
  Ν: 'N',
  ν: 'v',
  ο: 'o',
  Ο: 'O',
  ρ: 'p',
  Ρ: 'P',
  Τ: 'T',
  Υ: 'Y',
  Χ: 'X',

  ԝ: 'w',
  ѵ: 'v',
  г: 'r',
  ո: 'n',
}
const fromLatin = new Map<string, string>()
for (const [other, latin] of Object.entries(otherTwin)) {
  if (latinTwin.includes(latin) && /\p{Script=Cyrillic}/u.test(other)) fromLatin.set(latin, other)
}

/**
 * Exchanges the look-alikes in a word that mixes Latin with Cyrillic or Greek letters (Cyrillic а in "Ivаnov").
 * @param word - in lower case
 * @param latin - how many of its letters are Latin
 * @param other - how many are Cyrillic or Greek
 * @returns the word in the script of most of its letters; unchanged if a letter has no twin there.
 */
export function repairLookalikes(word: string, latin: number, other: number): string {
  let out = ''
  for (const letter of word) {
    out += latin >= other ? (otherTwin[letter] ?? letter) : (fromLatin.get(letter) ?? letter)
  }
  return out
}

/**
 * Is all of a text ASCII? Most names are: then nothing needs normalising.
 * @param text - any
 * @returns true when it is
 */
export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false
  return true
}
