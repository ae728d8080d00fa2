/** How two births stand to one another, as they are kept: `1990`, `1990-04`, `1990-04-02`, `1990~`, `1985/1990`. */
import { isGregorian } from '../../../wire/births/day.ts'
import { knownBirth } from '../../../wire/births/known-birth.ts'

export const birthLevels = [
  'equal',
  'day-month-swapped',
  'one-digit',
  'near',
  'year-only-agrees',
  'span-agrees',
  'different',
  'unknown',
] as const
export type BirthLevel = (typeof birthLevels)[number]

/** month and day are 0 where they are not known; `to`: the last year it may be, where there are several */
export type Birth = { year: number; month: number; day: number; to?: number }

/** Days apart at which two dates are still near: a month mistaken for the next. */
const NEAR_DAYS = 31

/**
 * Reads a birth as the platform keeps it.
 * @param text - as it is kept
 * @returns null for what is empty, of another shape or not in the calendar (30 February, month 13): a date that
 *   does not exist is unknown, not different
 */
export function readBirth(text: string | null | undefined): Birth | null {
  const known = knownBirth(text?.trim() ?? '')
  if (known === null) return null
  const { from: year, to, month, day } = known
  if (!isGregorian({ year, month: month || 1, day: day || 1 }) || month > 12) return null
  return { year, month, day, ...(to === year ? {} : { to }) }
}

/**
 * Is this 1 January? Many registers and many officers at a border write it for "some day of that year".
 * @param birth - as `readBirth` gave it
 * @returns true for 1 January
 */
export function isPlaceholder({ month, day }: Birth): boolean {
  return month === 1 && day === 1
}

/**
 * Compares two births.
 * @param a - as it is kept, or read
 * @param b - in any order: the answer is the same
 * @returns
 *   `equal` the same whole date; `day-month-swapped` 2 April and 4 February; `one-digit` one digit of eight
 *   differs, or two neighbours changed places; `near` the same month of the same year (also where a day is not
 *   known), at most 31 days apart, or the same day of the next year; `year-only-agrees` the same year, where one
 *   of them says no more than the year (or 1 January, which stands for it); `span-agrees` the years that either
 *   may be meet; `unknown` where either is missing
 *   or does not exist; else `different`, also for two whole dates of the same year
 */
export function compareBirths(
  a: Birth | string | null | undefined,
  b: Birth | string | null | undefined,
): BirthLevel {
  const one = typeof a === 'string' ? readBirth(a) : a
  const other = typeof b === 'string' ? readBirth(b) : b
  if (!one || !other) return 'unknown'
  if (one.to !== undefined || other.to !== undefined)
    return one.year <= (other.to ?? other.year) && other.year <= (one.to ?? one.year)
      ? 'span-agrees'
      : 'different'
  const sameYear = one.year === other.year
  if (one.month === 0 || other.month === 0) return sameYear ? 'year-only-agrees' : 'different'
  const sameMonth = one.month === other.month
  if (one.day === 0 || other.day === 0) {
    if (sameYear && sameMonth) return 'near'
    return sameYear && (isPlaceholder(one) || isPlaceholder(other)) ? 'year-only-agrees' : 'different'
  }
  const sameDay = one.day === other.day
  if (sameYear && sameMonth && sameDay) return 'equal'
  if (sameYear && one.month === other.day && one.day === other.month) return 'day-month-swapped'
  // Before the digits: 1 January says nothing of month and day that could be a slip.
  if (sameYear && isPlaceholder(one) !== isPlaceholder(other)) return 'year-only-agrees'
  if (oneSlip(digits(one), digits(other))) return 'one-digit'
  if (sameYear && sameMonth) return 'near'
  if (sameMonth && sameDay && Math.abs(one.year - other.year) === 1) return 'near'
  return Math.abs(dayNumber(one) - dayNumber(other)) <= NEAR_DAYS ? 'near' : 'different'
}

const digits = ({ year, month, day }: Birth) => year * 10_000 + month * 100 + day
const dayNumber = ({ year, month, day }: Birth) => Date.UTC(year, month - 1, day) / 86_400_000

/** One digit of eight differs, or two neighbouring digits changed places. */
function oneSlip(a: number, b: number): boolean {
  let differing = 0
  let pair = ''
  let last = -2
  for (let place = 0; place < 8; place++) {
    const x = a % 10
    const y = b % 10
    a = (a - x) / 10
    b = (b - y) / 10
    if (x === y) continue
    differing++
    if (differing === 1) {
      pair = `${String(y)}${String(x)}`
      last = place
    } else if (differing > 2 || place !== last + 1 || pair !== `${String(x)}${String(y)}`) return false
  }
  return differing > 0
}
