/** What the clock should have started while no node ran. */

const DAY = 24 * 3600 * 1000

/**
 * How far back a task is made up for, once a node runs again. A task of each minute finds what was left by itself; one
 * of once a day would destroy nothing, and remind nobody, on a day on which the node was down at that minute.
 * @param pattern - in cron's notation
 * @returns milliseconds: a day where the hour is fixed, else 0
 */
export function backfillPeriodOf(pattern: string): number {
  const [, hour = '*'] = pattern.trim().split(/\s+/)
  return /^\d+$/.test(hour) ? DAY : 0
}
