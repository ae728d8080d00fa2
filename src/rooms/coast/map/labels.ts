/** Which places a map names at which zoom. The rule looks at neighbours only, so that tiles agree at their edges. */
import type { Geography } from '../geography/index.ts'
import { worldPixels } from './view.ts'

/** Inhabitants that a place needs to be named, by zoom. */
const NEEDED: readonly (readonly [zoom: number, inhabitants: number])[] = [
  [5, 400_000],
  [6, 200_000],
  [7, 120_000],
  [8, 60_000],
  [9, 15_000],
  [10, 4_000],
  [11, 1_500],
  [12, 300],
]
/** Half the room that a name takes, in pixels: a larger place within it keeps the smaller one unnamed. */
const ROOM = { x: 62, y: 16 }

export type Label = { name: string; x: number; y: number; important: boolean }
type Spot = { name: string; lat: number; lon: number; population: number }

/**
 * Makes what names places on a map.
 * @returns a function that names what lies in a window of the world's pixels at a zoom
 */
export function labelsOf(
  geography: Geography,
): (zoom: number, left: number, top: number, width: number, height: number) => Label[] {
  const byZoom = new Map<number, Map<string, (Spot & { x: number; y: number })[]>>()

  // Squares as large as the room of a name: what can be in the way lies in the same or the next one.
  const key = (x: number, y: number) => `${String(Math.floor(x / ROOM.x))} ${String(Math.floor(y / ROOM.y))}`
  const spotsAt = (zoom: number) => {
    const known = byZoom.get(zoom)
    if (known) return known
    const needed = NEEDED.find(([at]) => zoom <= at)?.[1] ?? 0
    const squares = new Map<string, (Spot & { x: number; y: number })[]>()
    for (const place of geography.places) {
      if (place.population < needed) break
      const spot = { ...place, ...worldPixels(place, zoom) }
      const at = key(spot.x, spot.y)
      const square = squares.get(at)
      if (square) square.push(spot)
      else squares.set(at, [spot])
    }
    // Between whole zooms there are a hundred others, and each is seen once.
    if (Number.isInteger(zoom)) byZoom.set(zoom, squares)
    return squares
  }

  return (zoom, left, top, width, height) => {
    const squares = spotsAt(zoom)
    const found: Label[] = []
    for (let x = left - ROOM.x; x < left + width + 2 * ROOM.x; x += ROOM.x)
      for (let y = top - ROOM.y; y < top + height + 2 * ROOM.y; y += ROOM.y)
        for (const spot of squares.get(key(x, y)) ?? [])
          if (!isInTheWay(squares, spot))
            found.push({
              name: spot.name,
              x: spot.x - left,
              y: spot.y - top,
              important: spot.population >= 100_000,
            })
    return found
  }

  function isInTheWay(
    squares: ReadonlyMap<string, (Spot & { x: number; y: number })[]>,
    spot: Spot & { x: number; y: number },
  ): boolean {
    for (const across of [-1, 0, 1])
      for (const down of [-1, 0, 1])
        for (const other of squares.get(key(spot.x + across * ROOM.x, spot.y + down * ROOM.y)) ?? []) {
          if (Math.abs(other.x - spot.x) > ROOM.x || Math.abs(other.y - spot.y) > ROOM.y) continue
          const larger = other.population - spot.population || (other.name < spot.name ? 1 : -1)
          if (other.name !== spot.name && larger > 0) return true
          // The same place out of two sources is named once.
          if (
            other !== spot &&
            other.name === spot.name &&
            (other.lat - spot.lat || other.lon - spot.lon) > 0
          )
            return true
        }
    return false
  }
}
