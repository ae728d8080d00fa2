/** From what the rooms say waits to what the page shows: in groups, in words. */
import type { WaitingItem, WaitingKind } from '../../platform/rooms/waiting.ts'

/** What the rooms say of the kinds of what waits, by kind. */
type WaitingKinds = ReadonlyMap<string, WaitingKind>

/** Something that waits, with how its kind is shown. */
type Shown = WaitingItem & { as: WaitingKind }

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

const HOUR = 3_600_000

/** A wall of lines helps nobody: more than so many of one kind from one agency become one line. */
export const FOLDED_ABOVE = 3
/** What is new is shown one by one for longer. */
export const NEW_FOLDED_ABOVE = 10

/**
 * Puts what waits into groups. What is new stands by itself; a line that stands for many says how many of them are
 * new.
 * @param kinds - of all rooms
 * @param items - from every room, in any order
 * @param newSince - what came later is new to the person
 * @returns the groups, each in the order in which it is shown
 */
export function groupTasks(kinds: WaitingKinds, items: readonly WaitingItem[], newSince: Date): TaskGroups {
  const tasks = items.map((item) => ({ ...item, as: kinds.get(item.kind) ?? undescribed(item.kind) }))
  const happening = tasks.filter(({ as }) => as.newBy === 'now')
  const others = tasks.filter(({ as }) => as.newBy !== 'now')
  const fresh = others.filter((task) => isFresh(task, newSince))
  const waiting = [...Map.groupBy(others, keyOf).values()].flatMap((group) => {
    const old = group.filter((task) => !isFresh(task, newSince))
    return old.length === 0 ? [] : [{ own: group[0]?.as.whose === 'own', lines: oldLines(group, old) }]
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

const keyOf = ({ kind, from }: Shown) => `${kind} ${from ?? ''}`
const oldestFirst = (left: TaskLine, right: TaskLine) => left.since.getTime() - right.since.getTime()

function isFresh(task: Shown, newSince: Date): boolean {
  if (task.fresh !== undefined) return task.fresh
  if (task.as.newBy === 'moment') return task.since > newSince
  // Of the hour in which the person looked it is not known whether it came before or after: rather new twice.
  const hour = Math.floor(newSince.getTime() / HOUR) * HOUR
  return task.as.newBy === 'hour' && task.since.getTime() >= hour
}

/** What has waited of one kind from one agency: line by line, or one line for all, with those that are new. */
function oldLines(all: readonly Shown[], old: readonly Shown[]): TaskLine[] {
  const [first] = old
  const fold = first?.as.fold
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
      tag: first.as.tag,
    },
  ]
}

function newLines(group: readonly Shown[]): TaskLine[] {
  const [first] = group
  const fold = first?.as.fold
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
const placeOf = ({ shown, when }: Shown) => ({
  ...(shown === undefined ? {} : { shown }),
  ...(when === undefined ? {} : { when }),
})

function lineOf(task: Shown): TaskLine {
  const detail = detailOf(task)
  return {
    what: task.text,
    from: task.from,
    since: task.since,
    ...placeOf(task),
    href: task.href,
    ...(detail === '' ? {} : { detail }),
    tag: task.as.tag,
  }
}

function detailOf({ as, count = 1, fresher = 0 }: Shown): string {
  if (fresher > 0) return newWords(fresher)
  return count <= 1 ? '' : `${count.toLocaleString('en-GB')} ${as.counts ?? 'times'}`
}

const newWords = (number: number) => `${number.toLocaleString('en-GB')} new since you last looked`

/** A kind that no room describes is shown by its name, so that nothing is hidden. */
const undescribed = (kind: string): WaitingKind => ({
  kind,
  tag: { text: kind, colour: 'grey' },
  whose: 'anybody',
  newBy: 'item',
})
