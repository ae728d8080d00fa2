import { readWords } from '../spelling/index.ts'

/** What follows is not read: no name of a thing is longer, and work stays bounded. */
export const longestThing = 300

const quotes = /[‘’ʼʻ`´′]/g
const notAscii = /\P{ASCII}/u
const wordsWithMore = /[\p{L}\p{M}\p{N}]*\P{ASCII}[\p{L}\p{M}\p{N}]*/gu

/**
 * Writes a text of any script in plain Latin letters, digits and signs; capitals and the signs between words
 * stay.
 * @param text - as written; only its first 300 characters count
 * @returns the folded text
 */
export function foldText(text: string): string {
  const short = text.length > longestThing ? text.slice(0, longestThing) : text
  if (!notAscii.test(short)) return short
  return short.toWellFormed().normalize('NFKC').replace(quotes, "'").replace(wordsWithMore, romanised)
}

function romanised(word: string): string {
  let latin = ''
  for (const { latin: plain, script, bare } of readWords(word)) {
    // The Arabic article is written on to its word; in Latin letters it stands apart, or is left out.
    latin += script === 'arabic' && bare !== null ? ` al ${bare.latin}` : plain
  }
  if (latin === '') return ' '
  return word === word.toUpperCase() && word !== word.toLowerCase() ? latin.toUpperCase() : latin
}
