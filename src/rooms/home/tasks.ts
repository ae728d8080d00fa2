/** From what the rooms say waits to what the page shows: in groups, in words. */

export type HomeTask = {
  kind: string
  text: string
  from: string | null
  since: Date
  /** what is shown instead of the moment: a day (`2026-11-22`), a month (`2026-11`), or nothing */
  shown?: string
  /** words instead of the moment, where that is known by its hour only */
  when?: string
  href: string
  classification: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
  count?: number
  /** new to this person, where the moment alone does not say so */
  fresh?: boolean
  /** how many there are of this kind from this agency, also of those that are not listed */
  total?: number
  /** since when the oldest of those waits */
  oldest?: Date
  /** the same in words, where it is known by its hour only */
  oldestWhen?: string
  /** of a line that stands for many: how many of them are new to this person */
  fresher?: number
}

/** One line of the list, as the component takes it. */
export type TaskLine = {
  what: string
  from: string | null
  since: Date
  shown?: string
  when?: string
  href: string
  detail?: string
  tag: { text: string; colour: string }
}

export type TaskGroups = {
  /** may still be happening: the first thing on the page */
  now: TaskLine[]
  /** new to this person, the newest first */
  fresh: TaskLine[]
  /** theirs alone, and what anybody of the agency may do: the oldest first */
  own: TaskLine[]
  anybody: TaskLine[]
}

const tags: Record<string, { text: string; colour: string }> = {
  'happening-now': { text: 'Immediate', colour: 'red' },
  recall: { text: 'Recall', colour: 'red' },
  'second-check': { text: 'Second check', colour: 'purple' },
  returned: { text: 'Returned to you', colour: 'purple' },
  unchecked: { text: 'Not checked', colour: 'purple' },
  match: { text: 'Match', colour: 'blue' },
  matches: { text: 'Matches', colour: 'blue' },
  pair: { text: 'People', colour: 'blue' },
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

/** Done by this person and nobody else; all other kinds may be done by anybody of the agency with their role. */
const OWN: ReadonlySet<string> = new Set([...['draft', 'returned', 'unread', 'conditions', 'coast-review']])
/** New when they came after the person looked; of what the public sends only the hour is known. */
const NEW_BY_MOMENT: ReadonlySet<string> = new Set([
  ...['recall', 'second-check', 'returned', 'unread', 'conditions'],
  ...['message', 'silent-hit', 'check-alert', 'appointment'],
])
const NEW_BY_HOUR: ReadonlySet<string> = new Set(['public-report', 'reporter-answer', 'question-approval'])
const HOUR = 3_600_000

/** A wall of lines helps nobody: more than so many of one kind from one agency become one line. */
export const FOLDED_ABOVE = 3
/** What is new is shown one by one for longer. */
export const NEW_FOLDED_ABOVE = 10

/** How a kind reads when several are one line, and where they are done one after the other. */
const folds: Record<string, { text: (number: string, from: string) => string; href: string }> = {
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
    text: (number, from) => `Recall: destroy copies of ${number} reports from ${from} and confirm`,
    href: '/recalls',
  },
  'public-report': {
    text: (number) => `${number} public reports that nobody has opened`,
    // What is happening now has its own line, at the top.
    href: '/triage?state=new&now=0',
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
 * Puts what waits into groups. What is new stands by itself; a line that stands for many says how many of them are new.
 * @param tasks - from every room, in any order
 * @param newSince - what came later is new to the person
 */
export function groupTasks(tasks: readonly HomeTask[], newSince: Date): TaskGroups {
  const happening = tasks.filter(({ kind }) => kind === 'happening-now')
  const others = tasks.filter(({ kind }) => kind !== 'happening-now')
  const fresh = others.filter((task) => isFresh(task, newSince))
  const waiting = [...Map.groupBy(others, keyOf).values()].flatMap((group) => {
    const old = group.filter((task) => !isFresh(task, newSince))
    return old.length === 0 ? [] : [{ own: OWN.has(group[0]?.kind ?? ''), lines: oldLines(group, old) }]
  })
  const linesOf = (own: boolean) =>
    waiting
      .filter((one) => one.own === own)
      .flatMap(({ lines }) => lines)
      .toSorted(oldestFirst)
  return {
    now: happening.map(lineOf).toSorted(oldestFirst),
    fresh: [...Map.groupBy(fresh, keyOf).values()]
      .flatMap(newLines)
      .toSorted((left, right) => oldestFirst(right, left)),
    own: linesOf(true),
    anybody: linesOf(false),
  }
}

const keyOf = ({ kind, from }: HomeTask) => `${kind} ${from ?? ''}`
const oldestFirst = (left: TaskLine, right: TaskLine) => left.since.getTime() - right.since.getTime()

function isFresh(task: HomeTask, newSince: Date): boolean {
  if (task.fresh !== undefined) return task.fresh
  if (NEW_BY_MOMENT.has(task.kind)) return task.since > newSince
  // Of the hour in which the person looked it is not known whether it came before or after: rather new twice.
  const hour = Math.floor(newSince.getTime() / HOUR) * HOUR
  return NEW_BY_HOUR.has(task.kind) && task.since.getTime() >= hour
}

/** What has waited of one kind from one agency: line by line, or one line for all, with those that are new. */
function oldLines(all: readonly HomeTask[], old: readonly HomeTask[]): TaskLine[] {
  const [first] = old
  const fold = first && folds[first.kind]
  const fresher = all.length - old.length
  const total = Math.max(first?.total ?? 0, all.length)
  if (!first || !fold || total - fresher <= FOLDED_ABOVE) return old.map(lineOf)
  const oldest = old.reduce((before, task) => (task.since < before.since ? task : before), first)
  return [
    {
      what: fold.text(total.toLocaleString('en-GB'), first.from ?? 'us'),
      from: null,
      ...(first.oldest && first.oldest <= oldest.since
        ? { since: first.oldest, ...(first.oldestWhen === undefined ? {} : { when: first.oldestWhen }) }
        : { since: oldest.since, ...placeOf(oldest) }),
      href: fold.href,
      ...(fresher > 0 ? { detail: newWords(fresher) } : {}),
      tag: tagOf(first.kind),
    },
  ]
}

function newLines(group: readonly HomeTask[]): TaskLine[] {
  const [first] = group
  const fold = first && folds[first.kind]
  if (!first || !fold || group.length <= NEW_FOLDED_ABOVE) return group.map(lineOf)
  const newest = group.reduce((latest, task) => (task.since > latest.since ? task : latest), first)
  const line = lineOf(newest)
  return [
    {
      ...line,
      what: fold.text(group.length.toLocaleString('en-GB'), first.from ?? 'us'),
      from: null,
      href: fold.href,
    },
  ]
}

/** What stands in the place of the moment. */
const placeOf = ({ shown, when }: HomeTask) => ({
  ...(shown === undefined ? {} : { shown }),
  ...(when === undefined ? {} : { when }),
})

function lineOf(task: HomeTask): TaskLine {
  const detail = detailOf(task)
  return {
    what: task.text,
    from: task.from,
    since: task.since,
    ...placeOf(task),
    href: task.href,
    ...(detail === '' ? {} : { detail }),
    tag: tagOf(task.kind),
  }
}

function detailOf({ kind, count = 1, fresher = 0 }: HomeTask): string {
  if (fresher > 0) return newWords(fresher)
  if (count <= 1) return ''
  const number = count.toLocaleString('en-GB')
  return kind === 'match' ? `${number} matches` : `${number} times`
}

const newWords = (number: number) => `${number.toLocaleString('en-GB')} new since you last looked`
const tagOf = (kind: string) => tags[kind] ?? { text: kind, colour: 'grey' }
