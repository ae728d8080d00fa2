/** What somebody gives as a reason: one rule for every form of this room. */
import { invalid } from '../../../platform/errors.ts'

const LONGEST = 2_000

/**
 * @param field - of the form, which the fault names
 * @param typed - as it was typed
 * @returns it without the spaces around it
 * @throws invalid with the field when it is empty or longer than 2,000 characters
 */
export function checkWords(field: string, typed: string | null | undefined): string {
  const text = typed?.trim() ?? ''
  if (text === '') throw invalid({ [field]: 'Enter a reason' })
  if (text.length > LONGEST) throw invalid({ [field]: 'Must be 2,000 characters or fewer' })
  return text
}
