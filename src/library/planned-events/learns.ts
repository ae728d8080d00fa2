/** What one side of a conflict learns of the other. The table of cases (`conflict-cases.csv`) pins it. */
import type { PlannedDisclosure, PlannedGroup } from './kinds.ts'

/**
 * `contact`: agency, desk, telephone, group, and the hours in which both are. `desk`: agency, desk and group. `told`:
 * that there is a conflict, and what the duty post said of it. `nothing`: not that there is one.
 */
export type Learned = 'contact' | 'desk' | 'told' | 'nothing'

export type Side = {
  disclosure: PlannedDisclosure
  group: PlannedGroup
  /** the duty post rang this side */
  isTold: boolean
  /** this side opened itself for this conflict */
  isOpened: boolean
}

/**
 * What does my side learn of theirs?
 * @param mine - whose page it is
 * @param theirs - the other side
 * @returns the most that its pages, its list and its file may say
 */
export function whatSideLearns(mine: Side, theirs: Side): Learned {
  // A notice for everybody's safety is open to all, always.
  if (theirs.group === 'safety') return 'contact'
  if (mine.disclosure === 'silent') return theirs.disclosure === 'open' ? 'desk' : 'nothing'
  if (theirs.disclosure === 'silent') return 'nothing'
  if (mine.disclosure === 'open' && theirs.disclosure === 'open') return 'contact'
  if (!mine.isTold) return 'nothing'
  return theirs.isOpened ? 'contact' : 'told'
}

/**
 * Does the duty post see cards of both? Where one side asked for it, and neither is silent.
 * @param one - a side
 * @param other - the other
 * @returns the same whichever stands first
 */
export const brokerSees = (one: Pick<Side, 'disclosure'>, other: Pick<Side, 'disclosure'>): boolean => {
  const both = [one.disclosure, other.disclosure]
  return both.includes('broker') && !both.includes('silent')
}
