/**
 * The clocks of the law and of good practice, each with its source and how sure we are of it. A clock counts calendar
 * days in the United Kingdom: no hour and no time zone moves it.
 */
import { daysAfter } from '../../platform/london-day.ts'

/** How sure we are of a rule: read at its source, or our own proposal that a person may change. */
export type Certainty =
  'read in a mirror of legislation.gov.uk; check the live text' | 'our proposal, not a rule'

export type ClockRule = {
  /** what is due, as a page says it */
  words: string
  source: string
  certainty: Certainty
  /**
   * @param publishedOn - YYYY-MM-DD
   * @returns the last day on which it is in time, YYYY-MM-DD
   */
  lastDay: (publishedOn: string) => string
}

/** Police Act 1996 s.55: before the end of 56 days, which begin with the day of publication. */
export const responseClock: ClockRule = {
  words: 'The commissioner’s comments are published within 56 days, counted from the day of publication',
  source: 'Police Act 1996, section 55(5A) and (5B), inserted by the Policing and Crime Act 2017',
  certainty: 'read in a mirror of legislation.gov.uk; check the live text',
  lastDay: (publishedOn) => daysAfter(publishedOn, 56 - 1),
}

/** A day for the chief officer's comments that leaves the commissioner four weeks; the commissioner sets it. */
export const invitationClock: ClockRule = {
  words: 'The chief officer is invited to comment, until a day that the commissioner sets',
  source: 'Police Act 1996, section 55: the comments are published with the commissioner’s',
  certainty: 'our proposal, not a rule',
  lastDay: (publishedOn) => daysAfter(publishedOn, 28 - 1),
}

const DAY = 86_400_000

/**
 * Counts the days from one to another.
 * @param from - YYYY-MM-DD
 * @param until - YYYY-MM-DD
 * @returns 0 for the same day, negative when `until` lies before
 */
export function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY)
}
