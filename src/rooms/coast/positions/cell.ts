/** Cells of about a kilometre: as much of a place as may stand outside the seal of a public report. */
import type { Position } from './position.ts'

/** Whole numbers: hundredths of a degree of latitude, and 0.016 degrees of longitude, which is as wide at 51° N. */
export type Cell = { lat: number; lon: number }

const PER_DEGREE_LAT = 100
const PER_DEGREE_LON = 62.5

/**
 * @param position - WGS 84, degrees
 * @returns the cell that holds it: about 1.1 by 1.1 kilometres on the Channel, narrower further north
 */
export function cellOf({ lat, lon }: Position): Cell {
  // A sum with zero turns -0 into 0, so that equal cells are equal.
  return { lat: Math.floor(lat * PER_DEGREE_LAT) + 0, lon: Math.floor(lon * PER_DEGREE_LON) + 0 }
}

/**
 * Finds the middle of a cell: where a picture may put what is only known to lie in it.
 * @param cell - as `cellOf` gives it
 * @returns WGS 84, degrees
 */
export function cellCentre(cell: Cell): Position {
  return { lat: (cell.lat + 0.5) / PER_DEGREE_LAT, lon: (cell.lon + 0.5) / PER_DEGREE_LON }
}
