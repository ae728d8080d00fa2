/**
 * Chainage: a coast measured by the mile from one end of its line. Miles are statute miles along the
 * line, on the great circle between one point and the next.
 */
import type { Position } from '../positions/index.ts'

/** Mean radius of the earth (IUGG), in metres. */
const EARTH = 6_371_008.8
export const METRES_A_MILE = 1_609.344

/** A coastline with the way to each of its points. */
export type Chainage = {
  points: readonly Position[]
  /** metres from the first point to each point, along the line */
  metres: readonly number[]
  /** the whole length, in miles */
  miles: number
}

/** Where on a line a point is nearest. */
export type OnLine = {
  mile: number
  /** from the point to the line */
  metres: number
  position: Position
}

/**
 * Measures between two points on the great circle.
 * @param one - WGS 84, degrees
 * @param other - the same
 * @returns metres
 */
export function metresBetween(one: Position, other: Position): number {
  const [phi, psi] = [radians(one.lat), radians(other.lat)]
  const half =
    Math.sin((psi - phi) / 2) ** 2 +
    Math.cos(phi) * Math.cos(psi) * Math.sin(radians(other.lon - one.lon) / 2) ** 2
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(half)))
}

/**
 * Measures a line.
 * @param points - at least two, in the order in which miles are counted
 * @returns the line, with metres from its first point to each
 * @throws RangeError when there are fewer, or when all of them are one place
 */
export function measure(points: readonly Position[]): Chainage {
  const metres: number[] = []
  let along = 0
  for (const [index, point] of points.entries()) {
    const before = points[index - 1]
    if (before) along += metresBetween(before, point)
    metres.push(along)
  }
  if (points.length < 2 || along === 0) throw new RangeError('A coastline has at least two different points')
  return { points, metres, miles: along / METRES_A_MILE }
}

/**
 * Finds the point at a mile.
 * @param line - measured
 * @param mile - statute miles from its first point
 * @returns before the first mile and behind the last it is the end of the line
 */
export function pointAtMile({ points, metres }: Chainage, mile: number): Position {
  const wanted = mile * METRES_A_MILE
  const behind = metres.findIndex((one) => one >= wanted)
  const [to, from] = [points[behind], points[behind - 1]]
  if (!to) return endOf(points)
  if (!from) return to
  const start = metres[behind - 1] ?? 0
  const length = (metres[behind] ?? 0) - start
  return between(from, to, length === 0 ? 0 : (wanted - start) / length)
}

/**
 * Finds where the line is nearest to a point.
 * @param line - measured
 * @param point - WGS 84, degrees
 * @returns of two places that are equally near, the one with fewer miles
 */
export function nearestMile({ points, metres }: Chainage, point: Position): OnLine {
  let best: OnLine = { mile: 0, metres: Infinity, position: point }
  for (let index = 1; index < points.length; index++) {
    const [from, to] = [points[index - 1], points[index]]
    if (!from || !to) continue
    const share = shareAlong(from, to, point)
    const position = between(from, to, share)
    const away = metresBetween(position, point)
    if (away >= best.metres) continue
    const start = metres[index - 1] ?? 0
    const along = start + ((metres[index] ?? 0) - start) * share
    best = { mile: along / METRES_A_MILE, metres: away, position }
  }
  return best
}

/**
 * The part of a line between two miles, with its ends.
 * @param line - measured
 * @param fromMile - statute miles from its first point
 * @param toMile - the same; not less
 * @returns at least two points; the line's own end where a mile lies beyond it
 */
export function sliceBetween(line: Chainage, fromMile: number, toMile: number): Position[] {
  const [from, to] = [fromMile * METRES_A_MILE, toMile * METRES_A_MILE]
  const inside = line.points.filter((_point, index) => {
    const along = line.metres[index] ?? 0
    return along > from && along < to
  })
  return [pointAtMile(line, fromMile), ...inside, pointAtMile(line, toMile)]
}

/** How far along a piece its point nearest to `point` lies, 0 to 1: a piece is short enough to be flat. */
function shareAlong(from: Position, to: Position, point: Position): number {
  const narrower = Math.cos(radians(from.lat))
  const [x, y] = [(to.lon - from.lon) * narrower, to.lat - from.lat]
  const square = x * x + y * y
  if (square === 0) return 0
  const along = ((point.lon - from.lon) * narrower * x + (point.lat - from.lat) * y) / square
  return Math.min(1, Math.max(0, along))
}

const between = (from: Position, to: Position, share: number): Position => ({
  lat: from.lat + (to.lat - from.lat) * share,
  lon: from.lon + (to.lon - from.lon) * share,
})

const radians = (degrees: number): number => (degrees * Math.PI) / 180

function endOf(points: readonly Position[]): Position {
  const last = points.at(-1)
  if (!last) throw new RangeError('A coastline has points')
  return last
}
