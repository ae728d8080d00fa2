/**
 * German and Scandinavian letters are written in three ways: Müller is Muller where marks are lost, and MUELLER in
 * the machine-readable lines of a passport (ICAO Doc 9303-3, section 6). All spellings stand in the index and in the
 * query, so that each finds the other.
 */

const expansions: Record<string, string> = {
  ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue', Ø: 'Oe', Å: 'Aa',
} // prettier-ignore
const EXPANDED = /[äöüøå]/giu
const COLLAPSED = /aa|([aou])e/giu

/**
 * Writes German and Scandinavian letters as two.
 * @param text - anything
 * @returns the text with ü as ue and so on; the same text where there is none
 */
export function expanded(text: string): string {
  const composed = text.normalize('NFC')
  return composed.replaceAll(EXPANDED, (letter) => expansions[letter] ?? letter)
}

/**
 * Writes two letters that stand for one such letter as its plain letter.
 * @param text - anything
 * @returns the text with ue as u and so on; the same text where there is none
 */
export function collapsed(text: string): string {
  return text.replaceAll(COLLAPSED, (pair) => pair.slice(0, 1))
}

// Of a word with a plain pair only if it is a name: "does" and "value" stand in every text. Bounded: linear time.
const RESPELT =
  /(?<!\p{L})(?:[A-Z]\p{L}{0,20}?(?:[Aa][Aa]|[AOUaou][Ee])|[AOU][Ee]\p{L}|A[Aa]\p{L})[\p{L}\p{M}]{0,30}/gu
const MARKED = /[äöüøåÄÖÜØÅ]|\u0308|\u030a/u
const WITH_MARK =
  /(?<![\p{L}\p{M}])\p{L}{0,20}?(?:[äöüøåÄÖÜØÅ]|[aouAOU]\u0308|[aA]\u030a)[\p{L}\p{M}]{0,30}/gu

/**
 * The other spellings of the words of a text.
 * @param text - any
 * @returns places with the word as it may be written otherwise
 */
export function otherSpellings(text: string): { start: number; end: number; word: string }[] {
  const found = [...text.matchAll(RESPELT), ...(MARKED.test(text) ? text.matchAll(WITH_MARK) : [])]
  return found.flatMap(({ 0: written, index: start }) =>
    [expanded(written), collapsed(written)]
      .filter((word) => word !== written && word !== written.normalize('NFC'))
      .map((word) => ({ start, end: start + written.length, word })),
  )
}
