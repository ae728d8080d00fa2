/** Maps of this room: a view that holds a whole coast, and what is drawn on it. */
import { sliceBetween } from '../chainage/chainage.ts'
import { attributions, geographyOf } from '../geography/index.ts'
import { mapPicture, pictureAddress, type MapLine, type MapMark, type MapView } from '../map/index.ts'
import { lacksLead, type Gap } from '../plan/missing.ts'
import type { Line, Stretch } from '../plan/plan.ts'
import type { Position } from '../positions/index.ts'

export type DrawnMap = {
  address: string
  alt: string
  width: number
  height: number
  credits: string[]
  /** for the map that moves: where it begins, and what is drawn on it as JSON that may stand in a page */
  centre: string
  zoom: number
  pin: string
  shapes: string
}

/** Pixels that stay free around what is shown. */
const MARGIN = 40
const WIDTH = 1140

/**
 * The view that holds all of these points.
 * @param points - one at least
 * @param most - the deepest zoom, so that one point still shows its surroundings
 * @returns the window on the map
 */
export function viewOf(points: readonly Position[], most = 13): MapView {
  const lats = points.map(({ lat }) => lat)
  const lons = points.map(({ lon }) => lon)
  const [south, north] = [Math.min(...lats), Math.max(...lats)]
  const [west, east] = [Math.min(...lons), Math.max(...lons)]
  const centre = { lat: (south + north) / 2, lon: (west + east) / 2 }
  // Web Mercator: a degree of longitude is as wide everywhere, one of latitude grows with its distance.
  const wide = (Math.max(east - west, 1e-6) / 360) * 256
  const high = (Math.max(north - south, 1e-6) / 360 / Math.cos((centre.lat * Math.PI) / 180)) * 256
  const height = Math.round(Math.min(700, Math.max(380, (high / wide) * WIDTH)))
  const zoom = Math.min(most, Math.log2(Math.min((WIDTH - 2 * MARGIN) / wide, (height - 2 * MARGIN) / high)))
  return { centre, zoom: Math.floor(zoom * 10) / 10, width: WIDTH, height }
}

/**
 * Draws a plan's stretches and gaps as lines: those that somebody leads are drawn through.
 * @param line - of the coast
 * @param stretches - of the plan
 * @param gaps - miles in no stretch
 * @returns for `drawMap`
 */
export function linesOf(line: Line, stretches: readonly Stretch[], gaps: readonly Gap[]): MapLine[] {
  return [
    ...gaps.map((gap) => ({
      points: sliceBetween(line.chainage, gap.fromMile, gap.toMile),
      kind: 'gap' as const,
      name: 'Not covered',
    })),
    ...stretches.map((one) => ({
      points: sliceBetween(line.chainage, one.fromMile, one.toMile),
      kind: lacksLead(one) ? ('gap' as const) : ('stretch' as const),
      name: one.name,
    })),
  ]
}

/**
 * Draws a map.
 * @param dataFolder - of the node, where layers lie
 * @param drawn - the window, lines and marks; `alt`: what the map shows, and where the same stands in words
 * @returns what the template prints
 */
export async function drawMap(
  dataFolder: string,
  drawn: { view: MapView; lines?: readonly MapLine[]; marks?: readonly MapMark[]; alt: string },
): Promise<DrawnMap> {
  const geography = await geographyOf(dataFolder)
  const { view, alt, lines = [], marks = [] } = drawn
  const svg = mapPicture(geography, { ...view, lines, marks, language: 'en' })
  const pin = marks.find(({ kind }) => kind === 'pin')
  return {
    address: pictureAddress(svg),
    alt,
    width: view.width,
    height: view.height,
    credits: attributions(geography),
    centre: `${view.centre.lat.toFixed(4)},${view.centre.lon.toFixed(4)}`,
    zoom: view.zoom,
    pin: pin ? `${String(pin.position.lat)},${String(pin.position.lon)}` : '',
    shapes: shapesOf(lines, marks),
  }
}

/** Degrees between points of a line that are kept: some 150 metres are enough to show whose shore it is. */
const STEP = 0.0015

/** Lines and sites as the island of the map reads them (src/islands/map/settings.ts). */
function shapesOf(lines: readonly MapLine[], marks: readonly MapMark[]): string {
  const at = ({ lat, lon }: Position) => [Number(lat.toFixed(4)), Number(lon.toFixed(4))]
  const shapes = {
    lines: lines.map(({ points, kind, name }) => ({
      points: thinned(points).map(at),
      kind,
      name: name ?? '',
    })),
    sites: marks
      .filter(({ kind }) => kind === 'site')
      .map(({ position, label, title }) => ({ at: at(position), name: title ?? label ?? '' })),
  }
  return JSON.stringify(shapes)
}

function thinned(points: readonly Position[]): Position[] {
  let last: Position | undefined
  return points.filter((point, index) => {
    const isEnd = index === points.length - 1
    const isFar = !last || Math.abs(point.lat - last.lat) + Math.abs(point.lon - last.lon) / 2 >= STEP
    if (isFar) last = point
    return isFar || isEnd
  })
}
