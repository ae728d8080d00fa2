import { classification } from '../../../../wire/codes.ts'
import type { DraftDocument } from '../../drafts.ts'
import type { Read, ReadContext } from './reading.ts'
import { faultsOfStep } from './steps.ts'
import { typedCode, typedText, type Typed } from '../../../../platform/http/typed-form.ts'
import { said } from './typed.ts'

/**
 * Writes the fields of the first page: title, classification, the reference in the agency's own system.
 * @param document - of the draft
 * @returns values by field
 */
export function titleValues(document: DraftDocument): Record<string, unknown> {
  return {
    title: document.title ?? '',
    classification: document.classification ?? '',
    agency_reference: document.agency_reference ?? '',
  }
}

/**
 * Reads the first page.
 * @param typed - the form
 * @param document - of the draft, before
 * @param context - the clearance of this person
 * @returns the draft with this page's fields, and what is wrong with them
 */
export function readTitle(typed: Typed, document: DraftDocument, { clearance }: ReadContext): Read {
  const { title: _title, classification: _marking, agency_reference: _reference, ...others } = document
  const marking = typedCode(typed, 'classification', classification)
  // Somebody cleared for OFFICIAL could not open what they file above it.
  const above = marking === 'OFFICIAL-SENSITIVE' && clearance !== 'OFFICIAL-SENSITIVE'
  const next: DraftDocument = {
    ...others,
    ...said({
      title: typedText(typed, 'title'),
      classification: above ? undefined : marking,
      agency_reference: typedText(typed, 'agency_reference'),
    }),
  }
  const errors = faultsOfStep(next, 'title')
  if (above)
    errors['classification'] = 'You are cleared for OFFICIAL. Ask a colleague who is cleared to file this'
  else if (marking === undefined) errors['classification'] = 'Choose a classification'
  return { document: next, errors }
}
