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
 * @param text - a name as it came. @returns no words if it holds no letter or digit.
 */
export function readWords(text: string): Word[] {
  let clean = text.length > longestText ? text.slice(0, longestText) : text
  if (!isAscii(clean)) clean = clean.toWellFormed().normalize('NFKC')
  const words: Word[] = []
  // The word at hand: what was kept of it, and from where its letters lie together in the text, to be cut out at once.
  let kept = ''
  let from = 0
  let length = 0
  let join: Join = 'start'
  const soFar = (at: number): string => (kept === '' ? clean.slice(from, at) : kept + clean.slice(from, at))
  const leaveOut = (at: number, wide: number): void => {
    kept = soFar(at)
    from = at + wide
  }
  const finish = (next: Join, at: number, wide: number): void => {
    const written = soFar(at)
    if (written !== '' && words.length < mostWords) {
      const word = wordOf(written, words.length === 0 ? 'start' : join)
      // What stands before an apostrophe on its own is d' or l', no initial.
      words.push(next === 'apostrophe' && word.initial ? { ...word, particle: 'of', initial: false } : word)
      join = next
    } else if (next === 'comma' || join === 'space') join = next
    kept = ''
    from = at + wide
    length = 0
  }
  let lower = false
  let wide: number
  for (let at = 0; at < clean.length; at += wide) {
    const code = clean.codePointAt(at) ?? 0
    wide = code > 0xffff ? 2 : 1
    const kind = kindOf(code)
    if (kind === 'mark') {
      if (code < 0x300 || code > 0x36f) leaveOut(at, wide)
      else length++
      continue
    }
    if (kind === 'gap') {
      const letter = code === 32 ? ' ' : String.fromCodePoint(code)
      if (code !== 32 && isApostrophe(letter) && keepsTogether(soFar(at))) leaveOut(at, wide)
      else {
        finish(joinOf(letter), at, wide)
        lower = false
      }
      continue
    }
    const isUpper = isCapital(code)
    if (isUpper && lower && splitsCamel(soFar(at))) finish('camel', at, 0)
    lower = !isUpper
    if (length < longestWord) length += wide
    else leaveOut(at, wide)
  }
  finish('space', clean.length, 0)
  const make = (spelling: string): Word => wordOf(spelling, 'space')
  const joined = splitHangul(joinCompounds(words, make), make)
  for (const word of joined) if (word.particle === 'title') return settleTitles(joined)
  return joined
}

function isCapital(code: number): boolean {
  if (code < 128) return code >= 65 && code <= 90
  const letter = String.fromCodePoint(code)
  return letter !== letter.toLowerCase()
}

const isApostrophe = (letter: string): boolean => "'’‘ʼ`´ʻ".includes(letter)
const keepsTogether = (written: string): boolean => written !== '' && !/^[dl]$/i.test(written)

function joinOf(letter: string): Join {
  if (letter === ' ') return 'space'
  if (letter === ',' || letter === '،' || letter === '،') return 'comma'
  if (letter === '.') return 'dot'
  if (isApostrophe(letter)) return 'apostrophe'
  return /\p{Pd}/u.test(letter) ? 'hyphen' : 'space'
}

/** SergeiLavrov are two words; McDonald, MacArthur, DeSilva and FitzGerald are one. */
const splitsCamel = (written: string): boolean =>
  written.length >= 3 ? !/^(mac|fitz|van|von|saint)$/i.test(written) : /^(al|el)$/i.test(written)
