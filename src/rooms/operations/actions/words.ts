/** Words of actions. */

/** What may be asked. There is no kind that follows or watches a person. */
export const KINDS = {
  enquiry: 'Make an enquiry',
  statement: 'Take a statement',
  exhibit: 'Recover or examine an exhibit',
  search: 'Search premises',
  arrest: 'Arrest',
  partner: 'Ask a partner',
  'financial-enquiry': 'Make a financial enquiry',
  disruption: 'Disrupt a group or its supply',
  safeguard: 'Safeguard somebody',
  other: 'Something else',
} as const
export type ActionKind = keyof typeof KINDS

/** Whom or what it is about. There is no default. */
export const ABOUT = {
  nobody: 'No person',
  group: 'A group',
  place: 'A place or a thing',
  suspect: 'Somebody who is suspected or convicted',
  witness: 'A witness',
  victim: 'Somebody who may be a victim',
  child: 'Somebody who may be under 18',
} as const
export type ActionAbout = keyof typeof ABOUT

export const PRIORITIES = { high: 'High', medium: 'Medium', low: 'Low' } as const
export type ActionPriority = keyof typeof PRIORITIES

export const STATES = {
  raised: 'Raised',
  offered: 'Offered',
  accepted: 'Accepted, not allocated',
  declined: 'Declined',
  allocated: 'Allocated',
  done: 'Done, to be checked',
  checked: 'Checked',
  filed: 'Filed',
  'not-pursued': 'Not pursued',
} as const
export type ActionState = keyof typeof STATES

const COLOURS: Readonly<Record<ActionState, string>> = {
  ...{ raised: 'grey', offered: 'yellow', accepted: 'blue', declined: 'red', allocated: 'blue' },
  ...{ done: 'turquoise', checked: 'green', filed: 'green', 'not-pursued': 'grey' },
}

/**
 * @param state - of an action
 * @returns its tag
 */
export const actionTag = (state: ActionState): { text: string; colour: string } => ({
  text: STATES[state],
  colour: COLOURS[state],
})
