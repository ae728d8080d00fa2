/** The place of a planned event on a map, and the same as a table for whoever cannot see one. */
import { EARTH, type Place, type Point } from '../../../../library/planned-events/index.ts'
import {
  drawMap,
  viewOf,
  writePosition,
  type DrawnMap,
  type MapLine,
  type MapMark,
} from '../../../coast/index.ts'
import { placeInWords } from './read-form.ts'

/** Where a map begins as long as nobody has said where: the Channel between Beachy Head and the North Foreland. */
const CHANNEL: readonly Point[] = [
  { lat: 50.6, lon: -0.4 },
  { lat: 51.5, lon: 1.8 },
]
/** Corners of what is drawn for a circle. */
const CORNERS = 48
const DEGREES = 180 / Math.PI

/**
 * Draws a place.
 * @param dataFolder - of the node, where layers lie
 * @param place - as it was read; null: nothing yet, and the map shows the Channel
 * @returns what the template prints; null where the layers cannot be read: the table says the same
 */
export async function mapOfPlace(
  dataFolder: string,
  place: Place | null,
): Promise<(DrawnMap & { small: true }) | null> {
  const lines = place === null ? [] : linesOf(place)
  const shown = place === null ? CHANNEL : [...pointsOf(place), ...lines.flatMap(({ points }) => points)]
  const marks: MapMark[] =
    place === null
      ? []
      : pointsOf(place).map((position, at) => ({ position, kind: 'site', title: `Point ${String(at + 1)}` }))
  try {
    const drawn = await drawMap(dataFolder, {
      view: narrow(viewOf(shown, 13)),
      lines,
      marks: marks.slice(0, 40),
      alt:
        place === null ? 'Map of the Channel' : `Map. ${placeInWords(place)}. The table below says the same`,
    })
    return { ...drawn, small: true }
  } catch {
    return null
  }
}

/** As wide as the column of a form, and shrunk on a telephone: the place is in the middle. */
const narrow = (view: ReturnType<typeof viewOf>): ReturnType<typeof viewOf> => ({
  ...view,
  ...{ width: 640, height: 420 },
  zoom: view.zoom - Math.log2(view.width / 600),
})

/** The rows of the table: each point in the notations that people use. */
export const rowsOfPlace = (points: readonly (Point | null)[]) =>
  points.map((point, at) => {
    if (point === null) return [String(at + 1), 'Not understood', '', '']
    const { mariners, decimal, grid } = writePosition(point)
    return [String(at + 1), mariners, decimal, grid ?? '']
  })
export const headOfPlace = ['Line', 'For a mariner', 'In degrees', 'On an OS map']

/** @returns the points that a place is made of, in order */
export function pointsOf(place: Place): readonly Point[] {
  switch (place.kind) {
    case 'premises':
      return [place.at]
    case 'circle':
      return [place.centre]
    case 'polygon':
      return place.corners
    case 'route':
    case 'stretch':
      return place.points
  }
}

function linesOf(place: Place): MapLine[] {
  switch (place.kind) {
    case 'premises':
      return []
    case 'circle':
      return [{ points: around(place.centre, place.radius), kind: 'stretch', name: 'The circle' }]
    case 'polygon':
      return [{ points: [...place.corners, ...place.corners.slice(0, 1)], kind: 'stretch', name: 'The area' }]
    case 'route':
    case 'stretch':
      return [
        { points: place.points, kind: 'stretch', name: place.kind === 'route' ? 'The route' : 'The stretch' },
      ]
  }
}

function around({ lat, lon }: Point, metres: number): Point[] {
  const up = (metres / EARTH) * DEGREES
  const across = up / Math.cos(lat / DEGREES)
  return Array.from({ length: CORNERS + 1 }, (_, at) => {
    const turn = (at / CORNERS) * 2 * Math.PI
    return { lat: lat + up * Math.cos(turn), lon: lon + across * Math.sin(turn) }
  })
}
