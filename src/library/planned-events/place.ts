/** The place of a planned event as somebody sent it: nobody vouched for it. */
import { arcsCross, EARTH, vectorOf, angle, type Point } from './sphere.ts'

export type Place =
  | { kind: 'circle'; centre: Point; radius: number }
  | { kind: 'polygon'; corners: readonly Point[] }
  | { kind: 'route'; points: readonly Point[]; width: number }
  | { kind: 'stretch'; stretch: string; points: readonly Point[]; width: number }
  | { kind: 'premises'; at: Point }

export type PlaceFault = { fault: string }

/** Corners of a polygon, points of a route. */
export const MOST_POINTS = 200
const LEAST_RADIUS = 20
const MOST_RADIUS = 50_000
const LEAST_WIDTH = 20
const MOST_WIDTH = 20_000
/** A place that is wider is no place that people of ours are at. */
const MOST_ACROSS = 250_000
/** Nearer to a pole the longitudes run together. */
const MOST_LATITUDE = 80
/** Degrees from the date line that no buffer reaches across. */
const MOST_LONGITUDE = 177

/**
 * Reads a place. The work grows with nothing but the number of points, and stops before it counts more than are allowed.
 * @param sent - as JSON had it: `kind` and what belongs to it, points as `{lat, lon}` in degrees, lengths in metres
 * @returns the place with nothing besides; or what is wrong, and what to do
 */
export function readPlace(sent: unknown): Place | PlaceFault {
  if (!isObject(sent)) return { fault: 'Say what kind of place it is' }
  switch (sent.kind) {
    case 'premises': {
      const at = pointOf(sent.at)
      return 'fault' in at ? at : { kind: 'premises', at }
    }
    case 'circle': {
      const centre = pointOf(sent.centre)
      if ('fault' in centre) return centre
      const radius = lengthOf(sent.radius, LEAST_RADIUS, MOST_RADIUS, 'radius')
      return typeof radius === 'number' ? { kind: 'circle', centre, radius } : radius
    }
    case 'polygon': {
      const corners = pointsOf(sent.corners, 3, 'corners')
      return 'fault' in corners ? corners : polygonOf(corners)
    }
    case 'route':
    case 'stretch': {
      const points = pointsOf(sent.points, 2, 'points')
      if ('fault' in points) return points
      const width = lengthOf(sent.width, LEAST_WIDTH, MOST_WIDTH, 'width')
      if (typeof width !== 'number') return width
      if (sent.kind === 'route') return { kind: 'route', points, width }
      if (typeof sent.stretch !== 'string' || !/^[0-9a-f-]{36}$/.test(sent.stretch))
        return { fault: 'Choose a stretch of your coastal plan' }
      return { kind: 'stretch', stretch: sent.stretch, points, width }
    }
    default:
      return { fault: 'A place is a circle, a polygon, a route, a stretch of your coast, or premises' }
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function pointOf(sent: unknown): Point | PlaceFault {
  if (!isObject(sent) || typeof sent.lat !== 'number' || typeof sent.lon !== 'number')
    return { fault: 'A position is missing. Write a latitude and a longitude in degrees' }
  const { lat, lon } = sent
  if (!Number.isFinite(lat) || !Number.isFinite(lon) || Math.abs(lat) > 90 || Math.abs(lon) > 180)
    return { fault: 'This position is not on the earth. Check latitude and longitude' }
  if (Math.abs(lat) > MOST_LATITUDE || Math.abs(lon) > MOST_LONGITUDE)
    return { fault: 'This position is too near to a pole or to the date line. Check latitude and longitude' }
  // A sum with zero turns -0 into 0, so that equal places are equal.
  return { lat: lat + 0, lon: lon + 0 }
}

function lengthOf(sent: unknown, least: number, most: number, what: string): number | PlaceFault {
  const isGood = typeof sent === 'number' && Number.isFinite(sent) && sent >= least && sent <= most
  return isGood
    ? sent
    : { fault: `The ${what} must be between ${String(least)} and ${most.toLocaleString('en-GB')} metres` }
}

function pointsOf(sent: unknown, least: number, what: string): readonly Point[] | PlaceFault {
  if (!Array.isArray(sent)) return { fault: `Write the ${what}, one a line` }
  if (sent.length > MOST_POINTS) return { fault: `Use ${String(MOST_POINTS)} ${what} or fewer` }
  const points: Point[] = []
  for (const one of sent) {
    const point = pointOf(one)
    if ('fault' in point) return point
    const last = points.at(-1)
    // The same point twice in a row is one.
    if (last === undefined || last.lat !== point.lat || last.lon !== point.lon) points.push(point)
  }
  if (points.length < least) return { fault: `Write at least ${String(least)} different ${what}` }
  const [first] = points
  const from = first && vectorOf(first)
  if (from && points.some((one) => angle(from, vectorOf(one)) * EARTH > MOST_ACROSS))
    return { fault: `The ${what} are more than ${String(MOST_ACROSS / 1_000)} km apart. Lodge two events` }
  return points
}

function polygonOf(sent: readonly Point[]): Place | PlaceFault {
  const [first, last] = [sent[0], sent.at(-1)]
  // GeoJSON ends a ring where it began.
  const isClosed = first?.lat === last?.lat && first?.lon === last?.lon
  const corners = isClosed ? sent.slice(0, -1) : sent
  if (corners.length < 3) return { fault: 'Write at least 3 different corners' }
  return crossesItself(corners)
    ? { fault: 'The outline crosses itself. Write its corners in the order in which one walks round it' }
    : { kind: 'polygon', corners }
}

/** Each edge with each: bounded by the number of corners. Two corners in one place are a crossing too. */
function crossesItself(corners: readonly Point[]): boolean {
  if (new Set(corners.map(({ lat, lon }) => `${String(lat)} ${String(lon)}`)).size < corners.length)
    return true
  const vectors = corners.map((corner) => vectorOf(corner))
  const at = (index: number) => vectors[index % vectors.length] ?? [0, 0, 0]
  for (let one = 0; one < vectors.length; one += 1)
    for (let other = one + 2; other < vectors.length; other += 1)
      // The last edge ends where the first begins.
      if (
        !(one === 0 && other === vectors.length - 1) &&
        arcsCross(at(one), at(one + 1), at(other), at(other + 1))
      )
        return true
  return false
}
