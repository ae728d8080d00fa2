/** From what the rooms say waits to what the page shows: oldest first, in words. */

export type HomeTask = {
  kind: string
  text: string
  from: string | null
  since: Date
  href: string
  count?: number
}

/** One line of the list, as the component takes it. */
export type TaskLine = {
  what: string
  from: string | null
  since: Date
  href: string
  detail?: string
  tag: { text: string; colour: string }
}

const tags: Record<string, { text: string; colour: string }> = {
  recall: { text: 'Recall', colour: 'red' },
  'second-check': { text: 'Second check', colour: 'purple' },
  returned: { text: 'Returned to you', colour: 'purple' },
  match: { text: 'Match', colour: 'blue' },
  message: { text: 'Message', colour: 'blue' },
  unread: { text: 'Unread', colour: 'turquoise' },
  conditions: { text: 'Conditions to accept', colour: 'yellow' },
  'silent-hit': { text: 'Asked about yours', colour: 'orange' },
  'check-alert': { text: 'Unusual checks', colour: 'orange' },
  evaluate: { text: 'To grade', colour: 'grey' },
  draft: { text: 'Draft', colour: 'grey' },
  review: { text: 'Review due', colour: 'grey' },
}

/** A wall of lines helps nobody: what is beyond is reached through its room. */
export const MOST_LINES = 100

/**
 * Orders what waits, oldest first.
 * @param tasks - from every room, in any order
 * @returns the lines to show, and how many more there are
 */
export function listTasks(tasks: readonly HomeTask[]): { lines: TaskLine[]; more: number } {
  const sorted = tasks.toSorted((left, right) => left.since.getTime() - right.since.getTime())
  const lines = sorted.slice(0, MOST_LINES).map((task) => ({
    what: task.text,
    from: task.from,
    since: task.since,
    href: task.href,
    ...(task.count !== undefined && task.count > 1 ? { detail: `${String(task.count)} of them` } : {}),
    tag: tags[task.kind] ?? { text: task.kind, colour: 'grey' },
  }))
  return { lines, more: sorted.length - lines.length }
}
