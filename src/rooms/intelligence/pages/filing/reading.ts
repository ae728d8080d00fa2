/** What a form of filing is given, and what it makes of a draft. */
import type { DraftDocument } from '../../drafts.ts'
import type { Compartment } from './compartments.ts'
import type { Errors } from './steps.ts'

/** What a form may have to know beside what was typed. */
export type ReadContext = {
  clearance: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
  /** operations that this person is a member of */
  compartments: readonly Compartment[]
  /** YYYY-MM-DD in London */
  today: string
}

/** What a form made of a draft. `stay` shows the page again; `goTo` is a page
 * of the draft to go to instead of the next step. */
export type Read = { document: DraftDocument; errors: Errors; stay?: boolean; goTo?: string }
