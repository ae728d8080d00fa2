/** Times of a planned event: typed by the clock on the wall, compared in UTC. */
import { isRealDate } from '../../wire/written-day.ts'

/** Zones on both sides of the Channel and the North Sea, and UTC. */
export const plannedZones = [
  'Europe/London',
  'Europe/Paris',
  'Europe/Brussels',
  'Europe/Amsterdam',
  'Europe/Dublin',
  'UTC',
] as const
export type PlannedZone = (typeof plannedZones)[number]

export type TimeFault = { fault: string }

/** `from` is in it, `until` is not: what ends at ten does not meet what begins at ten. */
export type Span = { from: Date; until: Date }

const HOUR = 3_600_000
const LEAST_HOURS = 1
/** A longer one is several. */
const MOST_HOURS = 7 * 24
const MOST_AHEAD = 366 * 24 * HOUR

/**
 * Reads a time of the clock on the wall.
 * @param day - YYYY-MM-DD
 * @param time - HH:MM, of 24 hours
 * @param zone - whose clock it is
 * @param which - of an hour that comes twice, when the clocks go back: its first or its second time
 * @returns the moment; or that it does not exist or comes twice, and what to do
 */
export function readLocalTime(
  day: string,
  time: string,
  zone: PlannedZone,
  which: 'first' | 'second' | null = null,
): Date | TimeFault {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !isRealDate(day))
    return { fault: 'This day does not exist. Check day and month' }
  if (!/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time)) return { fault: 'Write the time like 05:10' }
  const wall = Date.parse(`${day}T${time}Z`)
  // The zone's clock is this much ahead half a day before and behind: one of both, or both, are right.
  const offsets = [...new Set([-12, 12].map((hours) => ahead(wall + hours * HOUR, zone)))]
  const moments = offsets
    .map((offset) => wall - offset)
    .filter((moment) => moment + ahead(moment, zone) === wall)
    .toSorted((a, b) => a - b)
  const [first, second] = moments
  if (first === undefined) return { fault: 'This time does not exist: the clocks go forward. Choose another' }
  if (second === undefined) return new Date(first)
  if (which === null) return { fault: 'This time comes twice: the clocks go back. Say whether you mean the first or the second' } // prettier-ignore
  return new Date(which === 'first' ? first : second)
}

/** A night in which a zone's clock is put on or back. */
export type ClockChange = { at: Date; goes: 'forward' | 'back' }

/**
 * Finds the changes of a zone's clock.
 * @param zone - whose clock it is
 * @param span - in which; no more than a year of it is looked at
 * @returns the changes in their order, each to the minute
 */
export function clockChanges(zone: PlannedZone, { from, until }: Span): ClockChange[] {
  const end = Math.min(until.getTime(), from.getTime() + MOST_AHEAD)
  const changes: ClockChange[] = []
  for (let start = from.getTime(); start < end; start += 24 * HOUR) {
    let [low, high] = [start, Math.min(start + 24 * HOUR, end)]
    const before = ahead(low, zone)
    const after = ahead(high, zone)
    if (before === after) continue
    while (high - low > 60_000) {
      const middle = low + Math.floor((high - low) / 120_000) * 60_000
      if (middle === low) break
      if (ahead(middle, zone) === before) low = middle
      else high = middle
    }
    changes.push({
      at: new Date(Math.floor(high / 60_000) * 60_000),
      goes: after > before ? 'forward' : 'back',
    })
  }
  return changes
}

const clocks = new Map<PlannedZone, Intl.DateTimeFormat>()

/** Milliseconds that a zone's clock is ahead of UTC at a moment. */
function ahead(moment: number, zone: PlannedZone): number {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      ...{
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      },
    })
  clocks.set(zone, clock)
  const parts = Object.fromEntries(
    clock.formatToParts(moment).map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts
  const floor = Math.floor(moment / 60_000) * 60_000
  return Date.UTC(year, month - 1, day, hour, minute) - floor
}

/**
 * Looks at the hours of an event as they were read.
 * @param span - as typed, without a margin
 * @param now - the moment of asking
 * @returns null when they may stand; or what is wrong, and what to do
 */
export function faultOfSpan({ from, until }: Span, now: Date): TimeFault | null {
  const hours = (until.getTime() - from.getTime()) / HOUR
  if (!Number.isFinite(hours)) return { fault: 'Write when it begins and when it ends' }
  if (hours <= 0) return { fault: 'The end is before the beginning. Turn them round' }
  if (hours < LEAST_HOURS) return { fault: 'An event lasts an hour at least. Write the hour around it' }
  if (hours > MOST_HOURS)
    return { fault: 'An event lasts seven days at most. Lodge one for each part of the plan' }
  if (until.getTime() <= now.getTime()) return { fault: 'This time is past. Check day and year' }
  if (from.getTime() > now.getTime() + MOST_AHEAD)
    return { fault: 'This time is more than a year ahead. Check the year' }
  return null
}

/**
 * @param span - of an event
 * @param hours - its margin
 * @returns the same, widened on both sides
 */
export const widened = ({ from, until }: Span, hours: number): Span => ({
  from: new Date(from.getTime() - hours * HOUR),
  until: new Date(until.getTime() + hours * HOUR),
})

/**
 * @param one - a span
 * @param other - another
 * @returns whether they have a moment in common; touching is not enough
 */
export const spansMeet = (one: Span, other: Span): boolean => one.from < other.until && other.from < one.until

/**
 * The hours in which both are, margins included: whole ones, rounded outward, so that they do not say to the minute when
 * theirs begins or ends.
 * @param mine - my event, widened
 * @param theirs - the other, widened
 * @returns null when they do not meet
 */
export function sharedHours(mine: Span, theirs: Span): Span | null {
  if (!spansMeet(mine, theirs)) return null
  const from = Math.max(mine.from.getTime(), theirs.from.getTime())
  const until = Math.min(mine.until.getTime(), theirs.until.getTime())
  return { from: new Date(Math.floor(from / HOUR) * HOUR), until: new Date(Math.ceil(until / HOUR) * HOUR) }
}
