/** The database's refusals in words. */
import { invalid } from '../../../platform/errors.ts'

/**
 * Says that a rule of the database refused a field.
 * @param field - of the form
 * @param words - what to do
 * @returns what is thrown instead of SM003 or of a constraint; anything else is thrown as it is
 */
export const saidInWords =
  (field: string, words: string) =>
  (fault: unknown): never => {
    const code = fault instanceof Error && 'code' in fault ? fault.code : null
    if (code === 'SM003' || code === '23514') throw invalid({ [field]: words })
    throw fault
  }
