/**
 * The ground as the packages carry it: one outline of the UK, and the force of a point by what lies nearest
 * of the places whose county is known and of the posts that mark where forces meet.
 */
import Flatbush from 'flatbush'
import type { Position } from '../positions/index.ts'
import { indexAreas } from './area-index.ts'
import { countyOf, FORCES } from './forces.ts'
import type { Force } from './geography.ts'
import { partsInWindow, type Outlines } from './outlines.ts'
import type { PackagePlace } from './package-places.ts'
import type { Line } from './read-shapes.ts'
import { indexShores, METRES_PER_DEGREE, type OwnedLine } from './shore-index.ts'
import { shorePosts, type ShorePost } from './where-forces-meet.ts'
import type { Ground } from './who-is-responsible.ts'

/** A degree of longitude against one of latitude, in the middle of the UK. */
const NARROWER = 0.6
/** Degrees after which a stretch of shore is asked anew whose it is: half a kilometre. */
const PIECE = 0.005
/** Inland, a second force is offered where its nearest place is at most this much further, in metres. */
const SECOND_BY_PLACES = 3_000

/**
 * Makes the measure of a point's distance to the nearest shore of anybody.
 * @param outlines - of the UK and its neighbours
 * @returns a function of latitude and longitude that gives metres; Infinity beyond 30 kilometres
 */
export function toAnyShore({ home, abroad }: Outlines): (lat: number, lon: number) => number {
  const shores = indexShores(
    [...home, ...abroad].flatMap(partsInWindow).map((points) => ({ points, owner: 0 })),
  )
  const nearest = new Float64Array(1)
  return (lat, lon) => {
    shores.measure(lat, lon, 30_000, 0, nearest)
    return nearest[0] ?? Infinity
  }
}

/**
 * Makes the ground of what the packages carry.
 * @param outlines - of the UK and its neighbours
 * @param places - of the package, those of other countries among them
 * @returns forces, and the indexes by which a point finds its own
 */
export function groundOfPackages(outlines: Outlines, places: readonly PackagePlace[]): Ground {
  const forces = [...FORCES.values()]
  const numberOf = new Map(forces.map(({ code }, number) => [code, number]))
  const abroad = forces.length
  const known = knownPoints(places)
  const nearestPoint = nearestOf(known)

  const ownerOf = (lat: number, lon: number) =>
    numberOf.get(nearestPoint({ lat, lon })?.force ?? '') ?? abroad
  const shores: OwnedLine[] = [
    ...outlines.home.flatMap((line) => cutByOwner(line, ownerOf)),
    ...outlines.abroad.flatMap(partsInWindow).map((points) => ({ points, owner: abroad })),
  ]
  return {
    forces,
    abroad,
    owners: forces.length + 1,
    home: indexAreas(
      outlines.home.map((points) => ({ points, owner: 0 })),
      1,
    ),
    foreignLand: indexAreas(
      outlines.abroad.map((points) => ({ points, owner: 0 })),
      1,
    ),
    shores: indexShores(shores),
    onHomeLand: (position) => {
      const first = nearestPoint(position)
      const force = FORCES.get(first?.force ?? '')
      if (!first || !force) return null
      const next = nearestPoint(position, first.force)
      const further = next ? metresTo(position, next) - metresTo(position, first) : Infinity
      return { force, second: further <= SECOND_BY_PLACES ? (FORCES.get(next?.force ?? '') ?? null) : null }
    },
  }
}

function knownPoints(places: readonly PackagePlace[]): ShorePost[] {
  const towns = places.flatMap(({ country, admin2, lat, lon }) => {
    const county = country === 'GB' ? countyOf(admin2) : null
    return county ? [{ lat, lon, force: county.force }] : []
  })
  return [...towns, ...shorePosts()]
}

function nearestOf(
  points: readonly ShorePost[],
): (position: Position, but?: Force['code']) => ShorePost | undefined {
  const index = new Flatbush(points.length)
  for (const { lat, lon } of points) index.add(lon * NARROWER, lat)
  index.finish()
  return ({ lat, lon }, but) => {
    const other = but === undefined ? undefined : (at: number) => points[at]?.force !== but
    const [found] = index.neighbors(lon * NARROWER, lat, 1, Infinity, other)
    return found === undefined ? undefined : points[found]
  }
}

function metresTo(one: Position, two: Position): number {
  const east = (one.lon - two.lon) * Math.cos((one.lat * Math.PI) / 180)
  return Math.hypot(one.lat - two.lat, east) * METRES_PER_DEGREE
}

/** Cuts a ring of shore into pieces that each belong to one owner. */
function cutByOwner(line: Line, ownerOf: (lat: number, lon: number) => number): OwnedLine[] {
  const pieces: OwnedLine[] = []
  for (let at = 0; at + 3 < line.length; at += 2) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = line.subarray(at, at + 4)
    const parts = Math.max(1, Math.ceil(Math.hypot((x2 - x1) * NARROWER, y2 - y1) / PIECE))
    for (let part = 0; part < parts; part++) {
      const along = (share: number): [number, number] => [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share]
      const [from, to] = [along(part / parts), along((part + 1) / parts)]
      const owner = ownerOf((from[1] + to[1]) / 2, (from[0] + to[0]) / 2)
      pieces.push({ owner, points: Float64Array.from([...from, ...to]) })
    }
  }
  return pieces
}
