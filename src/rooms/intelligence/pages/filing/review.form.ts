import { faultOfDate, readDateField } from '../../../../design/fields.ts'
import type { DraftDocument } from '../../drafts.ts'
import type { Read, ReadContext } from './reading.ts'
import { typedText, type Typed } from '../../../../platform/http/typed-form.ts'

/** Months until a review. Six years is the shortest period of MoPI (2005) for a person's record; unverified. */
export const reviewPeriods = [
  { value: '12', months: 12, text: 'In one year' },
  { value: '72', months: 72, text: 'In six years' },
] as const

/**
 * Counts months on.
 * @param today - YYYY-MM-DD
 * @param months - how many
 * @returns the day so many months on; the last of the month where that month is shorter
 */
export function monthsOn(today: string, months: number): string {
  const [year, month, day] = today.split('-').map(Number) as [number, number, number]
  const target = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate()
  target.setUTCDate(Math.min(day, last))
  return target.toISOString().slice(0, 10)
}

/**
 * Writes the review date as form fields: the period that it is, or the date itself.
 * @param document - of the draft
 * @param context - the day of today
 * @returns values by field; six years where nothing is said yet
 */
export function reviewValues(document: DraftDocument, { today }: ReadContext): Record<string, unknown> {
  const on = document.review_on
  if (!on) return { review: '72' }
  const period = reviewPeriods.find(({ months }) => monthsOn(today, months) === on)
  return period ? { review: period.value } : { review: 'other', review_on: on }
}

/**
 * Reads the review date.
 * @param typed - the form
 * @param document - of the draft, before
 * @param context - the day of today
 * @returns the draft with its review date, which must be a real day to come; or what is wrong with it
 */
export function readReview(typed: Typed, document: DraftDocument, { today }: ReadContext): Read {
  const { review_on: _before, ...others } = document
  const period = reviewPeriods.find(({ value }) => value === typedText(typed, 'review'))
  const on = period ? monthsOn(today, period.months) : readDateField(typed, 'review_on')
  if (on === undefined) return { document: others, errors: { review_on: missingWords(typed) } }
  const fault = period ? undefined : faultOfDate(typed, 'review_on', 'Review date')
  if (fault !== undefined) return { document: others, errors: { review_on: fault } }
  const errors = on <= today ? { review_on: 'Review date must be in the future' } : {}
  return { document: { ...others, review_on: on }, errors }
}

const missingWords = (typed: Typed) =>
  typedText(typed, 'review') === 'other' ? 'Enter a review date' : 'Choose when this is to be reviewed'
