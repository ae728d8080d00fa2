/** The Solar Hijri calendar of Iran and Afghanistan: its days as Gregorian ones. Own arithmetic, exact for 1244 to 1500. */
import type { Day } from './day.ts'

/** Places of the leap years in each cycle of 33 years (Borkowski, The Persian calendar for 3000 years, 1996). */
const LEAPS: readonly number[] = [1, 5, 9, 13, 17, 22, 26, 30]
/** 1 Farvardin 1400 was 21 March 2021. */
const ANCHOR = { year: 1400, at: Date.UTC(2021, 2, 21) }
const DAY = 86_400_000

/**
 * Has Esfand thirty days in this year?
 * @param year - solar Hijri
 * @returns true when the year has 366 days
 */
export const isSolarLeap = (year: number): boolean => LEAPS.includes(year % 33)

/**
 * @param day - of the Solar Hijri calendar; months 1 to 6 have 31 days, 7 to 11 have 30, Esfand 29 or 30.
 *   Before 1304 in Iran, and 1336 in Afghanistan, months followed the zodiac and may be a day or two off
 * @returns the Gregorian day, or null where the day does not exist
 */
export function fromSolarHijri({ year, month, day }: Day): Day | null {
  const longest = month <= 6 ? 31 : month <= 11 || isSolarLeap(year) ? 30 : 29
  if (month < 1 || month > 12 || day < 1 || day > longest) return null
  const inYear = (month - 1) * 30 + Math.min(month - 1, 6) + day - 1
  const date = new Date(ANCHOR.at + (daysBefore(year) - daysBefore(ANCHOR.year) + inYear) * DAY)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/**
 * Finds the solar Hijri year of a Gregorian day.
 * @param day - Gregorian
 * @returns its number
 */
export function solarYearOf({ year, month, day }: Day): number {
  const newYear = fromSolarHijri({ year: year - 621, month: 1, day: 1 })
  const begun = newYear !== null && month * 100 + day >= newYear.month * 100 + newYear.day
  return begun ? year - 621 : year - 622
}

/** Days before a year began, counted from the beginning of a cycle. */
function daysBefore(year: number): number {
  return year * 365 + Math.floor(year / 33) * LEAPS.length + LEAPS.filter((leap) => leap < year % 33).length
}
