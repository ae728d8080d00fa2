/** References of the National Grid of Great Britain (Ordnance Survey, datum OSGB36). */
import OsGridRef, { LatLon } from 'geodesy/osgridref.js'
import type { Position } from './position.ts'

/** What the types of the package leave out of its class for positions. */
type GridPosition = { lat: number; lon: number; toOsGrid: () => OsGridRef }
const GridPosition = LatLon as unknown as new (lat: number, lon: number) => GridPosition

const REFERENCE =
  /^(?:os(?: ?gb)? ?)?(?:grid ?(?:ref(?:erence)?)?|ngr|gr)?[ :.]*([HJNOST][A-HJ-Z])[ -]?(\d{1,10})(?:(?: ?, ?| |-)(\d{1,5}))?$/i
const METRES = /^(\d{6})(?: ?, ?| )(\d{6,7})$/
/** `E 596200 N 116500`, `Northing: 116500, Easting: 596200`; in either order. */
const NAMED_BEFORE =
  /^([EXNY])[A-Z]{0,8}[ :.=]{0,3}(\d{5,7})(?:\.\d{1,3})?(?: ?m)?(?: ?[,;/] ?| )([EXNY])[A-Z]{0,8}[ :.=]{0,3}(\d{5,7})(?:\.\d{1,3})?(?: ?m)?$/i
/** `596200E 116500N`. */
const NAMED_BEHIND =
  /^(\d{5,7})(?:\.\d{1,3})? ?m? ?([EXNY])[A-Z]{0,8}(?: ?[,;/] ?| )(\d{5,7})(?:\.\d{1,3})? ?m? ?([EXNY])[A-Z]{0,8}$/i
const SQUARE_METRES = 100_000

/**
 * Reads a reference of 2 to 10 figures, or easting and northing in metres.
 * @param tidy - as `tidyText` gives it
 * @returns the middle of the square that a short reference names, in WGS 84; null when it is no reference
 */
export function readOsGrid(tidy: string): { position: Position; written: string } | null {
  try {
    const metres = METRES.exec(tidy)?.slice(1) ?? namedMetres(tidy)
    if (metres) {
      const point = new OsGridRef(Number(metres[0]), Number(metres[1]))
      return { position: positionOf(point), written: point.toString(10) }
    }
    const found = REFERENCE.exec(tidy)
    if (!found) return null
    const [, letters = '', one = '', two] = found
    const half = one.length / 2
    const [east, north] = two === undefined ? [one.slice(0, half), one.slice(half)] : [one, two]
    if (east.length !== north.length || east.length < 1 || east.length > 5) return null
    const corner = cornerOf(letters.toUpperCase())
    const unit = SQUARE_METRES / 10 ** east.length
    const point = new OsGridRef(
      corner.easting + (Number(east) + 0.5) * unit,
      corner.northing + (Number(north) + 0.5) * unit,
    )
    return { position: positionOf(point), written: `${letters.toUpperCase()} ${east} ${north}` }
  } catch {
    // The library throws for squares that the grid does not have.
    return null
  }
}

/** @returns easting and northing, where both are named and the one is not the other */
function namedMetres(tidy: string): [string, string] | null {
  const ahead = NAMED_BEFORE.exec(tidy)?.slice(1)
  const behind = NAMED_BEHIND.exec(tidy)?.slice(1)
  const [name = '', one = '', other = '', two = ''] = ahead ?? [
    behind?.[1],
    behind?.[0],
    behind?.[3],
    behind?.[2],
  ]
  const isEasting = (letter: string) => /[EX]/i.test(letter)
  if (one === '' || isEasting(name) === isEasting(other)) return null
  const [east, north] = isEasting(name) ? [one, two] : [two, one]
  // Seven figures and E are degrees, minutes and seconds.
  return east.length > 6 ? null : [east, north]
}

/** Letters name squares of 500 km and in them squares of 100 km, row by row from the north-west; there is no I. */
function cornerOf(letters: string): { easting: number; northing: number } {
  const [large = 0, small = 0] = [letters.charAt(0), letters.charAt(1)].map((letter) =>
    'ABCDEFGHJKLMNOPQRSTUVWXYZ'.indexOf(letter),
  )
  // The false origin is the south-west corner of S, two squares east and one north of the lettering's corner V.
  const east = ((large % 5) - 2) * 5 + (small % 5)
  const north = (3 - Math.floor(large / 5)) * 5 + 4 - Math.floor(small / 5)
  return { easting: east * SQUARE_METRES, northing: north * SQUARE_METRES }
}

function positionOf(point: OsGridRef): Position {
  const { lat, lon } = point.toLatLon() as unknown as GridPosition
  return { lat: Math.round(lat * 1e7) / 1e7, lon: Math.round(lon * 1e7) / 1e7 }
}

/**
 * Writes a reference to ten metres (TQ 9512 1598).
 * @param position - WGS 84, degrees
 * @returns null outside the grid
 */
export function writeOsGrid({ lat, lon }: Position): string | null {
  // Far away the projection gives numbers that mean nothing but may fall within the grid.
  if (lat < 49 || lat > 61.5 || lon < -9 || lon > 3) return null
  try {
    return new GridPosition(lat, lon).toOsGrid().toString(8)
  } catch {
    return null
  }
}
