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

/** Where a step of a draft is. */
export function draftAddress(draftId: string, step: Step): string {
  return `/reports/drafts/${draftId}/${step}`
}

/** The step after this one; the last is its own successor. */
export function stepAfter(step: Step): Step {
  return steps[steps.indexOf(step) + 1] ?? 'check'
}

/** The step before this one, or null at the first. */
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

/** The step on which a field of a report is typed. `path` is that of a fault: `items.0.basis`. */
export function stepOfField(path: string): Step {
  if (/^items\.\d+\.(source_evaluation|intelligence_assessment|basis)$/.test(path)) return 'grade'
  return ofField[path.split('.')[0] ?? ''] ?? 'handling'
}

/** What is wrong with a draft as a report, all of it. Empty when it may be filed. */
export function faultsOf(document: DraftDocument): Errors {
  const parsed = parseReport(finishedDraft(document))
  return 'fields' in parsed ? parsed.fields : {}
}

/** What is wrong with one step's part of a draft. The rules are the report's own, so both say the same. */
export function faultsOfStep(document: DraftDocument, step: Step): Errors {
  return Object.fromEntries(Object.entries(faultsOf(document)).filter(([path]) => stepOfField(path) === step))
}

/** Where there are several items a fault says which: six lines of the same words help nobody. */
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
