/**
 * How long reports waited for a first look, and what came of them: in words with how it is counted, never
 * only as a count, and not at all where so few reports stand behind a figure that one person could be told.
 */

/** Fewer reports than this are not told apart. */
export const SMALL = 5

/** One report, as far as its envelope tells: outcome and the hours to its first opening. */
export type Measured = {
  /** by which it is counted: a stretch, a month */
  place: string
  month: string
  /** from the hour in which it came to the hour in which it was opened; null while nobody has opened it */
  hours: number | null
  becameIntelligence: boolean
}

export type Figures = {
  /** how many came; null when fewer than SMALL */
  reports: number | null
  /** hours; half waited no longer */
  median: number | null
  /** hours; nine in ten waited no longer */
  nineInTen: number | null
  /** of a hundred */
  share: number | null
}

/**
 * The figures of some reports; every one of them null where it would stand on too few.
 * @param reports - as far as their envelopes tell
 * @returns hours, and shares of a hundred
 */
export function figuresOf(reports: readonly Measured[]): Figures {
  // What came at the beginning of its hour and was opened at the end of the other waited nearly one hour more.
  const hours = reports
    .flatMap((one) => (one.hours === null ? [] : [one.hours + 1]))
    .toSorted((left, right) => left - right)
  const enough = reports.length >= SMALL
  const told = hours.length >= SMALL
  return {
    reports: enough ? reports.length : null,
    median: told ? at(hours, 0.5) : null,
    nineInTen: told ? at(hours, 0.9) : null,
    share: enough
      ? Math.round((100 * reports.filter((one) => one.becameIntelligence).length) / reports.length)
      : null,
  }
}

/** The smallest value that at least this share of the sorted values does not exceed. */
function at(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null
}

/**
 * Figures for each place or month, most recent month or alphabetical place as `key` sorts.
 * @param reports - as far as their envelopes tell
 * @param key - names the place or month of a report
 * @returns in alphabetical order of the keys
 */
export function figuresBy(
  reports: readonly Measured[],
  key: (one: Measured) => string,
): { key: string; figures: Figures }[] {
  return [...Map.groupBy(reports, key)]
    .map(([name, group]) => ({ key: name, figures: figuresOf(group) }))
    .toSorted((left, right) => left.key.localeCompare(right.key, 'en-GB'))
}

/**
 * Says a number of hours.
 * @param hours - whole
 * @returns `1 hour`, `3 days`, `2 days 2 hours`
 */
export function waited(hours: number): string {
  if (hours < 24) return count(hours, 'hour')
  const days = Math.floor(hours / 24)
  return `${count(days, 'day')}${hours % 24 === 0 ? '' : ` ${count(hours % 24, 'hour')}`}`
}

const count = (number: number, one: string) => `${String(number)} ${one}${number === 1 ? '' : 's'}`

/**
 * Says the figures of one place or month.
 * @param figures - as `figuresOf` gives them
 * @returns a sentence
 */
export function sentenceOf({ reports, median, nineInTen, share }: Figures): string {
  if (reports === null) return `Fewer than ${String(SMALL)} reports: no figures, so that none of them is told`
  const look =
    median === null || nineInTen === null
      ? 'Too few have been opened to say how long they waited'
      : `Half were opened within ${waited(median)}, nine in ten within ${waited(nineInTen)}`
  const became = `${String(share ?? 0)} in 100 became an intelligence report`
  return `${look}. ${became}, of ${String(reports)} reports.`
}
