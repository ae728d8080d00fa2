/** An own report as it was written, everything in it: what a new version or a grading starts from. */
import type { ReportView } from './read-report.ts'
import type { LeftOut } from './found-in-text.ts'
import type { Report, Subject } from './report.ts'

/**
 * @param view - the owner's view of the current version
 * @returns the body, with the subjects that are withheld back in their places
 */
export function wholeReport(view: ReportView): Report {
  return {
    title: view.title,
    classification: view.classification,
    handling: view.handling,
    conditions: view.conditions,
    action_code: view.actionCode,
    sanitisation_code: view.sanitisationCode,
    discoverable: view.discoverable ?? true,
    review_on: view.reviewOn ?? '',
    agency_reference: view.agencyReference,
    compartment: view.compartment?.id ?? null,
    original_grade: view.originalGrade,
    items: view.items,
    subjects: view.subjects.map(bodyOfSubject),
    ...(view.leftOut.length === 0 ? {} : { left_out: view.leftOut.filter(isOfReport) }),
  }
}

/**
 * Makes a subject as a body has it: its number and its mark are the reader's, not the writer's.
 * @param subject - as a report's reader sees it
 * @returns the subject without both
 */
export function bodyOfSubject(subject: ReportView['subjects'][number]): Subject {
  const { number: _number, withheld: _withheld, ...body } = subject
  return body
}

type LeftOutOfReport = NonNullable<Report['left_out']>[number]

/** A person is never found in a text, so none is among them. */
const isOfReport = (one: LeftOut): one is LeftOutOfReport => one.kind !== 'person'
