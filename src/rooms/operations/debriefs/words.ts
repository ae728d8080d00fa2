/** Words of debriefs. */

export const DEBRIEF_KINDS = { hot: 'Hot debrief', structured: 'Structured debrief' } as const
export type DebriefKind = keyof typeof DEBRIEF_KINDS

/**
 * What each is for, beside its choice.
 * @param hours - in which a hot debrief is due, as the operator has set
 */
export const kindHints = (hours: number): Readonly<Record<DebriefKind, string>> => ({
  hot: `Within ${String(hours)} hours, while it is fresh. Once of an action day that ran, and once of an operation that is closed`,
  structured: 'Later, with time to look at why. As often as it helps',
})

/** What an observation is about. The list is this project’s own. */
export const THEMES = {
  care: 'Care for people who were found',
  command: 'Command and decisions',
  communication: 'Communication between agencies',
  information: 'Information and intelligence',
  planning: 'Planning and briefing',
  equipment: 'People, places and equipment',
  law: 'Powers, law and records',
  other: 'Something else',
} as const
export type Theme = keyof typeof THEMES

export const WENT = { well: 'It went well', 'less-well': 'It could go better' } as const
export type Went = keyof typeof WENT

export const VERDICTS = { keep: 'Keep doing it', change: 'Change it' } as const
export type LessonVerdict = keyof typeof VERDICTS

/** What a debrief says about itself wherever something is typed. */
export const ABOUT_PRACTICE =
  'A debrief is about practice, and about nobody by name. Write what a post or a desk did, and no intelligence.'

/**
 * Says how far a debrief is.
 * @param one - its state, until when it is due (null: no day), and now
 * @returns its tag
 */
export function debriefTag(
  { state, dueAt }: { state: 'open' | 'closed'; dueAt: Date | null },
  now: Date,
): { text: string; colour: string } {
  if (state === 'closed') return { text: 'Closed', colour: 'grey' }
  return dueAt !== null && dueAt < now ? { text: 'Late', colour: 'red' } : { text: 'Open', colour: 'blue' }
}

/**
 * Says how far a lesson is. Identified is not learned.
 * @param one - how it stands where lessons are
 * @returns its tag
 */
export function lessonTag({
  isAccepted,
  isDone,
  isLearned,
}: {
  isAccepted: boolean
  isDone: boolean
  isLearned: boolean
}): { text: string; colour: string } {
  if (isLearned) return { text: 'Learned', colour: 'green' }
  if (isDone) return { text: 'To be checked', colour: 'purple' }
  return isAccepted ? { text: 'Taken on', colour: 'turquoise' } : { text: 'Identified', colour: 'blue' }
}
