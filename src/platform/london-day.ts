/** Days as people in the United Kingdom count them: at half past midnight in June it is a day later than in UTC. */

// Made once: to make one costs a hundred times what it is used for.
const LONDON = new Intl.DateTimeFormat('en-CA', {
  ...{ timeZone: 'Europe/London', year: 'numeric', month: '2-digit', day: '2-digit' },
})

/**
 * Says which calendar day it is in London.
 * @param moment - any
 * @returns YYYY-MM-DD
 */
export const londonDay = (moment: Date): string => LONDON.format(moment)

/**
 * Says which calendar day it is in London when a use case acts.
 * @param scope - its clock
 * @returns YYYY-MM-DD
 */
export const todayOf = ({ now }: { now: Date }): string => londonDay(now)

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
