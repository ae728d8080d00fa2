/** When two planned events are a conflict: a question to both sides, never a decision. */
import { asLooked } from './cells.ts'
import { distanceBetween } from './distance.ts'
import { groupsMatter, marginHours, plannedKind, type PlannedDisclosure, type PlannedKind } from './kinds.ts'
import type { Place } from './place.ts'
import { spansMeet, widened, type Span } from './times.ts'

export type Planned = {
  id: string
  agency: number
  operation: string
  kind: PlannedKind
  place: Place
  /** metres */
  buffer: number
  /** as planned, without the margin */
  span: Span
  /** whose place is looked at as it is is `open` or `silent` */
  disclosure: PlannedDisclosure
}

/**
 * Are two events of two agencies, or of two operations of one, near each other in time and place?
 * @param one - an event
 * @param other - another
 * @returns the same whichever stands first
 */
export function isConflict(one: Planned, other: Planned): boolean {
  if (one.id === other.id) return false
  if (one.agency === other.agency && one.operation === other.operation) return false
  const [a, b] = [plannedKind[one.kind], plannedKind[other.kind]]
  if (!groupsMatter(a, b)) return false
  if (!spansMeet(widened(one.span, marginHours[a]), widened(other.span, marginHours[b]))) return false
  return areNear(looked(one), looked(other))
}

const looked = ({ place, buffer, disclosure }: Planned): Near => ({ ...asLooked(place, disclosure), buffer })

/** A place as the finder looks at it, its buffer, and by how much it may lie beside the place as it is: metres. */
export type Near = { place: Place; buffer: number; slack: number }

/**
 * @param one - a place
 * @param other - another
 * @returns whether they may be no farther apart than the larger buffer
 */
export const areNear = (one: Near, other: Near): boolean =>
  distanceBetween(one.place, other.place) <= Math.max(one.buffer, other.buffer) + one.slack + other.slack

/**
 * Every pair of conflicts, found by looking at every pair: the model that the finder is held against.
 * @param events - all that are lodged
 * @returns pairs of ids, each pair and all of them in the order of the alphabet
 */
export function everyConflict(events: readonly Planned[]): [string, string][] {
  return events
    .flatMap((one, at) => events.slice(at + 1).map((other): [Planned, Planned] => [one, other]))
    .filter(([one, other]) => isConflict(one, other))
    .map(([one, other]): [string, string] => (one.id < other.id ? [one.id, other.id] : [other.id, one.id]))
    .toSorted((a, b) => (a.join() < b.join() ? -1 : 1))
}
