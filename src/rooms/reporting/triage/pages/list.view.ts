/** The queue as its page shows it. */
import { ukHour } from '../../../../design/dates.ts'
import { publicKind, type Kind } from '../../body.ts'
import { waited } from '../first-look.ts'
import { kinds } from '../kinds.ts'
import type { QueuedReport } from '../queue.ts'
import { mayStillHappen, urgencies, type Urgency } from '../urgency.ts'
import { DRAFT_BEGUN, HAPPENING_NOW, outcomeWords, stateTags, urgencyTags } from './words.ts'

/** Groups on a page of the list, and how many of a group are shown before the rest is a link. */
const GROUPS_ON_A_PAGE = 25
const SHOWN_OF_A_GROUP = 3

export type ListFilters = {
  urgency?: Urgency | undefined
  kind?: Kind | undefined
  stretch?: string | undefined
  state?: 'new' | 'open' | 'closed' | undefined
  /** `1`: said to be happening, and nobody has opened it; `0`: the others */
  now?: '0' | '1' | undefined
}

/**
 * Picks the groups that have a report which fits; within them only those.
 * @param groups - of the queue
 * @param filters - as the address says them
 * @returns groups of one report at least
 */
export function filtered(
  groups: readonly (readonly QueuedReport[])[],
  filters: ListFilters,
): QueuedReport[][] {
  return groups
    .map((group) =>
      group.filter(
        (one) =>
          (filters.urgency === undefined || one.urgency === filters.urgency) &&
          (filters.kind === undefined || one.kind === filters.kind) &&
          (filters.stretch === undefined || one.stretch === filters.stretch) &&
          (filters.state === undefined || one.state === filters.state) &&
          (filters.now === undefined || mayStillHappen(one) === (filters.now === '1')),
      ),
    )
    .filter((group) => group.length > 0)
}

/**
 * Picks one page of the groups.
 * @param groups - as `filtered` gives them
 * @param page - from 1
 * @returns its groups, and whether there are more
 */
export function pageOf(groups: readonly QueuedReport[][], page: number) {
  const start = (page - 1) * GROUPS_ON_A_PAGE
  const shown = groups.slice(start, start + GROUPS_ON_A_PAGE)
  return { groups: shown, more: start + GROUPS_ON_A_PAGE < groups.length }
}

/** A cell as the table's component takes it. */
type Cell =
  | string
  | {
      text: string
      href?: string
      hidden?: string
      tags?: { text: string; colour: string }[]
      detail?: string
    }
  | { tag: { text: string; colour: string } }

/**
 * Writes the rows of the table: a group's reports beneath each other, the rest of a large one as a link.
 * @param groups - of one page
 * @returns cells
 */
export function groupRows(groups: readonly QueuedReport[][]): Cell[][] {
  return groups.flatMap((group) => {
    const rows = group
      .slice(0, SHOWN_OF_A_GROUP)
      .map((one, index) => reportRow(one, nearWords(group, one, index)))
    const [first] = group
    const rest = group.length - rows.length
    if (first && rest > 0)
      rows.push([
        { text: `${String(rest)} more beside these`, href: `/triage/${first.id}/incident` },
        first.stretch,
        '',
        '',
        '',
      ])
    return rows
  })
}

function nearWords(group: readonly QueuedReport[], one: QueuedReport, index: number): string | null {
  if (group.length === 1) return null
  const joined =
    one.incidentId !== null && group.some((other) => other !== one && other.incidentId === one.incidentId)
  if (index === 0)
    return joined
      ? `One event, ${String(group.length)} reports`
      : `${String(group.length)} reports near each other`
  return joined ? 'Joined with the one above' : 'Near the one above'
}

/**
 * Says how long a report has waited that should not wait.
 * @param one - a report of the queue
 * @returns as in `Waiting up to 3 hours for a first look`; null for one that was opened or may wait
 */
export function firstLookWords(one: QueuedReport): string | null {
  return !one.opened && (mayStillHappen(one) || one.urgency === 'at-once' || one.urgency === 'kept-waiting')
    ? `Waiting up to ${waited(one.hours + 1)} for a first look`
    : null
}

/**
 * Writes a report as every list of the desk shows it.
 * @param one - a report of the queue
 * @param near - what is said of its neighbours in the list
 * @returns cells
 */
export function reportRow(one: QueuedReport, near: string | null = null): Cell[] {
  const notes = [
    one.reference,
    near,
    one.draftBy === null ? null : `Draft begun by ${one.draftBy}`,
    one.unread > 0 ? 'The reporter has answered' : null,
    firstLookWords(one),
    one.passed ? 'Passed here by another desk' : null,
    one.doubtful ? 'A machine may have sent it' : null,
    one.withdrawn ? 'Taken back by the reporter' : null,
    one.destroyed ? 'Destroyed' : null,
  ].filter((note) => note !== null)
  return [
    {
      text: publicKind[one.kind],
      href: `/triage/${one.id}`,
      hidden: `, ${one.reference}`,
      tags: mayStillHappen(one) ? [HAPPENING_NOW] : [],
      detail: notes.join('. '),
    },
    {
      text: one.stretch,
      ...(one.offeredTo === null ? {} : { detail: `Offered to ${one.offeredTo} as well` }),
    },
    ukHour(one.hour),
    one.state === 'closed'
      ? one.outcome === null
        ? ''
        : outcomeWords[one.outcome]
      : { tag: urgencyTags[one.urgency] },
    { tag: one.draftBy === null ? stateTags[one.state] : DRAFT_BEGUN },
  ]
}

const labels = { urgency: 'Urgency', now: 'When', kind: 'Kind', stretch: 'Stretch', state: 'State' } as const

function wordsOf(name: keyof ListFilters, filters: ListFilters): string {
  if (name === 'urgency') return filters.urgency ? urgencyTags[filters.urgency].text : ''
  if (name === 'now') return nowItems.find(({ value }) => value === filters.now)?.text ?? ''
  if (name === 'kind') return filters.kind ? publicKind[filters.kind] : ''
  if (name === 'state') return filters.state ? stateTags[filters.state].text : ''
  return filters.stretch ?? ''
}

/**
 * Lists the filters in use.
 * @param filters - as the address says them
 * @returns each with the address of the list without it
 */
export function chosenFilters(filters: ListFilters) {
  return (Object.keys(labels) as (keyof ListFilters)[]).flatMap((name) =>
    filters[name] === undefined
      ? []
      : [
          {
            label: labels[name],
            text: wordsOf(name, filters),
            removeHref: listHref({ ...filters, [name]: undefined }),
          },
        ],
  )
}

/**
 * Writes the address of the list.
 * @param filters - which of them are in use
 * @param page - from 1
 * @returns path and query
 */
export function listHref(filters: ListFilters, page = 1): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filters)) if (value) query.set(name, value)
  if (page > 1) query.set('page', String(page))
  const text = query.toString()
  return text === '' ? '/triage' : `/triage?${text}`
}

export const nowItems = [
  { value: '1', text: 'Happening now, not opened' },
  { value: '0', text: 'All others' },
]
export const urgencyItems = urgencies.map((value) => ({ value, text: urgencyTags[value].text }))
export const kindItems = kinds.map((value) => ({ value, text: publicKind[value] }))
export const stateItems = (['new', 'open', 'closed'] as const).map((value) => ({
  value,
  text: stateTags[value].text,
}))

/**
 * Lists the stretches that have something waiting, and the one that is chosen.
 * @param groups - of the queue
 * @param chosen - the stretch of the filter
 * @returns choices, in alphabetical order
 */
export function stretchItems(groups: readonly (readonly QueuedReport[])[], chosen: string | undefined) {
  const names = new Set(groups.flat().map((one) => one.stretch))
  if (chosen !== undefined) names.add(chosen)
  return [...names]
    .toSorted((left, right) => left.localeCompare(right, 'en-GB'))
    .map((value) => ({ value, text: value }))
}
