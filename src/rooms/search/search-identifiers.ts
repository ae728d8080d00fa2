/** Identifiers that stand in a report's running text, so that a search finds them in any spelling. */
import { isPlainText } from '../../wire/plain-text.ts'
import { findIdentifiers } from '../../library/identifiers/index.ts'

/** An identifier and its place in the text. */
type InText = { kind: string; key: string; start: number; end: number }

// Where an identifier may stand: at an address or a link, at figures, at a label that needs none.
const SIGN = /[@/]|\p{Nd}+(?:[^\p{L}\p{Nd}\n:]{1,3}\p{Nd}+)*|[Cc]all[ -]?[Ss]ign/gu
const PLAIN_SIGN = /[@/]|[0-9]+(?:[^A-Za-z0-9\n:]{1,3}[0-9]+)*|[Cc]all[ -]?[Ss]ign/g
/** Of a number that stands alone: less is a year, a house or a sum. */
const FEWEST_FIGURES = 5
// Letters and figures in one: a plate, an account, a hull number.
const MIXED =
  /[A-Za-z]{1,3}\d{1,4}[ -]?[A-Za-z]{1,3}(?![A-Za-z])|\d{1,4}[ -]?[A-Z]{1,3}(?![A-Za-z])|[A-Z]{3} ?\d{1,4}|[A-Za-z0-9]{8}/
/** Characters before and behind that are read with it: a label, a country, the rest. */
const AROUND = 48

/**
 * Finds identifiers in a text. Reads only around what may be one: an import reads every text of a file.
 * @param text - any; read in linear time
 * @returns each identifier once; no dates, no positions
 */
export function identifiersInText(text: string): InText[] {
  return windowsOf(text).flatMap(([from, to]) =>
    findIdentifiers(text.slice(from, to)).flatMap(({ kind, key, start, end }) =>
      key === null || kind === 'date' || kind === 'coordinates'
        ? []
        : [{ kind, key, start: from + start, end: from + end }],
    ),
  )
}

function windowsOf(text: string): [number, number][] {
  const windows: [number, number][] = []
  for (const { 0: found, index } of text.matchAll(isPlainText(text) ? PLAIN_SIGN : SIGN)) {
    const alone = found.length < FEWEST_FIGURES || /[£€$]/.test(text.charAt(index - 1))
    const near = text.slice(Math.max(0, index - 8), index + found.length + 8)
    if (alone && !/[@/]/.test(found) && !MIXED.test(near)) continue
    const from = wordEdge(text, index - AROUND, -1)
    const to = wordEdge(text, index + found.length + AROUND, 1)
    const last = windows.at(-1)
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to)
    else windows.push([from, to])
  }
  return windows
}

/** A window does not cut a word: half a number would be another one. */
function wordEdge(text: string, place: number, step: 1 | -1): number {
  let at = Math.min(text.length, Math.max(0, place))
  const stop = at + step * 200
  while (at > 0 && at < text.length && at !== stop && !/\s/.test(text.charAt(step < 0 ? at - 1 : at)))
    at += step
  return at
}
