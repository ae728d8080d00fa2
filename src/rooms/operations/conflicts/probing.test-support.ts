/**
 * Somebody who draws the map of a partner by lodging planned events and moving them, as far as the quotas let them; and a
 * duty post that rings for each at once and always. What the attacker is told is what the product tells.
 */
import {
  areNear,
  asLooked,
  whatSideLearns,
  type PlannedDisclosure,
  type Point,
} from '../../../library/planned-events/index.ts'

/** Twenty live events, and ten changes on each of seven days: as long as an event may last. */
export const QUERIES = 20 + 7 * 10
const BUFFER = { attacker: 200, target: 1_000 } as const

/** Where the target may be as far as the attacker knows at first: some 100 by 70 km of the Channel, a point each kilometre. */
export const AREA = { south: 50.6, west: 0, north: 51.2, east: 1.5 } as const
const STEP = { lat: 1 / 111.2, lon: 1 / 70.2 } as const

/** @returns every place of the area that the attacker tells apart */
export function everyPlace(): Point[] {
  const places: Point[] = []
  for (let lat = AREA.south + STEP.lat / 2; lat < AREA.north; lat += STEP.lat)
    for (let lon = AREA.west + STEP.lon / 2; lon < AREA.east; lon += STEP.lon) places.push({ lat, lon })
  return places
}

type Outline = readonly Point[]

/** Is the attacker told of a conflict with a target that lies at a place? */
function isTold(outline: Outline, at: Point, disclosure: PlannedDisclosure, lookedAt: PlannedDisclosure): boolean {
  const mine = { disclosure: 'open', group: 'protected', isTold: disclosure === 'broker', isOpened: false } as const
  const theirs = { disclosure, group: 'protected', isTold: false, isOpened: false } as const
  if (whatSideLearns(mine, theirs) === 'nothing') return false
  return areNear(
    { ...asLooked({ kind: 'polygon', corners: outline }, 'open'), buffer: BUFFER.attacker },
    { ...asLooked({ kind: 'premises', at }, lookedAt), buffer: BUFFER.target },
  )
} // prettier-ignore

/**
 * Lodges and moves events, each across about half of where the target may still be, and keeps what the answers leave.
 * @param target - where the other event lies, and who may learn of it
 * @param random - from 0 to 1
 * @param lookedAt - as which kind the finder looks at the target's place: the product takes its own; `open` is as it would
 *   be without cells
 * @returns the places that the attacker cannot tell from the target's
 */
export function probe(
  { at, disclosure }: { at: Point; disclosure: PlannedDisclosure },
  random: () => number,
  lookedAt: PlannedDisclosure = disclosure,
): Point[] {
  let left = everyPlace()
  for (let query = 0; query < QUERIES && left.length > 1; query++) {
    const outline = halfOf(left, random)
    const told = isTold(outline, at, disclosure, lookedAt)
    left = left.filter((place) => isTold(outline, place, disclosure, lookedAt) === told)
  }
  return left
}

/** A rectangle over a part of the bounding box of these places, cut at some place of its longer side. */
function halfOf(places: readonly Point[], random: () => number): Outline {
  const [south, north] = ends(places.map(({ lat }) => lat), STEP.lat)
  const [west, east] = ends(places.map(({ lon }) => lon), STEP.lon)
  const cut = 0.2 + 0.6 * random()
  const isHigh = (north - south) / STEP.lat > (east - west) / STEP.lon !== random() < 0.2
  const top = isHigh ? south + (north - south) * cut : north
  const right = isHigh ? east : west + (east - west) * cut
  return [
    { lat: south, lon: west },
    { lat: south, lon: right },
    { lat: top, lon: right },
    { lat: top, lon: west },
  ]
} // prettier-ignore

function ends(values: readonly number[], step: number): [number, number] {
  let [least, most] = [Infinity, -Infinity]
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)]
  // Not wider than what one event may be across.
  return [least - step / 2, Math.min(most + step / 2, least + 1.4)]
}
