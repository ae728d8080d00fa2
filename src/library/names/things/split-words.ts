/** One word of a thing's name: small letters and digits, and how it was written. */
export type Piece = {
  text: string
  /** written in capitals: "PLA" may be short for something, "Pla" is not */
  capitals: boolean
  /** a full stop behind it: "Mfg." may be cut short */
  stopped: boolean
}

const mostWords = 40

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
const isDigit = (code: number): boolean => code >= 48 && code <= 57
const [space, ampersand, apostrophe, plus, stop, slash] = [32, 38, 39, 43, 46, 47]

/**
 * Splits folded text into words. Single letters with stops or strokes between them are one word ("S.A.",
 * "M/V"), and so are bare letters in a row ("A B C"); an apostrophe joins, and a possessive "s" goes.
 * @param folded - what `foldText` gives
 * @returns the words, each with how it was written
 */
export function splitWords(folded: string): Piece[] {
  const pieces: Piece[] = []
  const end = folded.length
  // What the last piece is, if it is single letters that may grow: with stops between them, or without.
  let run: 'none' | 'stopped' | 'bare' = 'none'
  let at = 0
  while (at < end && pieces.length < mostWords) {
    const code = folded.charCodeAt(at)
    if (!isLetter(code) && !isDigit(code)) {
      if (code === ampersand || code === plus) pieces.push({ text: 'and', capitals: false, stopped: false })
      if (code !== space && code !== stop && code !== slash) run = 'none'
      at++
      continue
    }
    const from = at
    let mark = -1
    for (; at < end; at++) {
      const sign = folded.charCodeAt(at)
      if (isLetter(sign) || isDigit(sign)) continue
      if (sign !== apostrophe || !isLetter(folded.charCodeAt(at + 1))) break
      mark = at
    }
    const written = withoutApostrophe(folded.slice(from, at), mark < 0 ? -1 : mark - from)
    const sign = folded.charCodeAt(at)
    const stopped = sign === stop || sign === slash
    const last = pieces.at(-1)
    if (written.length !== 1 || isDigit(code)) {
      pushWord(pieces, written, stopped)
      run = 'none'
    } else if (last && run !== 'none' && (run === 'stopped' || !stopped)) {
      last.text += written.toLowerCase()
      last.stopped = stopped
      run = run === 'stopped' && !stopped ? 'none' : run
    } else {
      pushWord(pieces, written, stopped)
      run = stopped ? 'stopped' : 'bare'
    }
  }
  return pieces
}

function withoutApostrophe(word: string, at: number): string {
  if (at < 0) return word
  const possessive = at === word.length - 2 && /s$/i.test(word) && word.length > 3
  return (possessive ? word.slice(0, -2) : word).replaceAll("'", '')
}

/** "SiemensAG", "BayOOO": a legal form in its own capitals that has grown on to a word. */
const grownOn =
  /^([A-Z]?[a-z]{3,})(AG|SA|SE|NV|BV|AB|OY|LLC|LTD|Ltd|GmbH|GMBH|PLC|SRL|SARL|SpA|SPA|KG|JSC|OAO|OOO|ZAO|Inc|INC|Kft)$/

function pushWord(pieces: Piece[], written: string, stopped: boolean): void {
  const text = written.toLowerCase()
  const capitals = written === written.toUpperCase()
  const found = !capitals && written.length > 5 ? grownOn.exec(written) : null
  if (found?.[1] !== undefined && found[2] !== undefined) {
    pieces.push({ text: found[1].toLowerCase(), capitals: false, stopped: false })
    pieces.push({ text: found[2].toLowerCase(), capitals: true, stopped })
  } else pieces.push({ text, capitals, stopped })
}
