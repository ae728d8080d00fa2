import { intelligenceAssessment, sourceEvaluation, statementBasis } from '../../../../wire/codes.ts'
import type { DraftDocument } from '../../drafts.ts'
import type { Read } from './reading.ts'
import { faultsOfStep, namedByItem } from './steps.ts'
import { itemsOf } from './text.form.ts'
import { typedCode, type Typed } from '../../../../platform/http/typed-form.ts'
import { said } from './typed.ts'

const gradeFields = ['source_evaluation', 'intelligence_assessment', 'basis'] as const

/**
 * Writes the grades chosen so far as form fields. None is chosen for anybody: a missing grade is asked for, never
 * filled in.
 * @param document - of the draft
 * @returns values by field; empty where nothing was chosen
 */
export function gradeValues(document: DraftDocument): Record<string, unknown> {
  return Object.fromEntries(
    itemsOf(document).flatMap((item, index) =>
      gradeFields.map((field) => [`items.${String(index)}.${field}`, item[field] ?? '']),
    ),
  )
}

/**
 * Reads the grades.
 * @param typed - the form
 * @param document - of the draft, before
 * @returns the draft with each item's three grades, and which are missing
 */
export function readGrade(typed: Typed, document: DraftDocument): Read {
  const items = itemsOf(document).map(({ text, events }, index) => ({
    ...(text ? { text } : {}),
    ...(events === undefined ? {} : { events }),
    ...said({
      source_evaluation: typedCode(typed, `items.${String(index)}.source_evaluation`, sourceEvaluation),
      intelligence_assessment: typedCode(
        typed,
        `items.${String(index)}.intelligence_assessment`,
        intelligenceAssessment,
      ),
      basis: typedCode(typed, `items.${String(index)}.basis`, statementBasis),
    }),
  }))
  const next: DraftDocument = { ...document, items }
  return { document: next, errors: namedByItem(faultsOfStep(next, 'grade'), items.length) }
}
