/** How far two places are from each other, and the box in which a place and its buffer lie. */
import type { Place } from './place.ts'
import { angleOfArcs, EARTH, latitudesOfArc, ringHolds, vectorOf, type Point, type Vector } from './sphere.ts'

/** Every place is a line of points that reaches so far to every side; a polygon is what is within as well. */
type Shape = { points: readonly Point[]; isArea: boolean; reach: number }

/** Degrees. */
export type Box = { west: number; south: number; east: number; north: number }

const DEGREES = 180 / Math.PI
/** Degrees: more than any rounding, less than a millimetre. */
const ROUNDING = 1e-9

function shapeOf(place: Place): Shape {
  switch (place.kind) {
    case 'premises':
      return { points: [place.at], isArea: false, reach: 0 }
    case 'circle':
      return { points: [place.centre], isArea: false, reach: place.radius }
    case 'polygon':
      return { points: place.corners, isArea: true, reach: 0 }
    case 'route':
    case 'stretch':
      return { points: place.points, isArea: false, reach: place.width / 2 }
  }
}

/** Pairs of neighbours; a single point is an arc of no length. */
function arcsOf({ points, isArea }: Shape): [Point, Point][] {
  const ends = isArea || points.length === 1 ? points.length : points.length - 1
  return points.slice(0, ends).map((from, at) => [from, points[(at + 1) % points.length] ?? from])
}

/**
 * Measures two places as they are, without their buffers, along great circles.
 * @param one - a place
 * @param other - another
 * @returns metres between their nearest points; 0 where they touch, or one holds the other
 */
export function distanceBetween(one: Place, other: Place): number {
  const [a, b] = [shapeOf(one), shapeOf(other)]
  const vectors = ({ points }: Shape): Vector[] => points.map((point) => vectorOf(point))
  const [ofA, ofB] = [vectors(a), vectors(b)]
  const [firstA, firstB] = [ofA[0], ofB[0]]
  if (firstA && firstB && ((a.isArea && ringHolds(firstB, ofA)) || (b.isArea && ringHolds(firstA, ofB))))
    return 0
  const edges = (shape: Shape) =>
    arcsOf(shape).map(([from, to]): [Vector, Vector] => [vectorOf(from), vectorOf(to)])
  const edgesOfB = edges(b)
  let least = Math.PI
  for (const [from, to] of edges(a))
    for (const [start, end] of edgesOfB) least = Math.min(least, angleOfArcs(from, to, start, end))
  return Math.max(0, least * EARTH - a.reach - b.reach)
}

/**
 * @param place - a place
 * @param buffer - metres to every side of it
 * @returns degrees: every point that is not farther from the place than the buffer lies in it
 */
export function boxAround(place: Place, buffer: number): Box {
  const shape = shapeOf(place)
  const latitudes = arcsOf(shape).flatMap(([from, to]) => latitudesOfArc(from, to))
  const longitudes = shape.points.map(({ lon }) => lon)
  const wide = (shape.reach + buffer) / EARTH
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)]
  const highest = (Math.max(Math.abs(south), Math.abs(north)) / 180) * Math.PI
  const upright = wide * DEGREES + ROUNDING
  const across = Math.asin(Math.min(1, Math.sin(wide) / Math.cos(highest))) * DEGREES + ROUNDING
  return {
    west: Math.min(...longitudes) - across,
    south: south - upright,
    east: Math.max(...longitudes) + across,
    north: north + upright,
  }
}

/**
 * @param one - a box
 * @param other - another
 * @returns whether they have a point in common, edges included: as PostgreSQL's `&&` of boxes
 */
export const boxesMeet = (one: Box, other: Box): boolean =>
  one.west <= other.east && other.west <= one.east && one.south <= other.north && other.south <= one.north
