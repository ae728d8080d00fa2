/** A pair that was written the wrong way round, offered the right way: never changed without being asked. Pure. */
import type { Position } from './position.ts'

/** Degrees around the coasts and waters of the United Kingdom. */
const HOME = { south: 48, north: 62.5, west: -13, east: 4 }

const isHome = ({ lat, lon }: Position) =>
  lat >= HOME.south && lat <= HOME.north && lon >= HOME.west && lon <= HOME.east

/**
 * @param position - as it was read: latitude, then longitude
 * @returns the pair turned round, where it is far from home as it stands and at home when turned; else null
 */
export function turnedRound({ lat, lon }: Position): Position | null {
  const turned = { lat: lon, lon: lat }
  return !isHome({ lat, lon }) && isHome(turned) ? turned : null
}
