/** Why two records may be of one thing: sentences for a detective, the weightiest first. */
import { UNKNOWN, weightOf, type Model } from './weights.ts'

/** What one field says of a pair, and how much it counts. */
export type Reason = { says: string; bits: number }

/**
 * Says why two records may be of one person.
 * @param model - whose levels have words
 * @param levels - one place a comparison, in the model's order; what is unknown is not mentioned
 * @returns the reasons, for first and against after it, each by weight
 */
export function reasonsOf(model: Model, levels: readonly number[]): Reason[] {
  return model.comparisons
    .flatMap((comparison, index) => {
      const level = comparison.levels[levels[index] ?? UNKNOWN]
      return level ? [{ says: level.says, bits: weightOf(level) }] : []
    })
    .sort((one, other) => other.bits - one.bits)
}

/**
 * Writes reasons as one line.
 * @param reasons - each with its bits; below 0 it speaks against
 * @returns as in "The birth dates are equal; the family names sound alike. Against it: the sexes differ."
 */
export function inSentences(reasons: readonly Reason[]): string {
  const told = (some: readonly Reason[]) => some.map(({ says }) => says).join('; ')
  const pro = told(reasons.filter(({ bits }) => bits >= 0))
  const contra = told(reasons.filter(({ bits }) => bits < 0).toReversed())
  const lines = [pro === '' ? '' : `${capital(pro)}.`, contra === '' ? '' : `Against it: ${contra}.`]
  return lines.filter((line) => line !== '').join(' ')
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
