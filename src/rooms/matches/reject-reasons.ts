/** Reasons that are given often, so that a backlog of wrong matches is not typed away one by one. */
import { invalid } from '../../platform/errors.ts'

/** The partner reads them, so none says anything of a report. */
export const usualReasons = {
  different: 'A different person or thing: other details do not fit',
  reused: 'The number, plate or account has changed hands',
  miswritten: 'Written down wrongly',
  shared: 'Used by many people, such as a business, a hotel or a helpline',
  elsewhere: 'Dealt with in another match or case',
} as const
export type UsualReason = keyof typeof usualReasons
export const usualReasonCodes = Object.keys(usualReasons) as [UsualReason, ...UsualReason[]]

export const REASON_NEEDED = 'Choose a usual reason or write your own. The partner reads it'

/**
 * Makes the reason as it is kept: the usual one, the person's own words, or both.
 * @param usual - one of the usual reasons
 * @param own - the person's own words
 * @returns the text that is kept
 * @throws invalid with `fields.reason` for neither
 */
export function reasonOf(usual: UsualReason | undefined, own: string | undefined): string {
  const parts = [usual === undefined ? '' : usualReasons[usual], own ?? ''].filter((part) => part !== '')
  if (parts.length === 0) throw invalid({ reason: REASON_NEEDED })
  return parts.join('. ')
}
