/** What the page of an operation shows below its people: a theme in a folder of its own adds its section here. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { showAbout } from '../about/show-about.ts'
import { showPlanned } from '../conflicts/pages/section.ts'
import { showActionDays } from '../action-days/show-section.ts'
import type { OperationView } from '../read-operation.ts'
import { showActions } from '../actions/show-section.ts'
import { showDecisions } from '../decisions/show-section.ts'
import { showDebriefs } from '../debriefs/show-section.ts'
import { showBids } from '../tasking/show-section.ts'
import { showInterests } from '../interests/show-section.ts'
import type { Cell } from './words.ts'

/** A section: a heading, a table, and what can be done. */
export type OperationSection = {
  /** of the region that is renewed when something has changed, as in `decisions` */
  id: string
  heading: string
  head: readonly string[]
  rows: readonly Cell[][]
  /** what is said where there is no row */
  empty: string
  links: readonly { text: string; href: string }[]
}

/** Asks a theme for its section of one operation that the viewer reads; null where it has none for them. */
export type ShowSection = (scope: MemberScope, operation: OperationView) => Promise<OperationSection | null>

export const sections: readonly ShowSection[] = [
  showAbout,
  showDecisions,
  showActions,
  showInterests,
  showPlanned,
  showActionDays,
  showDebriefs,
  showBids,
]
