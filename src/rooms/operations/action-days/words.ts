/** Words of action days. */

export const DAY_STATES = {
  planned: 'Planned',
  go: 'Go',
  'no-go': 'No go',
  running: 'Running',
  done: 'Done',
} as const
export type ActionDayState = keyof typeof DAY_STATES

const COLOURS: Readonly<Record<ActionDayState, string>> = {
  ...{ planned: 'grey', go: 'green', 'no-go': 'red', running: 'blue', done: 'turquoise' },
}

/**
 * @param state - of an action day
 * @returns its tag
 */
export const dayTag = (state: ActionDayState): { text: string; colour: string } => ({
  text: DAY_STATES[state],
  colour: COLOURS[state],
})

/**
 * The headings of a briefing by IIMARCH, as police guidance on briefing and debriefing names them. They are offered, and
 * shown where they were chosen.
 */
export const BRIEFING_HEADINGS = {
  information: 'Information',
  intention: 'Intention',
  method: 'Method',
  administration: 'Administration',
  risk: 'Risk',
  communications: 'Communications',
  'human-rights': 'Human rights',
} as const
export type BriefingHeading = keyof typeof BRIEFING_HEADINGS

/** What each heading is for, beside its field. */
export const HEADING_HINTS: Readonly<Record<BriefingHeading, string>> = {
  information: 'What is known, and how sure it is. Write no name of a victim, a witness or a child',
  intention: 'What is to be reached, and for whom',
  method: 'Who does what, where and when. Each agency commands its own people',
  administration: 'Vehicles, meals, forms, custody, exhibits',
  risk: 'To those who are found, to the public, to staff. What is done about each',
  communications: 'Channels, call signs, whom to ring',
  'human-rights': 'What is done on which power, why it is necessary, and why nothing less would do',
}

/** The safeguarding plan: without each of these nobody says go. */
export const PLAN_PARTS = {
  reception: 'Reception',
  interpreters: 'Interpreters',
  childrens_services: 'Children’s services',
  first_responder: 'First responder for the National Referral Mechanism',
} as const
export type PlanPart = keyof typeof PLAN_PARTS

/** What each part of the plan says. */
export const PLAN_HINTS: Readonly<Record<PlanPart, string>> = {
  reception: 'Where people who are found are warm, dry, fed and looked at by a medic',
  interpreters: 'Which languages, who is there, and whom to ring at night',
  childrens_services: 'Which council, which telephone, and who decides until they come',
  first_responder: 'Which agency refers, and the post of who does it on the day',
}

/** What agencies count. Who it was stands nowhere here. */
export const OUTCOMES = {
  arrests: 'Arrests',
  searches: 'Searches',
  seizures: 'Seizures',
  safeguarded: 'People safeguarded',
} as const
export type OutcomeKind = keyof typeof OUTCOMES

/** Posts that stand on the page as command posts, in the order in which one looks for them. */
export const COMMAND_POSTS = [
  'strategic-commander',
  'tactical-commander',
  'operational-commander',
  'lead',
  'deputy',
  'tasking',
] as const
