/** A day of some calendar; month and day count from 1. */
export type Day = { year: number; month: number; day: number }

/** Is this a day of the Gregorian calendar? */
export function isGregorian({ year, month, day }: Day): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** @param today YYYY-MM-DD */
export function dayOf(today: string): Day {
  const [year = 0, month = 1, day = 1] = today.slice(0, 10).split('-').map(Number)
  return { year, month, day }
}
