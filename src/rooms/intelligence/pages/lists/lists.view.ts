/** Rows of the lists of reports, as the component `dataTable` takes them. */
import type { DraftRow } from '../../drafts.ts'
import type { OwnRow } from '../../own-reports.ts'

export type Tag = { text: string; colour: string }
export type Cell =
  string | { text?: string; href?: string; detail?: string; tag?: Tag; time?: Date; day?: Date }

export const ownHead = ['Report', 'Reference', 'Written', 'State']

const states: Record<OwnRow['status'], Tag> = {
  submitted: { text: 'Not released', colour: 'grey' },
  disseminated: { text: 'Released', colour: 'green' },
  withdrawn: { text: 'Recalled', colour: 'red' },
}

/**
 * Makes the row of an own report.
 * @param row - as the list answers it
 * @returns one cell for each head
 */
export function ownRow(row: OwnRow): Cell[] {
  return [
    { text: row.title, href: `/reports/${row.id}`, detail: row.classification },
    { text: row.reference, ...(row.agencyReference === null ? {} : { detail: row.agencyReference }) },
    { day: row.createdAt },
    { tag: states[row.status] },
  ]
}

export const draftHead = ['Draft', 'What it will be', 'Saved']

/**
 * Makes the row of a draft; a sanitised version that was sent to its second officer is opened on the check's page.
 * @param row - as the list answers it
 * @returns one cell for each head
 */
export function draftRow(row: DraftRow): Cell[] {
  const waits = row.state === 'awaiting-check'
  const tag: Tag | null = waits
    ? { text: 'Waits for its second officer', colour: 'purple' }
    : row.state === 'returned'
      ? { text: 'Returned', colour: 'orange' }
      : null
  const words = {
    report: 'A report',
    'new version': 'A new version',
    'sanitised version': 'A sanitised version',
  }
  return [
    {
      text: row.title === '' ? 'No title yet' : row.title,
      href: waits ? `/checks/${row.id}` : `/reports/drafts/${row.id}/check`,
      ...(row.mine ? {} : { detail: 'Of a colleague' }),
      ...(tag === null ? {} : { tag }),
    },
    words[row.kind],
    { time: row.updatedAt },
  ]
}
