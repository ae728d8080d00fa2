/** GeoJSON and TopoJSON as one thing: features with their properties and their lines, rings or points. */
import { feature } from 'topojson-client'

type Topology = Parameters<typeof feature>[0]
type GeometryObject = Parameters<typeof feature>[1]

/** As much of GeoJSON (RFC 7946) as layers use. */
type At = readonly number[]
type Geometry =
  | { type: 'Point'; coordinates: At }
  | { type: 'MultiPoint' | 'LineString'; coordinates: At[] }
  | { type: 'MultiLineString' | 'Polygon'; coordinates: At[][] }
  | { type: 'MultiPolygon'; coordinates: At[][][] }
  | { type: 'GeometryCollection' }
type Feature = { properties: Properties | null; geometry: Geometry | null }

export type Properties = Readonly<Record<string, unknown>>

/** Degrees, [lon, lat, lon, lat, …]. */
export type Line = Float64Array

export type Shape = {
  properties: Properties
  kind: 'area' | 'line' | 'point'
  /** rings of areas (holes among them), parts of lines, or points of two numbers each */
  lines: Line[]
}

/**
 * @param document - what JSON.parse gave
 * @returns the shapes; null when this is neither GeoJSON features nor a topology
 */
export function readShapes(document: unknown): Shape[] | null {
  if (typeof document !== 'object' || document === null || !('type' in document)) return null
  if (document.type === 'FeatureCollection' && 'features' in document && Array.isArray(document.features))
    return (document.features as Feature[]).flatMap(shapeOf)
  if (document.type === 'Feature') return shapeOf(document as unknown as Feature)
  if (document.type !== 'Topology' || !('objects' in document)) return null
  const topology = document as unknown as Topology
  return Object.values(topology.objects).flatMap((object) => {
    const found = feature(topology, object as GeometryObject) as unknown as Feature | { features: Feature[] }
    return ('features' in found ? found.features : [found]).flatMap(shapeOf)
  })
}

function shapeOf({ properties, geometry }: Feature): Shape[] {
  const made = (kind: Shape['kind'], lines: Line[]): Shape[] =>
    lines.length > 0 ? [{ properties: properties ?? {}, kind, lines }] : []
  switch (geometry?.type) {
    case 'Polygon':
      return made('area', geometry.coordinates.map(flat))
    case 'MultiPolygon':
      return made('area', geometry.coordinates.flat().map(flat))
    case 'LineString':
      return made('line', [flat(geometry.coordinates)])
    case 'MultiLineString':
      return made('line', geometry.coordinates.map(flat))
    case 'Point':
      return made('point', [flat([geometry.coordinates])])
    case 'MultiPoint':
      return made(
        'point',
        geometry.coordinates.map((one) => flat([one])),
      )
    case 'GeometryCollection':
    case undefined:
      return []
  }
}

function flat(positions: readonly At[]): Line {
  const line = new Float64Array(positions.length * 2)
  let at = 0
  for (const position of positions) {
    line[at++] = position[0] ?? Number.NaN
    line[at++] = position[1] ?? Number.NaN
  }
  return line
}

/**
 * Are these degrees? National grids count metres, and a layer in metres would put everything in one corner.
 * @param shapes - of a layer
 * @returns false when one point is none on earth
 */
export function areDegrees(shapes: readonly Shape[]): boolean {
  return shapes.every(({ lines }) =>
    lines.every((line) => {
      for (let at = 0; at + 1 < line.length; at += 2)
        if (!(Math.abs(line[at] ?? Number.NaN) <= 180 && Math.abs(line[at + 1] ?? Number.NaN) <= 90))
          return false
      return true
    }),
  )
}

/**
 * Counts the points of shapes: of two layers of the same thing, the more detailed has more.
 * @param shapes - of a layer
 * @returns how many
 */
export function pointsIn(shapes: readonly Shape[]): number {
  let points = 0
  for (const { lines } of shapes) for (const line of lines) points += line.length / 2
  return points
}
