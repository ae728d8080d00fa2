/** Rows of the lists of requirements, as the component `dataTable` takes them. */
import { plural } from '../../../design/words.ts'
import type { Line } from '../line-store.ts'
import type { OwnRow } from '../list-requirements.ts'
import { OPEN_STATES } from '../requirement.ts'
import { dueWords, lineTag, stateTag, type Tag } from './words.ts'

type Cell = string | { text?: string; href?: string; detail?: string; tag?: Tag; tags?: Tag[] }

export const askedHead = ['Question', 'From', 'By when', 'Where it stands']

/**
 * Makes the row of a line that asks this agency.
 * @param row - as the list answers it
 * @param today - YYYY-MM-DD
 * @returns one cell for each head
 */
export function askedRow(row: Line, today: string): Cell[] {
  const isOpen = row.state === 'proposed' || row.state === 'accepted'
  return [
    { text: row.question, href: `/requirements/lines/${row.id}`, detail: row.classification },
    row.owner.name,
    dueWords(row.byWhen, today, isOpen),
    { tag: lineTag(row.state), ...(row.person === null ? {} : { detail: row.person }) },
  ]
}

export const ownHead = ['Question', 'Answers for it', 'Of value until', 'Where it stands']

/**
 * Makes the row of an own requirement.
 * @param row - as the list answers it
 * @param today - YYYY-MM-DD
 * @returns one cell for each head
 */
export function ownRow(row: OwnRow, today: string): Cell[] {
  const isOpen = OPEN_STATES.includes(row.state)
  const unreleased = row.status === 'submitted' && isOpen ? [{ text: 'Not released', colour: 'grey' }] : []
  return [
    { text: row.question, href: `/requirements/${row.id}`, detail: `${row.priority}. ${row.classification}` },
    row.answersFor ?? '',
    dueWords(row.valuableUntil, today, isOpen),
    {
      tags: [row.status === 'withdrawn' ? { text: 'Recalled', colour: 'red' } : stateTag(row.state), ...unreleased],
      detail: row.lines === 0 ? 'No plan yet' : `${plural(row.lines, 'line')}, ${String(row.answered)} answered`,
    },
  ]
} // prettier-ignore
