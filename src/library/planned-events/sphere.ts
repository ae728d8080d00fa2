/** Distances on the sphere: along great circles, exact to half a per cent of the real earth. */

/** WGS 84, in degrees. */
export type Point = { readonly lat: number; readonly lon: number }

/** A place on the unit sphere. */
export type Vector = readonly [number, number, number]

/** Metres: the earth's mean radius. */
export const EARTH = 6_371_008.8

const RADIANS = Math.PI / 180

/**
 * @param point - WGS 84
 * @returns its place on the unit sphere
 */
export function vectorOf({ lat, lon }: Point): Vector {
  const [φ, λ] = [lat * RADIANS, lon * RADIANS]
  return [Math.cos(φ) * Math.cos(λ), Math.cos(φ) * Math.sin(λ), Math.sin(φ)]
}

const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]

/**
 * @param a - one vector
 * @param b - another
 * @returns their cross product
 */
export const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]

const lengthOf = (a: Vector) => Math.hypot(a[0], a[1], a[2])

/**
 * @param a - on the unit sphere
 * @param b - on the unit sphere
 * @returns the angle between them in radians, exact for small ones too
 */
export const angle = (a: Vector, b: Vector): number => Math.atan2(lengthOf(cross(a, b)), dot(a, b))

/**
 * How far is a point from an arc of a great circle?
 * @param p - on the unit sphere
 * @param a - where the arc begins
 * @param b - where it ends: less than half the world away
 * @returns the angle in radians
 */
export function angleToArc(p: Vector, a: Vector, b: Vector): number {
  const normal = cross(a, b)
  const size = lengthOf(normal)
  const ends = Math.min(angle(p, a), angle(p, b))
  // Two ends in one place are a point.
  if (size < 1e-15) return ends
  // Over the arc, the shortest way is square to it.
  const isOver = dot(cross(normal, a), p) >= 0 && dot(cross(b, normal), p) >= 0
  return isOver ? Math.min(ends, Math.abs(Math.atan2(dot(p, normal) / size, lengthOf(cross(p, normal)) / size))) : ends // prettier-ignore
}

/**
 * Do two arcs cross or touch?
 * @param a - where the first begins
 * @param b - where the first ends
 * @param c - where the second begins
 * @param d - where the second ends
 * @returns false for arcs that lie on one circle without a common point; what lies within a rounding error is found by
 *   the distances of their ends
 */
export function arcsCross(a: Vector, b: Vector, c: Vector, d: Vector): boolean {
  const [first, second] = [cross(a, b), cross(c, d)]
  const [ofC, ofD, ofA, ofB] = [dot(first, c), dot(first, d), dot(second, a), dot(second, b)]
  if (!(ofC * ofD < 0 && ofA * ofB < 0)) return false
  // Great circles meet twice, on opposite sides of the world: here they must meet on this one.
  return ofC * ofB > 0
}

/**
 * How far are two arcs from each other?
 * @param a - where the first begins
 * @param b - where the first ends
 * @param c - where the second begins
 * @param d - where the second ends
 * @returns the angle in radians; 0 where they cross
 */
export function angleOfArcs(a: Vector, b: Vector, c: Vector, d: Vector): number {
  if (arcsCross(a, b, c, d)) return 0
  return Math.min(angleToArc(a, c, d), angleToArc(b, c, d), angleToArc(c, a, b), angleToArc(d, a, b))
}

/**
 * Does a ring of corners hold a point? Seen from the point, straight through the middle of the earth, great circles are
 * straight lines, so the rule of the plane holds.
 * @param p - on the unit sphere
 * @param ring - its corners; no two neighbours farther apart than a quarter of the world
 * @returns on the edge: either
 */
export function ringHolds(p: Vector, ring: readonly Vector[]): boolean {
  const [east, north] = axesAt(p)
  const flat = ring.map((corner): [number, number] => {
    const depth = dot(corner, p)
    return [dot(corner, east) / depth, dot(corner, north) / depth]
  })
  // What is on the far side of the world holds nothing here.
  if (ring.some((corner) => dot(corner, p) <= 0)) return false
  let holds = false
  for (const [at, [x, y]] of flat.entries()) {
    const [u, v] = flat[(at + 1) % flat.length] ?? [x, y]
    if (y > 0 !== v > 0 && x + ((0 - y) / (v - y)) * (u - x) > 0) holds = !holds
  }
  return holds
}

function axesAt(p: Vector): [Vector, Vector] {
  const pole: Vector = Math.abs(p[2]) > 0.9 ? [1, 0, 0] : [0, 0, 1]
  const across = cross(pole, p)
  const size = lengthOf(across)
  const east: Vector = [across[0] / size, across[1] / size, across[2] / size]
  return [east, cross(p, east)]
}

/**
 * The northernmost and southernmost that an arc comes: it bulges towards the pole between its ends.
 * @param a - where it begins
 * @param b - where it ends
 * @returns degrees of latitude, the least first
 */
export function latitudesOfArc(a: Point, b: Point): [number, number] {
  const [from, to] = [vectorOf(a), vectorOf(b)]
  const normal = cross(from, to)
  const size = lengthOf(normal)
  const [least, most] = [Math.min(a.lat, b.lat), Math.max(a.lat, b.lat)]
  if (size < 1e-15) return [least, most]
  const unit: Vector = [normal[0] / size, normal[1] / size, normal[2] / size]
  const turn = Math.acos(Math.min(1, Math.abs(unit[2]))) / RADIANS
  // Where the circle comes nearest to the poles, and whether the arc passes there.
  const north: Vector = [-unit[0] * unit[2], -unit[1] * unit[2], 1 - unit[2] ** 2]
  const south: Vector = [-north[0], -north[1], -north[2]]
  const passes = (top: Vector) => dot(cross(unit, from), top) > 0 && dot(cross(to, unit), top) > 0
  return [passes(south) ? -turn : least, passes(north) ? turn : most]
}
