/** States as tags, and days that are late, as this room says them. */
import { ukDate } from '../../../design/dates.ts'
import { lineState, requirementState, type LineState, type RequirementState } from '../../../wire/codes.ts'

export type Tag = { text: string; colour: string }

const COLOURS: Record<RequirementState, string> = {
  open: 'blue',
  'partly-answered': 'turquoise',
  answered: 'green',
  withdrawn: 'grey',
  overtaken: 'grey',
}
const LINE_COLOURS: Record<LineState, string> = {
  proposed: 'yellow',
  accepted: 'blue',
  answered: 'green',
  nothing: 'grey',
  declined: 'orange',
  dropped: 'grey',
}

/**
 * Says where a requirement stands, in a word.
 * @param state - of the requirement
 * @returns the tag
 */
export const stateTag = (state: RequirementState): Tag => ({
  text: requirementState[state],
  colour: COLOURS[state],
})

/**
 * The same of a line.
 * @param state - of the line
 * @returns the tag
 */
export const lineTag = (state: LineState): Tag => ({ text: lineState[state], colour: LINE_COLOURS[state] })

/**
 * Writes a day by which something is wanted.
 * @param day - YYYY-MM-DD
 * @param today - YYYY-MM-DD
 * @param isOpen - it is still waited for
 * @returns as in `5 December 2026`, and `5 December 2026, late` where that is past
 */
export const dueWords = (day: string, today: string, isOpen: boolean): string =>
  isOpen && day < today ? `${ukDate(day)}, late` : ukDate(day)
