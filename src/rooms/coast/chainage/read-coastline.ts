/** Reads a coastline from GeoJSON (RFC 7946): one line of longitudes and latitudes. */
import { z } from 'zod'
import { invalid } from '../../../platform/errors.ts'
import { listOf, readFeatures } from '../read-features.ts'
import type { Position } from '../positions/index.ts'
import { measure } from './chainage.ts'

export type Coastline = { name: string; points: Position[] }

/** The whole of Great Britain in steps of some twenty metres has fewer. */
const MOST_POINTS = 100_000
/** The longest coast that any police area has is far shorter. */
const MOST_MILES = 20_000

const pair = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.unknown())
const lineSchema = z.object({
  type: z.literal('LineString'),
  coordinates: z.array(pair).min(2).max(MOST_POINTS),
})
const multiSchema = z.object({ type: z.literal('MultiLineString'), coordinates: z.tuple([z.unknown()]) })

/**
 * Reads a line.
 * @param text - GeoJSON: a line, a feature with a line, or a collection of such
 * @param wanted - the `id` or `name` of the line, where the file holds several
 * @returns its name and its points, in the order of the file
 * @throws invalid with what is wrong with the `line`
 */
export function readCoastline(text: string, wanted: string | null = null): Coastline {
  const lines = readFeatures(text, 'line')
    .map((feature) => ({
      names: namesOf(feature.properties, feature.id),
      geometry: single(feature.geometry),
    }))
    .filter(({ geometry }) => typeOf(geometry) === 'LineString')
  const chosen = wanted === null ? lines : lines.filter(({ names }) => names.includes(wanted))
  const [first, ...others] = chosen
  if (!first || others.length > 0) throw invalid({ line: whichOf(lines, wanted) })
  if (listOf(first.geometry, 'coordinates').length > MOST_POINTS)
    throw invalid({
      line: `The line has more than ${MOST_POINTS.toLocaleString('en-GB')} points. Simplify it`,
    })
  const parsed = lineSchema.safeParse(first.geometry)
  if (!parsed.success)
    throw invalid({ line: 'The line holds something that is no longitude and latitude in degrees (WGS 84)' })
  const points = parsed.data.coordinates.map(([lon, lat]) => ({ lat, lon }))
  const miles = milesOf(points)
  if (miles === null || miles > MOST_MILES)
    throw invalid({ line: 'This is not the coast of one force: look at its points and their order' })
  return { name: first.names[0]?.slice(0, 200) ?? 'Coastline', points }
}

function milesOf(points: readonly Position[]): number | null {
  try {
    return measure(points).miles
  } catch {
    return null
  }
}

function whichOf(lines: readonly { names: string[] }[], wanted: string | null): string {
  if (lines.length === 0) return 'The file holds no line: it must be GeoJSON with one LineString'
  const there = lines.map(({ names }) => names[0] ?? 'one without a name').slice(0, 10)
  return wanted === null
    ? `The file holds several lines. Say which: ${there.join(', ')}`
    : `The file holds no line of that name. It holds: ${there.join(', ')}`
}

/** A line in one piece is often written as a collection of one. */
function single(geometry: unknown): unknown {
  const several = multiSchema.safeParse(geometry)
  return several.success ? { type: 'LineString', coordinates: several.data.coordinates[0] } : geometry
}

const typeOf = (geometry: unknown): unknown =>
  typeof geometry === 'object' && geometry !== null && 'type' in geometry ? geometry.type : null

const namesOf = (properties: Readonly<Record<string, unknown>>, id: unknown): string[] =>
  [properties['id'], id, properties['name']].filter(
    (one): one is string => typeof one === 'string' && one !== '',
  )
