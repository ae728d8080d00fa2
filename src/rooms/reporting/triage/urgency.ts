/**
 * The order of the queue. Nothing of what was written stands outside the seal, so urgency comes from three
 * things only: what kind of thing was seen, the hour in which the report came, and whether the reporter said that it
 * was happening now.
 *
 * 1. At once: what was happening when it was sent, until somebody has opened it; a boat or a landing, or anything that
 *    was happening, within three hours of its coming.
 * 2. Kept waiting: anything else that nobody has opened within a day. Nothing sinks out of sight.
 * 3. Soon: a boat or a landing within a day; a vehicle or equipment within twelve hours, since people or
 *    boats may still be near.
 * 4. In turn: everything else.
 *
 * Before all others stands what was happening and nobody has opened. Among equals whoever has waited longest comes first.
 */
import type { Kind } from './kinds.ts'

export const urgencies = ['at-once', 'kept-waiting', 'soon', 'in-turn'] as const
export type Urgency = (typeof urgencies)[number]

const HOUR = 3_600_000

/** Hours within which a kind counts as at once and as soon. */
const within: Partial<Record<Kind, { atOnce: number; soon: number }>> = {
  boat: { atOnce: 3, soon: 24 },
  landing: { atOnce: 3, soon: 24 },
  vehicle: { atOnce: 0, soon: 12 },
  equipment: { atOnce: 0, soon: 12 },
}
/** Whatever its kind: what was happening when it was sent. */
const HAPPENING = { atOnce: 3, soon: 24 }
/** Hours after which a report that nobody has opened has been kept waiting. */
export const KEPT_WAITING_AFTER = 24

/** What of a report's envelope its urgency is judged by. */
export type Judged = { kind: Kind; hour: Date; opened: boolean; happeningNow: boolean }

/**
 * Counts whole hours since the hour in which a report came began. Only that hour is known: it may have come
 * at its end.
 * @param hour - in which it came
 * @param now - the moment to count to
 * @returns 0 and more
 */
export const hoursSince = (hour: Date, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - hour.getTime()) / HOUR))

/**
 * How urgent a report is.
 * @param report - its kind, the hour in which it came, whether it was happening then, and whether somebody has opened it
 * @param now - the moment to judge for
 * @returns from `at-once` to `in-turn`
 */
export function urgencyOf(report: Judged, now: Date): Urgency {
  const hours = hoursSince(report.hour, now)
  const limits = report.happeningNow ? HAPPENING : (within[report.kind] ?? { atOnce: 0, soon: 0 })
  // It may be over by now. Nobody knows that before somebody has looked.
  if (mayStillHappen(report)) return 'at-once'
  if (hours < limits.atOnce) return 'at-once'
  if (!report.opened && hours >= KEPT_WAITING_AFTER) return 'kept-waiting'
  return hours < limits.soon ? 'soon' : 'in-turn'
}

/**
 * Said to be happening when it was sent, and nobody has opened it: every list marks it and puts it first.
 * @param report - whether it was happening, and whether somebody has opened it
 * @returns true when both say so
 */
export const mayStillHappen = (report: Pick<Judged, 'opened' | 'happeningNow'>): boolean =>
  report.happeningNow && !report.opened

/**
 * Makes what orders two reports of a queue. Ties are settled by id, so that pages of the list do not overlap.
 * @param now - the moment to judge for
 * @returns for `toSorted`
 */
export function byUrgency<Row extends Judged & { id: string }>(now: Date): (left: Row, right: Row) => number {
  return (left, right) =>
    Number(mayStillHappen(right)) - Number(mayStillHappen(left)) ||
    urgencies.indexOf(urgencyOf(left, now)) - urgencies.indexOf(urgencyOf(right, now)) ||
    left.hour.getTime() - right.hour.getTime() ||
    (left.id < right.id ? -1 : left.id > right.id ? 1 : 0)
}
