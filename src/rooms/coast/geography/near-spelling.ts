/** How many slips of the pen lie between what was typed and the beginning of a name. */

/** Shorter words have too many neighbours for a slip to be told from another name. */
const SHORTEST = 5
/** From so many letters on two slips are forgiven. */
const TWO_FROM = 8

/**
 * Says how many slips are forgiven.
 * @param length - letters of what was typed
 * @returns 0 to 2
 */
export function slipsForgiven(length: number): number {
  if (length < SHORTEST) return 0
  return length < TWO_FROM ? 1 : 2
}

/**
 * Lists which letters a text has. A name that lacks more letters than slips are forgiven needs no closer
 * look, and nearly all names do.
 * @param text - folded
 * @returns one bit a letter
 */
export function lettersOf(text: string): number {
  let letters = 0
  for (let at = 0; at < text.length; at++) letters |= 1 << (text.charCodeAt(at) & 31)
  return letters
}

/**
 * Counts how many letters of one the other lacks.
 * @param one - as `lettersOf` gives it
 * @param other - the same
 * @returns how many
 */
export function lacking(one: number, other: number): number {
  let left = one & ~other
  let count = 0
  for (; left !== 0; left &= left - 1) count += 1
  return count
}

/** Longer texts are no names; three rows of so many figures are written over again and again. */
const LONGEST = 100
const rows = [0, 1, 2].map(() => new Uint8Array(LONGEST + 1))

/**
 * Slips between a text and the beginning of a name: a letter too many, too few, wrong, or two the wrong way
 * round (optimal string alignment).
 * @param text - what was typed, folded
 * @param name - folded
 * @param most - beyond so many nobody looks
 * @returns the fewest of any beginning of the name; null when there are more than `most`
 */
export function slipsToBeginning(text: string, name: string, most: number): number | null {
  const columns = Math.min(name.length, text.length + most)
  if (text.length - columns > most || text.length > LONGEST || columns > LONGEST) return null
  let [before, last, next] = rows as [Uint8Array, Uint8Array, Uint8Array]
  for (let column = 0; column <= columns; column++) last[column] = column
  for (let row = 1; row <= text.length; row++) {
    const letter = text.charCodeAt(row - 1)
    const letterBefore = row > 1 ? text.charCodeAt(row - 2) : -1
    let fewest = (next[0] = row)
    for (let column = 1; column <= columns; column++) {
      const other = name.charCodeAt(column - 1)
      let slips = (last[column - 1] ?? 0) + (letter === other ? 0 : 1)
      slips = Math.min(slips, (last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1)
      // Two letters turned round are one slip.
      if (column > 1 && letter === name.charCodeAt(column - 2) && letterBefore === other)
        slips = Math.min(slips, (before[column - 2] ?? 0) + 1)
      next[column] = slips
      if (slips < fewest) fewest = slips
    }
    if (fewest > most) return null
    ;[before, last, next] = [last, next, before]
  }
  let slips = most + 1
  for (let column = 0; column <= columns; column++) slips = Math.min(slips, last[column] ?? slips)
  return slips <= most ? slips : null
}
