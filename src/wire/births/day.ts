/** A day of some calendar; month and day count from 1. */
export type Day = { year: number; month: number; day: number }

/**
 * Is this a day of the Gregorian calendar?
 * @param day - figures that may be no day
 * @returns false for a day that does not exist, and before the year 1000
 */
export function isGregorian({ year, month, day }: Day): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/**
 * Takes a day apart.
 * @param today - YYYY-MM-DD
 * @returns figures; month and day count from 1
 */
export function dayOf(today: string): Day {
  const [year = 0, month = 1, day = 1] = today.slice(0, 10).split('-').map(Number)
  return { year, month, day }
}
