/** What the writers of text files share. */
import type { ExerciseReport, ExerciseSubject } from '../world.ts'

/** A cell of a CSV file (RFC 4180). */
export function csvCell(value: string): string {
  return /[",\r\n;]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

export const csvRow = (cells: readonly string[]) => cells.map(csvCell).join(',')

type Wall = { day: string; time: string }

/** The clock on the wall in London, as most systems print it. */
const LONDON = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** @returns `day` as dd/mm/yyyy and `time` as hh:mm */
export function londonTime(instant: Date): Wall {
  const [day = '', time = ''] = LONDON.format(instant).split(', ')
  return { day, time }
}

/** A date of birth as dd/mm/yyyy, or the year alone. */
export const ukDay = (born: string) => born.split('-').reverse().join('/')

export const personsOf = (report: ExerciseReport) =>
  report.subjects.filter((subject) => subject.kind === 'person')

export function thingsOf(report: ExerciseReport): Exclude<ExerciseSubject, { kind: 'person' }>[] {
  return report.subjects.filter((subject) => subject.kind !== 'person')
}
