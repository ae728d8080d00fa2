/** A date of birth in three boxes, as far as it is known. */
import { writtenMonth } from '../../../../wire/written-day.ts'
import { typedText, type Typed } from '../../../../platform/http/typed-form.ts'

/**
 * Takes a birth apart into its three boxes: what stands before month and day, a word or a range too, was typed as
 * the year.
 * @param born - as the draft has it
 * @returns values by field
 */
export function bornValues(born: string): Record<string, string> {
  const [, year = '', month = '', day = ''] = /^(.*?)(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(born) ?? []
  return { 'born-year': year, 'born-month': month, 'born-day': day }
}

/**
 * Reads a birth from its three boxes: `1990`, `1990-04` or `1990-04-02`, with whatever else stands in the box of
 * the year: `c. 1990`, `1370 lunar`.
 * @param typed - the form
 * @returns the birth, not checked yet; undefined where all three are empty
 */
export function typedBorn(typed: Typed): string | undefined {
  const { year, month: written, day: numbered } = boxes(typed)
  if (!year && !written && !numbered) return undefined
  const month = written && (writtenMonth(written) ?? written)
  const day = numbered?.replace(/^(\d{1,2})(?:st|nd|rd|th)$/i, '$1')
  const two = (part: string) => part.padStart(2, '0')
  if (year && !month && !day) return year
  if (year && month && !day) return `${year}-${two(month)}`
  // A day of no month was meant to be more: it is refused. A year of two figures would be read as the day.
  if (!month) return `${day ?? ''} of ${year ?? ''}`
  if (!/\d{4}/.test(year ?? '')) return [day, month, year].filter(Boolean).join('/')
  return `${year ?? ''}-${two(month)}-${two(day ?? '00')}`
}

/**
 * Says what is wrong with a birth, in the words of the GOV.UK Design System.
 * @param typed - the form
 * @param fault - as the report's own rules say it
 * @returns the words for beside the boxes
 */
export function bornFault(typed: Typed, fault: string): string {
  const { year, month, day } = boxes(typed)
  if (!year) return 'Date of birth must include a year'
  if (day && !month) return 'Date of birth must include a month'
  if (/in the future/.test(fault)) return 'Date of birth must be in the past'
  // The year may be a range or of another calendar; what is wrong with that is said as it is.
  if (month || day) return /nobody alive/i.test(fault) ? fault : 'Date of birth must be a real date'
  return fault
}

function boxes(typed: Typed) {
  const [year, month, day] = ['year', 'month', 'day'].map((part) => typedText(typed, `born-${part}`))
  return { year, month, day }
}
