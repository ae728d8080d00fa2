const rowLength = 130
const rows = [new Uint8Array(rowLength), new Uint8Array(rowLength), new Uint8Array(rowLength)] as const

/** Longest string that is measured; what follows is not looked at, so that work stays bounded. */
export const longestMeasured = 120

/**
 * How many slips turn one string into the other: a letter put in, left out or changed, or two neighbours
 * swapped, each counts one (optimal string alignment).
 *
 * @param a, b strings of small letters; only the first 120 characters of each count
 */
export function editDistance(a: string, b: string): number {
  if (a === b) return 0
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

/** One minus the share of letters that have slipped: 1 for equal strings, 0 for nothing in common. */
export function letterLikeness(a: string, b: string): number {
  const longest = Math.min(Math.max(a.length, b.length), longestMeasured)
  return longest === 0 ? 0 : 1 - editDistance(a, b) / longest
}
