/** Days as this room counts them. */
import type { Scope } from '../../platform/database/scope.ts'

const LONDON = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' })

/**
 * Says which day it is.
 * @param scope - when it acts
 * @returns YYYY-MM-DD, in London
 */
export const todayOf = ({ now }: Pick<Scope, 'now'>): string => LONDON.format(now)

/**
 * Counts days on from a day.
 * @param day - YYYY-MM-DD
 * @param days - how many; negative goes back
 * @returns YYYY-MM-DD
 */
export function daysAfter(day: string, days: number): string {
  const at = new Date(`${day}T12:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}
