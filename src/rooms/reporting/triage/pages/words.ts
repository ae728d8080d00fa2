/** How the desk's pages say its codes. */
import type { Outcome, ReportState } from '../queue.ts'
import type { Urgency } from '../urgency.ts'

type Tag = { text: string; colour: string }

export const urgencyTags: Record<Urgency, Tag> = {
  'at-once': { text: 'Look at once', colour: 'red' },
  'kept-waiting': { text: 'Kept waiting', colour: 'orange' },
  soon: { text: 'Soon', colour: 'yellow' },
  'in-turn': { text: 'In turn', colour: 'grey' },
}

export const stateTags: Record<ReportState, Tag> = {
  new: { text: 'Not opened', colour: 'blue' },
  open: { text: 'Being worked on', colour: 'turquoise' },
  closed: { text: 'Closed', colour: 'grey' },
}

export const outcomeWords: Record<Outcome, string> = {
  intelligence: 'Became an intelligence report',
  passed: 'Passed to another desk',
  'no-further-action': 'No further action',
  safeguarding: 'Referred to safeguarding',
}
