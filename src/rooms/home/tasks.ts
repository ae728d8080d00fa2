/** From what the rooms say waits to what the page shows: oldest first, in words. */

export type HomeTask = {
  kind: string
  text: string
  from: string | null
  since: Date
  /** in the place of `since`, where that is known by its hour only */
  when?: string
  href: string
  classification: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
  count?: number
}

/** One line of the list, as the component takes it. */
export type TaskLine = {
  what: string
  from: string | null
  since: Date
  when?: string
  /** above everything else, and red */
  urgent?: boolean
  href: string
  detail?: string
  tag: { text: string; colour: string }
}

const tags: Record<string, { text: string; colour: string }> = {
  'happening-now': { text: 'Happening now', colour: 'red' },
  recall: { text: 'Recall', colour: 'red' },
  'second-check': { text: 'Second check', colour: 'purple' },
  returned: { text: 'Returned to you', colour: 'purple' },
  unchecked: { text: 'Not checked', colour: 'purple' },
  match: { text: 'Match', colour: 'blue' },
  pair: { text: 'Persons', colour: 'blue' },
  message: { text: 'Message', colour: 'blue' },
  unread: { text: 'Unread', colour: 'turquoise' },
  conditions: { text: 'Conditions to accept', colour: 'yellow' },
  'silent-hit': { text: 'Asked about yours', colour: 'orange' },
  'check-alert': { text: 'Unusual checks', colour: 'orange' },
  appointment: { text: 'New roles', colour: 'orange' },
  'public-report': { text: 'Public report', colour: 'blue' },
  'reporter-answer': { text: 'Reporter’s answer', colour: 'blue' },
  'question-approval': { text: 'Second officer', colour: 'purple' },
  evaluate: { text: 'To grade', colour: 'grey' },
  draft: { text: 'Draft', colour: 'grey' },
  review: { text: 'Review due', colour: 'grey' },
  'coast-review': { text: 'Coast', colour: 'orange' },
}

/** A wall of lines helps nobody: more than so many of one kind from one agency become one line. */
export const FOLDED_ABOVE = 3
/** The rooms list no more of a kind: as many then mean as many or more. */
const LISTED_UP_TO: Record<string, number> = { match: 10 }
const USUALLY_LISTED_UP_TO = 50

/** How a kind reads when several are one line, and where they are done one after the other. */
const folds: Record<string, { text: (number: string, from: string) => string; href: string }> = {
  match: {
    text: (number, from) => `${number} matches with ${from} that nobody has answered`,
    href: '/matches?state=open',
  },
  message: {
    text: (number, from) => `${number} threads with unread messages from ${from}`,
    href: '/matches?state=contacted',
  },
  unread: { text: (number, from) => `${number} unread reports from ${from}`, href: '/reports' },
  conditions: {
    text: (number, from) => `${number} reports from ${from} with conditions to accept`,
    href: '/reports',
  },
  recall: {
    text: (number, from) => `${number} recalled reports from ${from}: destroy copies and say so`,
    href: '/recalls',
  },
  'public-report': {
    text: (number) => `${number} public reports that nobody has opened`,
    href: '/triage?state=new',
  },
  'reporter-answer': { text: (number) => `${number} answers from reporters`, href: '/triage?state=open' },
  'question-approval': {
    text: (number) => `${number} questions to reporters to agree to`,
    href: '/triage?state=open',
  },
  evaluate: { text: (number) => `${number} reports to grade`, href: '/reports/evaluate' },
  appointment: {
    text: (number) => `${number} changes of roles or clearance to review`,
    href: '/appointments',
  },
  review: { text: (number) => `${number} reports whose review is due`, href: '/reports/ours' },
  'coast-review': {
    text: (number) => `${number} stretches of the coast whose review is overdue`,
    href: '/coast',
  },
  draft: { text: (number) => `${number} drafts of yours`, href: '/reports/drafts' },
}

/**
 * Orders what waits, oldest first, and folds many of a kind into one line.
 * @param tasks - from every room, in any order
 */
export function listTasks(tasks: readonly HomeTask[]): TaskLine[] {
  const groups = Map.groupBy(tasks, (task) => `${task.kind} ${task.from ?? ''}`)
  return [...groups.values()]
    .flatMap((group) => foldGroup(group))
    .toSorted(
      (left, right) =>
        Number(right.urgent ?? false) - Number(left.urgent ?? false) ||
        left.since.getTime() - right.since.getTime(),
    )
}

function foldGroup(group: readonly HomeTask[]): TaskLine[] {
  const [first] = group
  const fold = first && folds[first.kind]
  if (!first || !fold || group.length <= FOLDED_ABOVE) return group.map(lineOf)
  const most = LISTED_UP_TO[first.kind] ?? USUALLY_LISTED_UP_TO
  const number = group.length >= most ? `${String(most)} or more` : String(group.length)
  const oldest = group.reduce((one, task) => (task.since < one.since ? task : one), first)
  const { since, when } = oldest
  return [
    {
      what: fold.text(number, first.from ?? 'us'),
      from: null,
      since,
      ...(when === undefined
        ? {}
        : { when: `The oldest: ${when.slice(0, 1).toLowerCase()}${when.slice(1)}` }),
      href: fold.href,
      tag: tagOf(first.kind),
    },
  ]
}

function lineOf(task: HomeTask): TaskLine {
  return {
    what: task.text,
    from: task.from,
    since: task.since,
    ...(task.when === undefined ? {} : { when: task.when }),
    ...(task.kind === 'happening-now' ? { urgent: true } : {}),
    href: task.href,
    ...(task.count !== undefined && task.count > 1 ? { detail: `${String(task.count)} of them` } : {}),
    tag: tagOf(task.kind),
  }
}

const tagOf = (kind: string) => tags[kind] ?? { text: kind, colour: 'grey' }
