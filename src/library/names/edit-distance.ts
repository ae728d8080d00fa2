const rowLength = 130
const rows = [new Uint8Array(rowLength), new Uint8Array(rowLength), new Uint8Array(rowLength)] as const

/** Longest string that is measured; what follows is not looked at, so that work stays bounded. */
export const longestMeasured = 120

/**
 * Counts the slips that turn one string into the other: a letter put in, left out or changed, or two
 * neighbours swapped, each counts one (optimal string alignment).
 * @param a - small letters; only the first 120 count
 * @param b - the same
 * @returns how many
 */
export function editDistance(a: string, b: string): number {
  if (a === b) return 0
  const quick = a.length <= b.length ? inOneWord(a, b) : inOneWord(b, a)
  return quick === -1 ? byTable(a, b) : quick
}

const places = new Int32Array(128)

/**
 * All rows of the table at once, a bit each (Hyyrö 2003, after Myers): for a pattern of up to 32 small
 * letters, which nearly all words are.
 *
 * @returns -1 where the strings are longer or hold other letters
 */
function inOneWord(pattern: string, text: string): number {
  const length = pattern.length
  if (length === 0 || length > 32 || text.length > longestMeasured) return -1
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return -1
  for (let at = 0; at < length; at++) {
    const letter = pattern.charCodeAt(at)
    if (letter > 127) {
      clearPlaces(pattern, at)
      return -1
    }
    places[letter] = (places[letter] ?? 0) | (1 << at)
  }
  const last = 1 << (length - 1)
  let distance = length
  let rises = -1
  let falls = 0
  let diagonal = 0
  let before = 0
  for (let at = 0; at < text.length; at++) {
    const here = places[text.charCodeAt(at)] ?? 0
    const swapped = ((~diagonal & here) << 1) & before
    diagonal = ((((here & rises) + rises) | 0) ^ rises) | here | falls | swapped
    let across = falls | ~(diagonal | rises)
    let back = diagonal & rises
    if ((across & last) !== 0) distance++
    if ((back & last) !== 0) distance--
    across = (across << 1) | 1
    back <<= 1
    rises = back | ~(diagonal | across)
    falls = across & diagonal
    before = here
  }
  clearPlaces(pattern, length)
  return distance
}

function clearPlaces(pattern: string, upTo: number): void {
  for (let at = 0; at < upTo; at++) places[pattern.charCodeAt(at)] = 0
}

function byTable(a: string, b: string): number {
  const lengthA = Math.min(a.length, longestMeasured)
  const lengthB = Math.min(b.length, longestMeasured)
  if (lengthA === 0) return lengthB
  if (lengthB === 0) return lengthA
  let [before, above, row] = rows
  for (let j = 0; j <= lengthB; j++) above[j] = j
  for (let i = 1; i <= lengthA; i++) {
    const letterA = a.charCodeAt(i - 1)
    row[0] = i
    for (let j = 1; j <= lengthB; j++) {
      const letterB = b.charCodeAt(j - 1)
      const changed = (above[j - 1] ?? 0) + (letterA === letterB ? 0 : 1)
      let least = Math.min(changed, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1)
      if (i > 1 && j > 1 && letterA === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === letterB) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      }
      row[j] = least
    }
    const free = before
    before = above
    above = row
    row = free
  }
  return above[lengthB] ?? 0
}

/**
 * Works out one minus the share of letters that have slipped.
 * @param a - small letters
 * @param b - small letters
 * @returns 1 for equal strings, 0 for nothing in common
 */
export function letterLikeness(a: string, b: string): number {
  const longest = Math.min(Math.max(a.length, b.length), longestMeasured)
  return longest === 0 ? 0 : 1 - editDistance(a, b) / longest
}

/**
 * Counts the fewest slips that can lie between two words: a changed letter mends at most two that only one
 * side holds.
 * @param a - one word
 * @param heldA - its letters, as `lettersHeld` gives them
 * @param b - the other
 * @param heldB - its letters
 * @returns a lower bound of `editDistance`
 */
export function fewestSlips(a: string, heldA: number, b: string, heldB: number): number {
  let apart = heldA ^ heldB
  apart -= (apart >>> 1) & 0x55555555
  apart = (apart & 0x33333333) + ((apart >>> 2) & 0x33333333)
  const count = (((apart + (apart >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
  const lengths = a.length > b.length ? a.length - b.length : b.length - a.length
  return Math.max((count + 1) >> 1, lengths)
}
