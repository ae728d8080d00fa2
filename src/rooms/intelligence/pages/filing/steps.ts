/** The steps of filing a report: one thing a page, in this order. */
import { parseReport } from '../../report.ts'
import type { DraftDocument } from '../../drafts.ts'
import { finishedDraft } from '../../finished-draft.ts'

export const steps = ['title', 'text', 'grade', 'subjects', 'handling', 'review', 'check'] as const
export type Step = (typeof steps)[number]

/** A step as the caption and the list of what is missing name it. */
export const stepWords: Record<Step, string> = {
  title: 'title and classification',
  text: 'what it says',
  grade: 'grades',
  subjects: 'who and what it names',
  handling: 'handling',
  review: 'review date',
  check: 'check answers',
}

/** Faults by field name. */
export type Errors = Record<string, string>

/**
 * Says where a step of a draft is.
 * @param draftId - of the draft
 * @param step - of filing
 * @returns the path
 */
export function draftAddress(draftId: string, step: Step): string {
  return `/reports/drafts/${draftId}/${step}`
}

/**
 * Finds the step after this one.
 * @param step - of filing
 * @returns the next; the last is its own successor
 */
export function stepAfter(step: Step): Step {
  return steps[steps.indexOf(step) + 1] ?? 'check'
}

/**
 * Finds the step before this one.
 * @param step - of filing
 * @returns the one before; null at the first
 */
export function stepBefore(step: Step): Step | null {
  return steps[steps.indexOf(step) - 1] ?? null
}

const ofField: Record<string, Step> = {
  title: 'title',
  classification: 'title',
  agency_reference: 'title',
  items: 'text',
  subjects: 'subjects',
  review_on: 'review',
}

/**
 * Finds the step on which a field of a report is typed.
 * @param path - of a fault: `items.0.basis`
 * @returns the step; that of handling for a field that has no other
 */
export function stepOfField(path: string): Step {
  if (/^items\.\d+\.(source_evaluation|intelligence_assessment|basis)$/.test(path)) return 'grade'
  return ofField[path.split('.')[0] ?? ''] ?? 'handling'
}

/**
 * Says all that is wrong with a draft as a report.
 * @param document - of the draft
 * @returns by field; empty when it may be filed
 */
export function faultsOf(document: DraftDocument): Errors {
  const parsed = parseReport(finishedDraft(document))
  return 'fields' in parsed ? parsed.fields : {}
}

/**
 * Says what is wrong with one step's part of a draft. The rules are the report's own, so both say the same.
 * @param document - of the draft
 * @param step - of filing
 * @returns by field
 */
export function faultsOfStep(document: DraftDocument, step: Step): Errors {
  return Object.fromEntries(Object.entries(faultsOf(document)).filter(([path]) => stepOfField(path) === step))
}

/**
 * Says in each fault which item it is of, where there are several: six lines of the same words help nobody.
 * @param errors - by field
 * @param count - how many items there are
 * @returns the same fields
 */
export function namedByItem(errors: Errors, count: number): Errors {
  if (count < 2) return errors
  return Object.fromEntries(
    Object.entries(errors).map(([path, message]) => {
      const item = /^items\.(\d+)\./.exec(path)?.[1]
      return [path, item === undefined ? message : `Item ${String(Number(item) + 1)}: ${lowerFirst(message)}`]
    }),
  )
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
