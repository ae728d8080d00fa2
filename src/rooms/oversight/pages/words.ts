/** Words and small parts that several pages of this room print. */
import { ukDate } from '../../../design/dates.ts'
import type { OwnArea } from '../areas.ts'
import { daysBetween, responseClock, type ClockRule } from '../clocks.ts'
import { NOT_ENTERED, type Inspection } from '../inspections/inspection.ts'
import {
  daysWords,
  standingColours,
  standingOf,
  standingSentence,
  standingWords,
  type Duty,
} from '../standing.ts'

/**
 * A tag that says how a line stands.
 * @param duty - the line
 * @param today - YYYY-MM-DD
 * @returns what the component takes
 */
export function standingTag(duty: Duty, today: string): { text: string; colour: string } {
  const standing = standingOf(duty, today)
  return { text: standingWords[standing], colour: standingColours[standing] }
}

/**
 * A line as one item of a list.
 * @param duty - the line
 * @param today - YYYY-MM-DD
 * @param agencies - whether to say whose line it is: where the viewer sees several agencies
 * @returns text, address and tag
 */
export function dutyItem(duty: Duty, today: string, agencies: boolean) {
  const sentence = standingSentence(duty, today)
  return {
    text: agencies ? `${duty.agencyName}, ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}` : sentence,
    href: `/oversight/duties/${duty.id}`,
    tag: standingTag(duty, today),
  }
}

/**
 * A day that may not be entered yet.
 * @param day - YYYY-MM-DD
 * @returns the day in words, or that there is none yet
 */
export const dayOrNone = (day: string | null): string => (day === null ? NOT_ENTERED : ukDate(day))

/**
 * Says when the commissioner's comments are due, and how sure we are of the rule.
 * @param inspection - published when
 * @param today - YYYY-MM-DD
 * @returns one line with the day, one with its source
 */
export function clockWords(
  { publishedOn }: Pick<Inspection, 'publishedOn'>,
  today: string,
): { due: string; rule: string } {
  const day = responseClock.lastDay(publishedOn)
  const left = daysBetween(today, day)
  return {
    // Of a day that is over the page says the day and no more: whether an answer was late is said by its own date.
    due: left < 0 ? ukDate(day) : `${ukDate(day)}, ${daysWords(left)}`,
    rule: ruleWords(responseClock),
  }
}

/**
 * A rule with its source and its mark of certainty.
 * @param rule - of a clock
 * @returns one line
 */
export const ruleWords = ({ words, source, certainty }: ClockRule): string =>
  `${words}. Source: ${source} (${certainty}).`

/**
 * How an inspection is called on a page.
 * @param inspection - which
 * @returns its reference, and that it is invented where it is
 */
export const captionOf = ({ reference, invented }: Pick<Inspection, 'reference' | 'invented'>): string =>
  invented ? `${reference} (invented for the exercise)` : reference

/**
 * Areas as choices of a form.
 * @param areas - of a body, or of an inspection
 * @returns items, the empty one first
 */
export const areaItems = (areas: readonly Pick<OwnArea, 'id' | 'title'>[]) => [
  { value: '', text: 'No area' },
  ...areas.map(({ id, title }) => ({ value: id, text: title })),
]

/**
 * Lines as choices of a form.
 * @param duties - of one agency and inspection
 * @returns items, the empty one first
 */
export const dutyItems = (duties: readonly Duty[]) => [
  { value: '', text: 'None' },
  ...duties.map(({ id, number }) => ({ value: id, text: `Recommendation ${String(number)}` })),
]

export const yesNo = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
]
