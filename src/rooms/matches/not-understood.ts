/** The refusal of a value that is not asked. */
import { SeamarkError } from '../../platform/errors.ts'

/**
 * Makes the refusal of a value that is not understood.
 * @param fault - what to type, as `askedKey` says it
 * @returns 422 `not-understood`
 */
export function notUnderstood(fault: string): SeamarkError {
  return new SeamarkError(
    'invalid',
    'not-understood',
    'This value was not asked, because it is not understood.',
    {
      fields: { value: fault },
      status: 422,
    },
  )
}
