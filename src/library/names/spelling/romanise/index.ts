import anyAscii from 'any-ascii'
import type { Script } from '../word.ts'
import { arabicLetters } from './arabic.ts'
import { romaniseSyllable } from './hangul.ts'
import { armenianLetters, cyrillicLetters, georgianLetters, greekLetters, hebrewLetters } from './letters.ts'

const tables: Partial<Record<Script, Map<string, string>>> = {
  arabic: new Map(Object.entries(arabicLetters)),
  cyrillic: new Map(Object.entries(cyrillicLetters)),
  greek: new Map(Object.entries(greekLetters)),
  armenian: new Map(Object.entries(armenianLetters)),
  georgian: new Map(Object.entries(georgianLetters)),
  hebrew: new Map(Object.entries(hebrewLetters)),
}

/** Spellings of several letters that are read as one, after the letters are exchanged. */
const greekPairs: readonly (readonly [RegExp, string])[] = [
  [/ου/g, 'u'],
  [/αυ(?=[βγδζλμνρ]|[αεηιουω])/g, 'av'],
  [/αυ/g, 'af'],
  [/ευ(?=[βγδζλμνρ]|[αεηιουω])/g, 'ev'],
  [/ευ/g, 'ef'],
  [/^μπ/, 'b'],
  [/μπ/g, 'mb'],
  [/^ντ/, 'd'],
  [/ντ/g, 'nt'],
  [/^γκ/, 'g'],
  [/γκ/g, 'gk'],
  [/γγ/g, 'ng'],
  [/τζ/g, 'tz'],
  [/ει/g, 'i'],
  [/οι/g, 'i'],
  [/αι/g, 'e'],
]

/**
 * Writes a lower-case word in Latin letters, letter by letter; a to z, and letters with marks where a mark
 * tells more.
 * @param word - one word without separators, decomposed marks of its script already removed.
 * @param script - the script of the word.
 * @returns the Latin form
 */
export function romanise(word: string, script: Script): string {
  if (script === 'latin' || script === 'number') return word
  if (script === 'hangul') {
    let out = ''
    for (const letter of word) {
      const code = letter.codePointAt(0) ?? 0
      out += code >= 0xac00 && code <= 0xd7a3 ? romaniseSyllable(code) : anyAscii(letter)
    }
    return out.toLowerCase()
  }
  let text = word
  if (script === 'greek') for (const [pair, latin] of greekPairs) text = text.replace(pair, latin)
  if (script === 'armenian') text = text.replaceAll('ու', 'u')
  const table = tables[script]
  let out = ''
  for (const letter of text) {
    const known = table?.get(letter)
    out += known ?? (letter <= '\u024f' ? letter : anyAscii(letter).toLowerCase())
  }
  return script === 'han' ? out.replace(/zh/g, 'ǯ').replace(/j/g, 'ǰ') : out
}
