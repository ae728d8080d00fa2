/**
 * How long reports waited for a first look, and what came of them: in words with how it is counted, never
 * only as a count, and not at all where so few reports stand behind a figure that one person could be told.
 */

/** Fewer reports than this are not told apart. */
export const SMALL = 5

/** One report, as far as its envelope tells: outcome and the minutes to its first opening. */
export type Measured = {
  /** by which it is counted: a stretch, a month */
  place: string
  month: string
  /** rounded to five; null while nobody has opened it */
  minutes: number | null
  becameIntelligence: boolean
}

export type Figures = {
  /** how many came; null when fewer than SMALL */
  reports: number | null
  /** minutes; half waited no longer */
  median: number | null
  /** minutes; one in ten waited longer */
  slowestTenth: number | null
  /** of a hundred */
  share: number | null
}

/** The figures of some reports; every one of them null where it would stand on too few. */
export function figuresOf(reports: readonly Measured[]): Figures {
  const minutes = reports
    .flatMap((one) => (one.minutes === null ? [] : [one.minutes]))
    .toSorted((left, right) => left - right)
  const enough = reports.length >= SMALL
  const told = minutes.length >= SMALL
  return {
    reports: enough ? reports.length : null,
    median: told ? at(minutes, 0.5) : null,
    slowestTenth: told ? at(minutes, 0.9) : null,
    share: enough
      ? Math.round((100 * reports.filter((one) => one.becameIntelligence).length) / reports.length)
      : null,
  }
}

/** The smallest value that at least this share of the sorted values does not exceed. */
function at(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null
}

/** Figures for each place or month, most recent month or alphabetical place as `key` sorts. */
export function figuresBy(
  reports: readonly Measured[],
  key: (one: Measured) => string,
): { key: string; figures: Figures }[] {
  return [...Map.groupBy(reports, key)]
    .map(([name, group]) => ({ key: name, figures: figuresOf(group) }))
    .toSorted((left, right) => left.key.localeCompare(right.key, 'en-GB'))
}

/** `35 minutes`, `2 hours 10 minutes`, `3 days`. */
export function waited(minutes: number): string {
  if (minutes < 5) return 'less than 5 minutes'
  if (minutes < 60) return `${String(minutes)} minutes`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) {
    const rest = minutes % 60
    return `${count(hours, 'hour')}${rest === 0 ? '' : ` ${String(rest)} minutes`}`
  }
  const days = Math.floor(hours / 24)
  return `${count(days, 'day')}${hours % 24 === 0 ? '' : ` ${count(hours % 24, 'hour')}`}`
}

const count = (number: number, one: string) => `${String(number)} ${one}${number === 1 ? '' : 's'}`

/** The figures of one place or month as a sentence. */
export function sentenceOf({ reports, median, slowestTenth, share }: Figures): string {
  if (reports === null) return `Fewer than ${String(SMALL)} reports: no figures, so that none of them is told`
  const look =
    median === null || slowestTenth === null
      ? 'Too few have been opened to say how long they waited'
      : `Half were opened within ${waited(median)}; one in ten waited more than ${waited(slowestTenth)}`
  const became = `${String(share ?? 0)} in 100 became an intelligence report`
  return `${look}. ${became}, of ${String(reports)} reports.`
}
