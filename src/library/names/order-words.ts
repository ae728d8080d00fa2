import { familyFirstNames } from './asian-family-names.ts'
import { lettersHeld, NO_PLACE, readWords, type Word } from './spelling/index.ts'

/**
 * Puts the words of a person's name in an order that two writings share: given names first where a comma
 * tells, names in characters in two, syllables of one given name as one. Words without a letter go.
 * @param words - as they stand
 * @returns in that order
 */
export function orderWords(words: readonly Word[]): readonly Word[] {
  let plain = words.length !== 1 && words.length !== 3
  for (const word of words) if (word.latin === '' || word.join === 'comma') plain = false
  if (plain) return words
  const lettered = words.filter((word) => word.latin !== '')
  return joinSyllables(givenFirst(splitCharacters(lettered)))
}

/** Han and Hangul stand without a space; the family name is the first character (of longer ones, part of it). */
function splitCharacters(words: readonly Word[]): readonly Word[] {
  const only = words[0]
  if (only === undefined || words.length !== 1 || (only.script !== 'han' && only.script !== 'hangul'))
    return words
  const [first, ...rest] = only.written
  if (first === undefined || rest.length < 1 || rest.length > 3) return words
  return readWords(`${first} ${rest.join('')}`)
}

/** "NURISTANI, Abdul Aziz" is Abdul Aziz Nuristani; what follows a comma but is a title or "Jr." stays. */
function givenFirst(words: readonly Word[]): readonly Word[] {
  const comma = words.findIndex((word) => word.join === 'comma')
  if (comma < 1) return words
  const after = words[comma]
  if (after?.particle === 'generation' || after?.particle === 'title') return words
  return [...words.slice(comma), ...words.slice(0, comma)]
}

/**
 * Korean and Chinese given names are written in one or two words or with a hyphen (Kim Jong-un, Kim Jong Un,
 * Kim Jongun): syllables beside a family name of that origin become one word.
 */
function joinSyllables(words: readonly Word[]): readonly Word[] {
  if (words.length !== 3) return words
  const [one, two, three] = words
  if (one === undefined || two === undefined || three === undefined) return words
  if (familyFirstNames.has(one.latin) && isSyllable(two) && isSyllable(three))
    return [one, oneWord(two, three)]
  if (familyFirstNames.has(three.latin) && isSyllable(one) && isSyllable(two) && two.join === 'hyphen') {
    return [oneWord(one, two), three]
  }
  return words
}

/** One syllable as Korean and Chinese are romanised: at most one run of vowels, at most six letters. */
function isSyllable(word: Word): boolean {
  if (word.particle === 'middle' || word.particle === 'of' || word.particle === 'title') return false
  if (word.latin.length > 6) return false
  let runs = 0
  let inVowel = false
  for (let at = 0; at < word.latin.length; at++) {
    const vowel = 'aeiouy'.includes(word.latin.charAt(at))
    if (vowel && !inVowel) runs++
    inVowel = vowel
  }
  return runs === 1
}

/**
 * Joins two neighbours into one word.
 * @param a - the first
 * @param b - the second
 * @returns what stands before it is what stood before the first
 */
export function oneWord(a: Word, b: Word): Word {
  const latin = a.latin + b.latin
  return {
    ...a,
    written: a.written + b.written,
    latin,
    sounds: a.sounds + b.sounds,
    skeleton: a.skeleton + b.skeleton,
    symbols: [],
    known: false,
    initial: false,
    particle: null,
    bare: null,
    held: lettersHeld(latin),
    place: NO_PLACE,
    petNamesAbroad: [],
    compounds: false,
  }
}
