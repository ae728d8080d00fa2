/**
 * Names that are built of parts and written joined or apart: Abd al-Rahman, Abdulrahman, Abdurrahman;
 * Salah al-Din, Salahuddin; Nasr Allah, Nasrallah; O'Brien, O Brien; Mac Donald, McDonald. Each part
 * that comes back in many names gets one sound code, so that the rest of the name decides:
 * `B` servant of (abd), `#` of the faith (din), `*` of God (allah).
 */
import { soundsOf } from './sounds.ts'
import { symbolsOf } from './symbols.ts'
import type { Word } from './word.ts'

const servantAlone = /^(?:abd|[ae]bd[aeou]{1,2}[lrsnzdt]?)$/
const faithAlone = /^(?:[aeiou]?[ld]{0,2}(?:din|deen|dine|dien|ddin|ddine|ddeen))$/
const godAlone = /^(?:[aou]l+ah|lah|ullah|allah)$/
const articleAlone =
  /^(?:al|el|il|ul|ol|ar|er|ur|or|as|es|us|os|an|en|un|ash|esh|ush|az|ez|uz|ad|ed|ud|od|at|et|ut)$/

/**
 * A Korean name is written without a space: 이명박 is 이 (Lee) and 명박. Of three syllables the first is the family's.
 * @param words - of the name
 * @param make - makes a word of a text
 * @returns the two words, or the words as they were.
 */
export function splitHangul(words: Word[], make: (written: string) => Word): Word[] {
  const [only] = words
  if (only === undefined || words.length > 1 || only.script !== 'hangul' || only.written.length !== 3)
    return words
  const family = make(only.written.slice(0, 1))
  return family.known ? [{ ...family, join: 'start' }, make(only.written.slice(1))] : words
}

/**
 * Joins the parts of one name that are written apart.
 * @param words - of the name
 * @param make - makes a word of a text
 * @returns the words with the parts of one name joined. Most names hold none and come back as they are.
 */
export function joinCompounds(words: Word[], make: (written: string) => Word): Word[] {
  if (!words.some((word) => word.compounds)) return words
  const out: Word[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as Word
    const next = words[at + 1]
    const last = out.at(-1)
    if (last !== undefined && word.join !== 'comma' && endsCompound(word) && canTakeEnding(last)) {
      out[out.length - 1] = { ...make(last.written + ' ' + word.written), join: last.join }
      continue
    }
    if (next === undefined || next.join === 'comma' || !startsCompound(word)) {
      const after = words[at + 1]
      // Salah al-Din: the article belongs to the ending behind it.
      if (
        last !== undefined &&
        after !== undefined &&
        articleAlone.test(word.latin) &&
        endsCompound(after) &&
        canTakeEnding(last)
      ) {
        out[out.length - 1] = { ...make(last.written + ' al' + after.written), join: last.join }
        at++
      } else if (
        last !== undefined &&
        after !== undefined &&
        isBond(word) &&
        canTakeEnding(last) &&
        !after.initial
      ) {
        // Habib ur Rahman is written Habiburrahman too.
        out[out.length - 1] = {
          ...make(last.written + word.written.toLowerCase() + after.written.toLowerCase()),
          join: last.join,
        }
        at++
      } else out.push(word)
      continue
    }
    if (isPrefix(word)) {
      if (belongsToPrefix(word, next)) {
        out.push({ ...make((word.latin === 'o' ? 'O’' : word.latin + ' ') + next.written), join: word.join })
        at++
      } else out.push(word)
      continue
    }
    const skip = articleAlone.test(next.latin) && words[at + 2] !== undefined ? 1 : 0
    const name = words[at + 1 + skip]
    if (name === undefined || name.initial || name.join === 'comma') out.push(word)
    else {
      const joined = name.script === 'arabic' ? word.written + ' ' + name.written : 'Abdul ' + name.written
      out.push({ ...make(joined), join: word.join })
      at += 1 + skip
    }
  }
  return out
}

/**
 * May this word be a part of a name that is written joined or apart?
 * @param word - as spelt
 * @returns true for a beginning, an ending or what binds them
 */
export const mayCompound = (word: Spelt): boolean =>
  startsCompound(word) || endsCompound(word) || isBond(word)

type Spelt = Pick<Word, 'written' | 'script' | 'latin'>
const isBond = (word: Spelt): boolean => word.script === 'latin' && /^u[lrsdnz]$/.test(word.latin)
const prefixes = new Set(['o', 'mac', 'mc', 'ni', 'nic', 'ui', 'ap', 'ab', 'de', 'o’'])
const isPrefix = (word: Spelt): boolean => word.script === 'latin' && prefixes.has(word.latin)

/** O'Brien is one name, as Mac Donald is; "Michael O Brown" may be an initial, so without an apostrophe a table decides. */
const belongsToPrefix = (word: Word, next: Word): boolean =>
  next.script === 'latin' &&
  next.latin.length > 2 &&
  ((word.latin === 'o' && next.join === 'apostrophe') ||
    word.latin === 'mac' ||
    word.latin === 'mc' ||
    word.written === 'Ó' ||
    symbolsOf(word.latin + next.latin).length > 0)

const startsCompound = (word: Spelt): boolean =>
  word.written === 'عبد' || (word.script === 'latin' && (isPrefix(word) || servantAlone.test(word.latin)))
const endsCompound = (word: Spelt): boolean =>
  word.script === 'latin'
    ? faithAlone.test(word.latin) || godAlone.test(word.latin)
    : word.written === 'الدين' || word.written === 'الله' || word.written === 'اللہ'
const canTakeEnding = (word: Word): boolean =>
  word.latin.length > 2 && word.particle === null && !word.latin.includes('abdul')

const servant = /^[ae]bd(?:[aeiou]{1,2}(?:l(?=.)|([rsnztd])(?=\1))?)?(?=[^aeiou]|[aeiou][^aeiou][a-z])/
const faith = /(?:[aeiou]d?|[aeu]l)d(?:i|ee|ie|y)ne?$/
const god = /[aeou]?l+ah?(?:i|y)?$/

/**
 * The sounds of a joined compound, its common parts as one code each.
 * @param marked - the romanised word without spaces
 * @param arabic - whether the word is written in Arabic letters
 * @returns null if the word is no such compound
 */
export function compoundSounds(marked: string, arabic: boolean): string | null {
  if (arabic) return arabicCompound(marked)
  let rest = marked
  let head = ''
  const abd = rest.length > 5 ? servant.exec(rest) : null
  if (abd !== null && rest.length - abd[0].length >= 2) {
    const name = rest.slice(abd[0].length)
    if (/^l?l?[ae]a?h?[iy]?$/.test(name) || /^[ae]bd[aeou]l+ah/.test(rest)) return 'B*'
    head = 'B'
    rest = name
  }
  if (
    rest.length > 5 &&
    /(?:uddin|eddin|addin|oddin|iddin|[ae]ldin|uldin|udin|edin|uddine|eddine|eldine|uddeen|aldeen|eldeen|aldin|addine|ddeen)$/.test(
      rest,
    ) &&
    faith.test(rest)
  ) {
    return head + soundsOf(rest.replace(faith, '')) + '#'
  }
  if (rest.length > 5 && /(?:[uaeo]ll?ah|[uo]lla|[au]llahi)$/.test(rest)) {
    const stem = rest.replace(god, '')
    if (stem.length >= 2) return head + soundsOf(stem) + '*'
  }
  return head === '' ? null : head + soundsOf(rest)
}

function arabicCompound(marked: string): string | null {
  let rest = marked
  let head = ''
  if (rest.startsWith('ʿbd') && rest.length > 5) {
    rest = rest.slice(3)
    if (/^ạllḥ?ḥ$/.test(rest)) return 'B*'
    if (rest.startsWith('ạl')) rest = rest.slice(2)
    head = 'B'
  }
  let tail = ''
  if (rest.endsWith('ạldỵn') && rest.length > 6) [rest, tail] = [rest.slice(0, -5), '#']
  else if (rest.endsWith('ạllḥ') && rest.length > 5) [rest, tail] = [rest.slice(0, -4), '*']
  return head + tail === '' ? null : head + soundsOf(rest, true) + tail
}
