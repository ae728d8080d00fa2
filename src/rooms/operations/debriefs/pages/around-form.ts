/** What the forms of a debrief have in common. */
import type { Refused } from '../../../../platform/http/or-again.ts'
import { LONGEST } from '../debrief.ts'
import type { Debrief } from '../read-debrief.ts'
import { ABOUT_PRACTICE } from '../words.ts'
import { titleOf } from './debrief.view.ts'

/**
 * What every form says around itself.
 * @param debrief - of which it is
 * @param title - of the page
 * @param refused - what came back
 */
export const aroundForm = (debrief: Debrief, title: string, refused: Refused | null) => ({
  title,
  classification: debrief.classification,
  back: { text: 'Back to the debrief', href: `/operations/debriefs/${debrief.id}` },
  caption: `${debrief.codename}: ${titleOf(debrief)}`,
  about: ABOUT_PRACTICE,
  longest: LONGEST,
  values: refused?.values ?? {},
  ...(refused ? { errors: refused.errors } : {}),
})

/**
 * Is it asked whether what looks like a name is none? Where something looked so, and where it was said before.
 * @param refused - what came back
 */
export const asksNone = (refused: Refused | null): boolean =>
  refused !== null &&
  (refused.values['no_person'] === 'yes' ||
    Object.values(refused.errors).some((one) => one.startsWith('This looks like')))

/**
 * @param words - code to label
 * @returns what a list of choices shows
 */
export const choices = (words: Readonly<Record<string, string>>): { value: string; text: string }[] =>
  Object.entries(words).map(([value, text]) => ({ value, text }))
