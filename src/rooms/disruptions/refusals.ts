/** Why something is not done with a disruption: words of the database, as a person reads them with what to do next. */
import { conflict, forbidden, invalid, notFound, type SeamarkError } from '../../platform/errors.ts'

/**
 * Makes the refusal of what does not fit to where a disruption stands.
 * @returns conflict `is-closed`
 */
export const isClosed = (): SeamarkError =>
  conflict(
    'is-closed',
    'This disruption does not stand where that can be done. Open its page again, and look at what waits there.',
  )

/**
 * Makes the refusal of a change to what somebody else has changed.
 * @returns conflict `stale`
 */
export const stale = (): SeamarkError =>
  conflict(
    'stale',
    'Somebody changed this meanwhile. Look at what is there now, then do it again if it is still needed.',
  )

const REFUSALS: Readonly<Record<string, () => SeamarkError>> = {
  stale,
  closed: isClosed,
  'other-closed': () =>
    conflict('other-is-closed', 'The other disruption takes no claim any more. Ask its owner’s desk.'),
  claims: () =>
    forbidden(
      'claimant',
      'Your agency or you claim this disruption. A person of an agency that does not claim it moderates it.',
    ),
  moderates: () =>
    forbidden('moderator', 'Your agency moderates this disruption, so it does not claim it. Ask its owner’s desk.'),
  'claimed-before': () => conflict('claimed-before', 'Your agency has claimed it already. Its words stand on the page.'),
  'claimed-by-others': () =>
    conflict(
      'claimed-by-others',
      'Other agencies claim this one too. Ask them to claim the other disruption, and recall this one.',
    ),
  'not-evidenced': () =>
    conflict(
      'not-evidenced',
      'Something must show how it was before, and something how it was after. Add what shows it, then claim it.',
    ),
  'not-a-claimant': () =>
    forbidden('not-a-claimant', 'Only agencies that claim a disruption add what shows it. Claim it first.'),
  'too-many': () => conflict('too-many', 'Fifty links are there already. Take one back before you add another.'),
  'last-one': () =>
    conflict('last-one', 'It is the last that shows this side of a claimed disruption. Add another first, then take it back.'),
  'not-in-sight': () => invalid({ reference: 'There is nothing with this reference that you may read. Check it' }),
  'no-part': () =>
    forbidden('no-part', 'Only agencies that claim or moderate a disruption look at its effect. Ask its owner’s desk.'),
  'not-yet': () =>
    conflict('not-yet', 'Its effect is looked at on the day that stands on its page, and not before. Come back then.'),
  'again-later': () => invalid({ again_on: 'Must be after today' }),
} // prettier-ignore

/**
 * Reads what a function of the database answered.
 * @param answer - null: there is no such disruption for this person
 * @throws not-found; the refusal of the word
 */
export function mustBeDone(answer: string | null): void {
  if (answer === 'done') return
  const refusal = answer === null ? undefined : REFUSALS[answer]
  throw refusal === undefined ? notFound() : refusal()
}
