/** What a review suggests, by rule and group. A person decides; nothing follows from a suggestion. */
import type { PersonsOfRecord } from '../../../platform/rooms/accountability.ts'
import type { RetentionGroup, Suggested, Why } from './words.ts'

/** Years of each group until it is reviewed again: the operator's settings. */
export type Periods = Readonly<Record<RetentionGroup, number>>

export type Suggestion = { group: RetentionGroup; suggested: Suggested; why: Why }

/**
 * Suggests a group and a decision from counts alone. A clear period runs from the day on which a record was made; who
 * has looked at it since plays no part.
 * @param persons - how many the record names in each category
 * @param madeOn - YYYY-MM-DD, the date of the intelligence
 * @param today - YYYY-MM-DD
 * @param periods - years by group
 * @returns a suspect's group only where no victim is named beside them: then somebody has to read it
 */
export function suggest(
  persons: PersonsOfRecord,
  madeOn: string,
  today: string,
  periods: Periods,
): Suggestion {
  const suspects = persons.suspected + persons.convicted
  const group = groupOf(persons)
  if (suspects > 0 && persons.victims > 0) return { group, suggested: 'read', why: 'suspect-and-victim' }
  const over = yearsAfter(madeOn, periods[group]) <= today
  const who = suspects > 0 ? 'suspect' : group === 4 ? 'others' : 'nobody'
  return over
    ? { group, suggested: 'erase', why: `${who}-period-over` }
    : { group, suggested: 'keep', why: `${who}-in-period` }
}

/**
 * @param persons - how many a record names in each category
 * @returns the group that is suggested for it
 */
export const groupOf = ({ suspected, convicted, victims, others }: PersonsOfRecord): RetentionGroup =>
  suspected + convicted > 0 ? 2 : victims + others > 0 ? 4 : 3

/**
 * Suggests for a record that serves others: the highest group of those, or the third where it serves none. The first group
 * is the highest.
 * @param served - the groups of the records that it serves
 * @param madeOn - YYYY-MM-DD, the day on which it was made
 * @param today - YYYY-MM-DD
 * @param periods - years by group
 * @returns the group, and whether its period is over
 */
export function suggestServing(
  served: readonly RetentionGroup[],
  madeOn: string,
  today: string,
  periods: Periods,
): Suggestion {
  const [highest] = served.toSorted((one, other) => one - other)
  const group = highest ?? 3
  const who = highest === undefined ? 'nobody' : 'serves'
  return yearsAfter(madeOn, periods[group]) <= today
    ? { group, suggested: 'erase', why: `${who}-period-over` }
    : { group, suggested: 'keep', why: `${who}-in-period` }
}

/** @returns YYYY-MM-DD; 29 February becomes 1 March where there is none */
function yearsAfter(day: string, years: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCFullYear(date.getUTCFullYear() + years)
  return date.toISOString().slice(0, 10)
}
