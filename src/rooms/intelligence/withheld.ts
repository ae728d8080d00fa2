/**
 * Which subjects never leave the owning agency: victims, witnesses, children, and what belongs to them.
 * They are never matched, never searched and never released (docs/philosophy.md).
 */
import { mayBeChild } from '../../wire/births/known-birth.ts'
import { neverMatched } from '../../wire/codes.ts'
import type { Report, Subject } from './report.ts'

/** A subject with its place in the report as it was written, so that `belongs_to` keeps its meaning. */
export type NumberedSubject = Subject & { number: number }

/** A report as others may hold it: `withheld` says how many subjects stay with the owner. */
export type SharedReport = Omit<Report, 'subjects'> & { subjects: NumberedSubject[]; withheld: number }

export type WithheldSubject = { number: number; subject: Subject }

/**
 * Splits a report into what may be shared and what stays with its owner.
 * @param report as it was written
 * @param today YYYY-MM-DD, the day of filing: a person who may be under 18 on it is a child
 * @returns the shared report and the subjects that are kept apart, each with its number from 1
 */
export function splitSubjects(
  report: Report,
  today: string,
): { shared: SharedReport; withheld: WithheldSubject[] } {
  const people = new Set<number>()
  report.subjects.forEach((subject, index) => {
    if (
      subject.kind === 'person' &&
      (neverMatched.includes(subject.category) || mayBeChild(subject.born, today))
    )
      people.add(index + 1)
  })
  const subjects: NumberedSubject[] = []
  const withheld: WithheldSubject[] = []
  report.subjects.forEach((subject, index) => {
    const number = index + 1
    const kept =
      people.has(number) ||
      (subject.kind !== 'person' && subject.belongs_to !== undefined && people.has(subject.belongs_to))
    if (kept) withheld.push({ number, subject })
    else subjects.push({ ...subject, number })
  })
  return { shared: { ...report, subjects, withheld: withheld.length }, withheld }
}

/**
 * Puts a report together again for its owner, in the order in which it was written.
 * @param shared - what others may hold
 * @param withheld - what stays with the owner
 * @returns all of them, each with its number and whether it is withheld
 */
export function joinSubjects(
  shared: readonly NumberedSubject[],
  withheld: readonly WithheldSubject[],
): (NumberedSubject & { withheld: boolean })[] {
  return [
    ...shared.map((subject) => ({ ...subject, withheld: false })),
    ...withheld.map(({ number, subject }) => ({ ...subject, number, withheld: true })),
  ].toSorted((one, other) => one.number - other.number)
}
