/** Land as paths: clipped to the window, and no more detail than its pixels can show. */
import type { LandRing } from '../geography/index.ts'
import { worldPixels, type MapView } from './view.ts'

/** Pixels beyond the edge, so that the outline along the cut lies outside the picture. */
const PAD = 6
/** Points nearer to the line between their neighbours than this are left out, in pixels. */
const TOLERANCE = 0.45
/** Rings smaller than this would be a speck, in pixels; below it they cost bytes and show nothing. */
const SPECK = 1.2

type Box = { left: number; top: number; right: number; bottom: number }
export type Prepared = { ring: LandRing; west: number; east: number; south: number; north: number }

/**
 * Measures each ring's extent, so that those far away are passed over without looking inside.
 * @param land - rings of land
 * @returns the rings with their extents, degrees
 */
export function prepareLand(land: readonly LandRing[]): Prepared[] {
  return land.map((ring) => {
    const box = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity }
    for (let at = 0; at + 1 < ring.points.length; at += 2) {
      const [lon = 0, lat = 0] = [ring.points[at], ring.points[at + 1]]
      if (lon < box.west) box.west = lon
      if (lon > box.east) box.east = lon
      if (lat < box.south) box.south = lat
      if (lat > box.north) box.north = lat
    }
    return { ring, ...box }
  })
}

/**
 * @param land - what `prepareLand` gave
 * @param view - the window
 * @returns the value of a path's attribute d, for land of ours and of the neighbours
 */
export function landPaths(land: readonly Prepared[], view: MapView): { home: string; abroad: string } {
  const middle = worldPixels(view.centre, view.zoom)
  const [left, top] = [middle.x - view.width / 2, middle.y - view.height / 2]
  const box = { left: -PAD, top: -PAD, right: view.width + PAD, bottom: view.height + PAD }
  const paths = { home: '', abroad: '' }
  for (const { ring, west, east, south, north } of land) {
    const northWest = worldPixels({ lat: Math.min(85, north), lon: west }, view.zoom)
    const southEast = worldPixels({ lat: Math.max(-85, south), lon: east }, view.zoom)
    const [x1, y1, x2, y2] = [northWest.x - left, northWest.y - top, southEast.x - left, southEast.y - top]
    if (x2 < box.left || x1 > box.right || y2 < box.top || y1 > box.bottom) continue
    if (x2 - x1 < SPECK && y2 - y1 < SPECK) continue
    const pixels = new Float64Array(ring.points.length)
    for (let at = 0; at + 1 < pixels.length; at += 2) {
      const lat = Math.max(-85, Math.min(85, ring.points[at + 1] ?? 0))
      const point = worldPixels({ lat, lon: ring.points[at] ?? 0 }, view.zoom)
      pixels[at] = point.x - left
      pixels[at + 1] = point.y - top
    }
    const inside = x1 >= box.left && x2 <= box.right && y1 >= box.top && y2 <= box.bottom
    const drawn = pathOf(simplified(inside ? pixels : clipped(thinned(pixels), box)))
    paths[ring.home ? 'home' : 'abroad'] += drawn
  }
  return paths
}

/** Drops points that lie on the one before: at small zooms most of them. */
function thinned(pixels: Float64Array): Float64Array {
  const kept: number[] = []
  let [x, y] = [Infinity, Infinity]
  for (let at = 0; at + 1 < pixels.length; at += 2) {
    const [nextX = 0, nextY = 0] = [pixels[at], pixels[at + 1]]
    if (Math.abs(nextX - x) + Math.abs(nextY - y) < 0.3) continue
    kept.push((x = nextX), (y = nextY))
  }
  return Float64Array.from(kept)
}

/**
 * Clips a ring to a box, one side after the other (Sutherland and Hodgman).
 * @param pixels - x and y in turn
 * @param box - edges, in pixels
 * @returns x and y in turn; nothing when the ring lies outside
 */
export function clipped(pixels: Float64Array, box: Box): Float64Array {
  const sides: readonly (readonly [axis: 0 | 1, limit: number, keep: 1 | -1])[] = [
    [0, box.left, 1],
    [0, box.right, -1],
    [1, box.top, 1],
    [1, box.bottom, -1],
  ]
  let points = pixels
  for (const [axis, limit, keep] of sides) {
    const next: number[] = []
    const count = points.length / 2
    for (let index = 0; index < count; index++) {
      const before = ((index + count - 1) % count) * 2
      const [fromX = 0, fromY = 0] = [points[before], points[before + 1]]
      const [toX = 0, toY = 0] = [points[index * 2], points[index * 2 + 1]]
      const from = ((axis === 0 ? fromX : fromY) - limit) * keep
      const to = ((axis === 0 ? toX : toY) - limit) * keep
      if (from >= 0 !== to >= 0) {
        const share = from / (from - to)
        next.push(fromX + (toX - fromX) * share, fromY + (toY - fromY) * share)
      }
      if (to >= 0) next.push(toX, toY)
    }
    points = Float64Array.from(next)
  }
  return points
}

/**
 * Leaves out points that nobody would see (Douglas and Peucker, without recursion: a coast can be long).
 * @param points - x and y in turn, pixels
 * @returns x and y in turn, with the first and the last point
 */
export function simplified(points: Float64Array): Float64Array {
  const count = points.length / 2
  if (count < 3) return points
  const keep = new Uint8Array(count)
  keep[0] = keep[count - 1] = 1
  const spans: [number, number][] = [[0, count - 1]]
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span
    let [furthest, distance] = [-1, TOLERANCE]
    for (let at = from + 1; at < to; at++) {
      const away = fromLine(points, at, from, to)
      if (away > distance) [furthest, distance] = [at, away]
    }
    if (furthest < 0) continue
    keep[furthest] = 1
    spans.push([from, furthest], [furthest, to])
  }
  const kept: number[] = []
  for (let at = 0; at < count; at++)
    if (keep[at] === 1) kept.push(points[at * 2] ?? 0, points[at * 2 + 1] ?? 0)
  return Float64Array.from(kept)
}

function fromLine(points: Float64Array, at: number, from: number, to: number): number {
  const [ax = 0, ay = 0] = [points[from * 2], points[from * 2 + 1]]
  const [dx, dy] = [(points[to * 2] ?? 0) - ax, (points[to * 2 + 1] ?? 0) - ay]
  const [px, py] = [(points[at * 2] ?? 0) - ax, (points[at * 2 + 1] ?? 0) - ay]
  const length = dx * dx + dy * dy
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length))
  return Math.hypot(px - share * dx, py - share * dy)
}

/** A ring as a path of relative steps in tenths of a pixel: half the bytes of absolute ones. */
function pathOf(points: Float64Array, least = 3): string {
  if (points.length < least * 2) return ''
  let path = ''
  let [x, y] = [0, 0]
  for (let at = 0; at + 1 < points.length; at += 2) {
    const nextX = Math.round((points[at] ?? 0) * 10)
    const nextY = Math.round((points[at + 1] ?? 0) * 10)
    if (at > 0 && nextX === x && nextY === y) continue
    path += `${at === 0 ? 'M' : at === 2 ? 'l' : ' '}${String(nextX - x)}${nextY - y < 0 ? '' : ' '}${String(nextY - y)}`
    ;[x, y] = [nextX, nextY]
  }
  return `${path}z`
}

/**
 * Writes a line across the picture.
 * @param points - pixels
 * @returns a path, in tenths of a pixel; not closed
 */
export function linePath(points: readonly { x: number; y: number }[]): string {
  const flat = Float64Array.from(points.flatMap(({ x, y }) => [x, y]))
  return pathOf(simplified(flat), 2).slice(0, -1)
}
