/**
 * The periods for which there are figures: quarters of a financial year, which begins in April, and the year itself when
 * its four quarters are over. There are no others, so that no period is the difference of two. Pure.
 */

/** Days, YYYY-MM-DD: from the first, until the day behind the last. */
export type Period = { from: string; until: string }

/** Days after a quarter's end before it is counted, so that what is entered a little late is in it. */
export const GRACE_DAYS = 7

const MONTHS = [1, 4, 7, 10] as const

const dayIn = (year: number, month: number): string =>
  `${String(year + Math.floor((month - 1) / 12))}-${String(((month - 1) % 12) + 1).padStart(2, '0')}-01`

/**
 * The financial year of a day.
 * @param day - YYYY-MM-DD
 * @returns the calendar year in which it begins
 */
export function financialYearOf(day: string): number {
  const year = Number(day.slice(0, 4))
  return Number(day.slice(5, 7)) < 4 ? year - 1 : year
}

/**
 * The quarters of a financial year.
 * @param year - the calendar year in which it begins
 * @returns four, in their order
 */
export const quartersOf = (year: number): Period[] =>
  MONTHS.map((month) => ({ from: dayIn(year, month + 3), until: dayIn(year, month + 6) }))

/**
 * A financial year as a period.
 * @param year - the calendar year in which it begins
 * @returns from the first of April
 */
export const yearOf = (year: number): Period => ({ from: dayIn(year, 4), until: dayIn(year + 1, 4) })

/**
 * Is a period over, with its days of grace?
 * @param period - any
 * @param today - YYYY-MM-DD
 * @returns true when it may be counted
 */
export function isOver({ until }: Period, today: string): boolean {
  const days = (Date.parse(`${today}T00:00:00Z`) - Date.parse(`${until}T00:00:00Z`)) / 86_400_000
  return days >= GRACE_DAYS
}

const NAMES = ['January to March', 'April to June', 'July to September', 'October to December']

/**
 * A period in words.
 * @param period - a quarter or a financial year
 * @returns like `April to June 2026`, `April 2025 to March 2026`
 */
export function periodWords({ from, until }: Period): string {
  const year = Number(from.slice(0, 4))
  if (Number(until.slice(0, 4)) - year === 1 && from.slice(5) === until.slice(5))
    return `April ${String(year)} to March ${String(year + 1)}`
  return `${NAMES[(Number(from.slice(5, 7)) - 1) / 3] ?? ''} ${String(year)}`
}
