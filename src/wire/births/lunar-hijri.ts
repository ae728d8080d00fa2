/** The lunar Hijri calendar by its table: a day or so off where the moon was looked for. */
import type { Day } from './day.ts'

/** Days from 1 January 1970 back to 1 Muharram 1 (16 July 622, Julian), which has the Julian day 1,948,440. */
const FIRST = 1_948_440 - 2_440_588
const DAY = 86_400_000
/** Months have 30 and 29 days in turn; eleven years of each thirty have a day more. */
const startOf = (year: number, month: number) =>
  FIRST + (year - 1) * 354 + Math.floor((3 + 11 * year) / 30) + Math.ceil(29.5 * (month - 1))

/**
 * Turns a lunar Hijri day into a Gregorian one.
 * @param day - lunar Hijri
 * @returns null where the day does not exist
 */
export function fromLunarHijri({ year, month, day }: Day): Day | null {
  if (month < 1 || month > 12 || day < 1 || day > 30) return null
  const at = startOf(year, month) + day - 1
  if (at >= (month === 12 ? startOf(year + 1, 1) : startOf(year, month + 1))) return null
  const date = new Date(at * DAY)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/**
 * Finds the lunar Hijri year of a Gregorian day.
 * @param day - Gregorian
 * @returns its number
 */
export function lunarYearOf({ year, month, day }: Day): number {
  const at = Date.UTC(year, month - 1, day) / DAY
  // Begins with a year that is surely over: lunar years are eleven days shorter.
  let lunar = Math.floor(((year - 622) * 33) / 32) - 1
  while (startOf(lunar + 1, 1) <= at) lunar++
  return lunar
}
