/**
 * A place as the finder looks at it. That an event is near one for which the duty post is rung is said to whoever lodged the
 * other. With many of them, or with one that moves, they would draw the place to the metre: twenty outlines tell a million
 * places apart. So each point of such a place is seen in the middle of its cell of about 10 km. What is said then depends on
 * nothing finer, and nothing that is near is missed.
 */
import type { PlannedDisclosure } from './kinds.ts'
import type { Place } from './place.ts'
import { EARTH, type Point } from './sphere.ts'

/** Degrees: the cells to which a place is coarsened 28 days after the end. */
export const CELL = { lat: 0.1, lon: 0.15 } as const

const METRES_A_DEGREE = (EARTH * Math.PI) / 180
/** A line between two points takes another way over the sphere than one between the middles of their cells. */
const ROUND_THE_SPHERE = 1.005

/** A place, and the metres by which it may lie beside the place as it is. */
export type LookedPlace = { place: Place; slack: number }

/**
 * Says how the finder looks at a place; `operations.looked_place` and `looked_slack` say the same in the database.
 * @param place - of an event
 * @param disclosure - of the event: only what the duty post rings for is coarser than it is
 * @returns the place with each point in the middle of its cell, and half the diagonal of its largest cell
 */
export function asLooked(place: Place, disclosure: PlannedDisclosure): LookedPlace {
  if (disclosure !== 'broker') return { place, slack: 0 }
  switch (place.kind) {
    case 'premises':
      return { place: { ...place, at: middleOfCell(place.at) }, slack: halfOfCell(place.at) }
    case 'circle':
      return { place: { ...place, centre: middleOfCell(place.centre) }, slack: halfOfCell(place.centre) }
    case 'polygon':
      return { place: { ...place, corners: place.corners.map(middleOfCell) }, slack: most(place.corners) }
    case 'route':
    case 'stretch':
      return { place: { ...place, points: place.points.map(middleOfCell) }, slack: most(place.points) }
  }
}

const most = (points: readonly Point[]): number => Math.max(...points.map(halfOfCell))

/**
 * @param point - WGS 84
 * @returns the middle of its cell
 */
export const middleOfCell = ({ lat, lon }: Point): Point => ({
  lat: (Math.floor(lat / CELL.lat) + 0.5) * CELL.lat,
  lon: (Math.floor(lon / CELL.lon) + 0.5) * CELL.lon,
})

/** Metres: half the diagonal of a point's cell, measured along its side that is nearer to the equator. */
function halfOfCell(point: Point): number {
  const nearer = Math.max(Math.abs(middleOfCell(point).lat) - CELL.lat / 2, 0)
  const [up, across] = [CELL.lat / 2, (CELL.lon / 2) * Math.cos((nearer * Math.PI) / 180)]
  return ROUND_THE_SPHERE * METRES_A_DEGREE * Math.hypot(up, across)
}
