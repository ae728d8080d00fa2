/** Postcodes out of a layer that an operator has loaded: looked up by the whole code or by its first half. */
import type { Position } from '../positions/index.ts'

const FULL = /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/
const FIRST_HALF = /^[A-Z]{1,2}\d[A-Z\d]?$/

/**
 * Reads a postcode.
 * @param text - as somebody typed it
 * @returns the code with its space, like `TN31 7RH` or `TN31`; null when the text is no postcode
 */
export function postcodeIn(text: string): string | null {
  const bare = text.toUpperCase().replaceAll(/[\s-]/g, '')
  const full = FULL.exec(bare)
  if (full) return `${full[1] ?? ''} ${full[2] ?? ''}`
  // "TN31" is half a code, and looks like nothing else that anybody types for a place.
  return FIRST_HALF.test(bare) ? bare : null
}

export type FindPostcode = (code: string) => Position | null

/** Places behind the dot: five are about a metre, and a postcode is a street. */
const EXACT = 100_000

/**
 * Reads a table: `postcode lat lon` with a header, separated by tabs. A country has nearly two millions: they are kept
 * as figures and not as objects.
 * @param texts - of the layers
 * @returns finds the position of a code that `postcodeIn` gave: the middle of all that begin with it; null
 *   where none does
 */
export function postcodesOf(texts: readonly string[]): FindPostcode {
  const rows = texts.flatMap((text) => rowsOf(text)).sort((one, two) => one[0] - two[0])
  const keys = Float64Array.from(rows, ([key]) => key)
  const lats = Int32Array.from(rows, ([, lat]) => Math.round(lat * EXACT))
  const lons = Int32Array.from(rows, ([, , lon]) => Math.round(lon * EXACT))
  return (code) => {
    const [first = '', second] = code.split(' ')
    const [from, to] = [keyOf(first, second ?? ''), keyOf(first, second ?? 'ZZZ')]
    let [count, lat, lon] = [0, 0, 0]
    for (let at = firstAt(keys, from); at < keys.length && (keys[at] ?? 0) <= to; at++) {
      count += 1
      lat += lats[at] ?? 0
      lon += lons[at] ?? 0
    }
    return count === 0 ? null : { lat: lat / count / EXACT, lon: lon / count / EXACT }
  }
}

/** The table's header has these, in any order. */
export const POSTCODE_COLUMNS = ['postcode', 'lat', 'lon'] as const

function rowsOf(text: string): [key: number, lat: number, lon: number][] {
  const [head = '', ...lines] = text.split(/\r?\n/)
  const [code, lat, lon] = POSTCODE_COLUMNS.map((name) => head.split('\t').indexOf(name))
  return lines.flatMap((line) => {
    const cells = line.split('\t')
    const written = postcodeIn(cells[code ?? -1] ?? '')
    const [north, east] = [Number(cells[lat ?? -1]), Number(cells[lon ?? -1])]
    if (!written?.includes(' ') || !Number.isFinite(north) || !Number.isFinite(east)) return []
    return [[keyOf(...(written.split(' ') as [string, string])), north, east]]
  })
}

const SIGNS = ' 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Codes as numbers in their order: the first half filled up to four signs, then the three of the second. */
function keyOf(first: string, second: string): number {
  let key = 0
  for (const sign of `${first.padEnd(4)}${second.padEnd(3)}`) key = key * SIGNS.length + SIGNS.indexOf(sign)
  return key
}

function firstAt(keys: Float64Array, wanted: number): number {
  let [low, high] = [0, keys.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((keys[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return low
}
