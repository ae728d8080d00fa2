import { joinCompounds, splitHangul } from './compounds.ts'
import { isAscii, kindOf } from './letters.ts'
import { wordOf } from './make-word.ts'
import { settleTitles } from './particles.ts'
import type { Join, Word } from './word.ts'

const longestText = 2000
const mostWords = 48
const longestWord = 64

/**
 * The words of a name in any script, in the order written.
 *
 * Of a text beyond 2,000 characters, 48 words or 64 letters in a word, the rest is not read: no name is so
 * long, and what compares names must not be kept busy by a text that is none.
 * @param text a name as it came. @returns no words if it holds no letter or digit.
 */
export function readWords(text: string): Word[] {
  let clean = text.length > longestText ? text.slice(0, longestText) : text
  if (!isAscii(clean)) clean = clean.toWellFormed().normalize('NFKC')
  const words: Word[] = []
  let written = ''
  let join: Join = 'start'
  const finish = (next: Join): void => {
    if (written !== '' && words.length < mostWords) {
      const word = wordOf(written, words.length === 0 ? 'start' : join)
      // What stands before an apostrophe on its own is d' or l', no initial.
      words.push(next === 'apostrophe' && word.initial ? { ...word, particle: 'of', initial: false } : word)
      join = next
    } else if (next === 'comma' || join === 'space') join = next
    written = ''
  }
  let lower = false
  for (const letter of clean) {
    const kind = kindOf(letter.codePointAt(0) ?? 0)
    if (kind === 'mark') {
      if (letter <= '\u036f' && letter >= '\u0300') written += letter
      continue
    }
    if (kind === 'gap') {
      if (isApostrophe(letter) && keepsTogether(written)) continue
      finish(joinOf(letter))
      lower = false
      continue
    }
    const isUpper = letter !== letter.toLowerCase()
    if (isUpper && lower && splitsCamel(written)) finish('camel')
    lower = !isUpper
    if (written.length < longestWord) written += letter
  }
  finish('space')
  const make = (spelling: string): Word => wordOf(spelling, 'space')
  const joined = splitHangul(joinCompounds(words, make), make)
  return joined.some((word) => word.particle === 'title') ? settleTitles(joined) : joined
}

const isApostrophe = (letter: string): boolean => "'’‘ʼ`´ʻ".includes(letter)
const keepsTogether = (written: string): boolean => written !== '' && !/^[dl]$/i.test(written)

function joinOf(letter: string): Join {
  if (letter === ',' || letter === '،' || letter === '،') return 'comma'
  if (letter === '.') return 'dot'
  if (isApostrophe(letter)) return 'apostrophe'
  return /\p{Pd}/u.test(letter) ? 'hyphen' : 'space'
}

/** SergeiLavrov are two words; McDonald, MacArthur, DeSilva and FitzGerald are one. */
const splitsCamel = (written: string): boolean =>
  written.length >= 3 ? !/^(mac|fitz|van|von|saint)$/i.test(written) : /^(al|el)$/i.test(written)
