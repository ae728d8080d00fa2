/** How long a public report is kept: by its state, and anew with everything the reporter does. */

export type ReportState = 'new' | 'open' | 'closed'

/** Days. A closed report stays long enough for its reporter to read the last answer. */
const DAYS: Record<ReportState, number> = { new: 180, open: 180, closed: 60 }

/**
 * The last day on which a report is kept.
 * @param state - of the report
 * @param from - the last thing that happened
 * @returns a date, YYYY-MM-DD
 */
export function expiresOn(state: ReportState, from: Date): string {
  return new Date(from.getTime() + DAYS[state] * 86_400_000).toISOString().slice(0, 10)
}
