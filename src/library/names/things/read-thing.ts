/** Reads the name of a company, an organisation or a vessel once, so that it can be compared many times. */
import type { NameSchema } from '../types.ts'
import { foldText } from './fold-text.ts'
import { weights, wordTables, type Kind } from './meanings.ts'
import { digitsOf, numberInWords, romanValue } from './numbers.ts'
import { phraseAt } from './phrases.ts'
import { splitWords, type Piece } from './split-words.ts'
import { takeForms, type ThingForm } from './take-forms.ts'
import { joinHullNumber, vesselPrefixes } from './vessel-prefixes.ts'

/** A word of a thing's name. `name` is what is compared: equal for two writings of one meaning. */
export type ThingWord = {
  text: string
  name: string
  kind: Kind
  weight: number
  /** which of the letters a to z it holds, a bit for each: what cannot be a slip is seen at once */
  letters: number
  capitals: boolean
  stopped: boolean
}

/** Plain data; its insides are this folder's own. */
export type ReadThing = {
  readonly text: string
  readonly schema: NameSchema
  readonly words: readonly ThingWord[]
  readonly forms: readonly ThingForm[]
  /** all words without what stands between them, legal forms left out */
  readonly joined: string
  /** were there more letters than are read? */
  readonly cut: boolean
}

/**
 * Reads a name.
 * @param text - as written, any script; only the first 300 characters count
 * @param schema - what it names
 * @returns its words, each with what it says, and its legal forms
 */
export function readThing(text: string, schema: NameSchema): ReadThing {
  const folded = foldText(text)
  const pieces = splitWords(folded)
  const found: ThingForm[] = []
  if (schema === 'Vessel') joinHullNumber(pieces)
  const ends: [number, number] =
    schema === 'Vessel' ? [vesselPrefixes(pieces), pieces.length] : takeForms(pieces, found)
  const [from, to] = ends
  const words: ThingWord[] = []
  const { meanings, plain } = wordTables()
  const table = schema === 'Vessel' ? plain : meanings
  for (let at = from; at < to;) {
    const phrase = phraseAt(table, pieces, at)
    // A phrase must not reach into the legal form behind it.
    if (phrase !== undefined && at + phrase.words.length <= to) {
      const { kind, name } = phrase.means
      const piece = pieces[at]
      const text = phrase.words.join(' ')
      if (piece) words.push(wordOf(text, name, kind, piece))
      at += phrase.words.length
    } else at += pushOne(words, pieces, at, to, from)
  }
  if (words.every(({ kind }) => kind === 'small')) {
    // "The The" is a name; "&" alone is none.
    if (!/[a-z0-9]/i.test(folded)) words.length = 0
    for (const word of words) Object.assign(word, { kind: 'own', weight: ownWeight(word.text) })
  }
  let joined = ''
  for (const word of words) if (word.name !== 'and') joined += word.text
  if (joined.includes(' ')) joined = joined.replaceAll(' ', '')
  return { text, schema, words, forms: found, joined, cut: text.length > 300 }
}

/** A number, a code or a word of its own. @returns how many pieces it took */
function pushOne(words: ThingWord[], pieces: readonly Piece[], at: number, to: number, from: number): number {
  const piece = pieces[at]
  if (!piece) return 1
  const { text } = piece
  const digits = digitsOf(text)
  if (digits !== null) {
    words.push(wordOf(text, `#${digits}`, 'number', piece))
    return 1
  }
  const value = numberInWords(text)
  if (value !== undefined) {
    const unit = value >= 20 && at + 1 < to ? (numberInWords(pieces[at + 1]?.text ?? '') ?? 99) : 99
    const together = unit < 10 ? value + unit : value
    const written = unit < 10 ? `${text} ${pieces[at + 1]?.text ?? ''}` : text
    words.push(wordOf(written, `#${String(together)}`, 'number', piece))
    return unit < 10 ? 2 : 1
  }
  const roman = at > from && (piece.capitals || text.length > 1) ? romanValue(text) : null
  // "Kovač i sin": a small "i" is "and" in half of Europe.
  if (text === 'i' && roman === null) words.push(wordOf(text, 'and', 'small', piece))
  else if (roman !== null) words.push(wordOf(text, `#${String(roman)}`, 'number', piece))
  else if (/\d/.test(text) && text.length <= 12) words.push(wordOf(text, `#${text}`, 'number', piece))
  else words.push(wordOf(text, text, 'own', piece))
  return 1
}

/**
 * Says how much a word of a name's own tells. A long word tells more: there are few beside it that another
 * firm would have.
 * @param text - the word, folded
 * @returns 0.33 to 1
 */
export const ownWeight = (text: string): number => Math.min(1, 0.2 + 0.13 * text.length)

function wordOf(text: string, name: string, kind: Kind, { capitals, stopped }: Piece): ThingWord {
  const weight = kind === 'own' ? ownWeight(text) : weights[kind]
  return { text, name, kind, weight, letters: lettersOf(text), capitals, stopped }
}

function lettersOf(text: string): number {
  let letters = 0
  for (let at = 0; at < text.length; at++) letters |= 1 << (text.charCodeAt(at) - 97)
  return letters
}
