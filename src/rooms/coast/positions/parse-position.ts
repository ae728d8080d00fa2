/** Reads a position as people write it. */
import { readLatLong } from './read-lat-long.ts'
import { readLink } from './read-link.ts'
import { readOsGrid } from './os-grid.ts'
import { readPlusCode } from './plus-code.ts'
import type { Position, ReadPosition, ThreeWords } from './position.ts'
import { tidyText, withDecimalPoints, withoutRemarks } from './tidy-text.ts'
import { writePosition } from './write-position.ts'

/** Longer text is no position, and nobody may make the program think about it for long. A link may be longer. */
const LONGEST = 160
const LONGEST_LINK = 1_000
const THREE_WORDS =
  /^(?:(?:https?:\/\/)?(?:www\.)?(?:w3w\.co|what3words\.com)\/|w3w:? ?|what3words:? ?)?\/{0,3} ?(\p{L}{2,})\.(\p{L}{2,})\.(\p{L}{2,})$/iu

/**
 * Latitude and longitude in any common notation, a reference of the National Grid, a Plus Code, the link of a map,
 * or three words, which stay words. Brackets, a label and a remark around them are nothing to it.
 *
 * @param text - as it was typed, spoken down the telephone or copied
 * @param placeNamed - where a named place lies, for short Plus Codes ("XQGG+2X Rye")
 * @returns null when it is none of these, or lies outside the bounds of its notation; nothing is thrown
 */
export function parsePosition(
  text: string,
  placeNamed: (name: string) => Position | null = () => null,
): ReadPosition | ThreeWords | null {
  if (text.length > LONGEST_LINK) return null
  const linked = readLink(text)
  if (linked) return latLong(linked)
  if (text.length > LONGEST) return null
  const tidy = withDecimalPoints(tidyText(text))
  for (const bare of [tidy, ...withoutRemarks(tidy)]) {
    const read = readTidy(bare, placeNamed)
    if (read) return read
  }
  return null
}

function readTidy(
  tidy: string,
  placeNamed: (name: string) => Position | null,
): ReadPosition | ThreeWords | null {
  const words = THREE_WORDS.exec(tidy)
  if (words && words[1]?.toLowerCase() !== 'www') return { words: words.slice(1).join('.').toLowerCase() }
  const code = readPlusCode(tidy, placeNamed)
  if (code) return { ...code, as: 'plus-code' }
  const grid = readOsGrid(tidy)
  if (grid) return { ...grid, as: 'os-grid' }
  const position = readLatLong(tidy)
  return position && latLong(position)
}

const latLong = (position: Position): ReadPosition => ({
  position,
  as: 'lat-long',
  written: writePosition(position).mariners,
})
