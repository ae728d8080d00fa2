/** How the desk's pages say its codes. */
import type { Outcome, ReportState } from '../queue.ts'
import type { Urgency } from '../urgency.ts'

type Tag = { text: string; colour: string }

export const urgencyTags: Record<Urgency, Tag> = {
  'at-once': { text: 'Immediate', colour: 'red' },
  'kept-waiting': { text: 'Overdue', colour: 'orange' },
  soon: { text: 'Priority', colour: 'yellow' },
  'in-turn': { text: 'Routine', colour: 'grey' },
}

/** Beside its kind, wherever a report stands in a list, until somebody opens it. */
export const HAPPENING_NOW: Tag = { text: 'Happening now', colour: 'red' }

export const stateTags: Record<ReportState, Tag> = {
  new: { text: 'Not opened', colour: 'blue' },
  open: { text: 'Being worked on', colour: 'turquoise' },
  closed: { text: 'Closed', colour: 'grey' },
}

/** In the place of “being worked on”, where the draft of an intelligence report is begun. */
export const DRAFT_BEGUN: Tag = { text: 'Draft begun', colour: 'purple' }

export const outcomeWords: Record<Outcome, string> = {
  intelligence: 'Became an intelligence report',
  passed: 'Passed to another desk',
  'no-further-action': 'No further action',
  safeguarding: 'Referred to safeguarding',
}
