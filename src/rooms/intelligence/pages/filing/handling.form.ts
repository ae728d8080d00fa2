import { actionCode, handling, sanitisationCode } from '../../../../wire/codes.ts'
import type { DraftDocument } from '../../drafts.ts'
import type { Read, ReadContext } from './reading.ts'
import { faultsOfStep } from './steps.ts'
import { typedCode, typedText, type Typed } from '../../../../platform/http/typed-form.ts'
import { said } from './typed.ts'

/**
 * Writes the handling chosen so far as form fields. A report may be discovered unless its owner says otherwise.
 * @param document - of the draft
 * @returns values by field
 */
export function handlingValues(document: DraftDocument): Record<string, unknown> {
  return {
    handling: document.handling ?? '',
    conditions: document.conditions ?? '',
    action_code: document.action_code ?? '',
    sanitisation_code: document.sanitisation_code ?? '',
    discoverable: document.discoverable === false ? 'no' : 'yes',
    compartment: document.compartment ?? '',
  }
}

/**
 * Reads handling. What stands under C is forgotten when P is chosen: it was hidden from whoever chose.
 * A compartment must be one that this person is a member of.
 * @param typed - the form
 * @param document - of the draft, before
 * @param context - the operations of this person
 * @returns the draft with its handling, and what is missing or wrong
 */
export function readHandling(typed: Typed, document: DraftDocument, { compartments }: ReadContext): Read {
  const {
    handling: _handling,
    conditions: _conditions,
    action_code: _action,
    sanitisation_code: _sanitisation,
    discoverable: _discoverable,
    compartment: before,
    ...others
  } = document
  const chosen = typedCode(typed, 'handling', handling)
  const underC = chosen === 'C'
  const wanted = typedText(typed, 'compartment')
  const known = compartments.some(({ id }) => id === wanted)
  const next: DraftDocument = {
    ...others,
    ...said({
      handling: chosen,
      conditions: underC ? typedText(typed, 'conditions') : undefined,
      action_code: underC ? typedCode(typed, 'action_code', actionCode) : undefined,
      sanitisation_code: underC ? typedCode(typed, 'sanitisation_code', sanitisationCode) : undefined,
      compartment: compartments.length === 0 ? (before ?? undefined) : known ? wanted : undefined,
    }),
    discoverable: typedText(typed, 'discoverable') !== 'no',
  }
  const errors = faultsOfStep(next, 'handling')
  if (wanted !== undefined && !known && compartments.length > 0)
    errors['compartment'] = 'Choose an operation that you are a member of, or none'
  return { document: next, errors }
}
