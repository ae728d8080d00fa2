/** The figures of an agency as blocks of a document. Pure. */
import { ukDate } from '../../../design/dates.ts'
import type { Block } from '../../../platform/documents/document.ts'
import type { AccountabilityFigures } from '../../records/index.ts'
import type { Figures } from '../figures/index.ts'
import { heading } from './pack.ts'

const NOT_SHOWN = 'Not shown'
const words = (cell: string | number | null): string => (cell === null ? NOT_SHOWN : String(cell))

/**
 * Writes tables of figures, each with how it is counted.
 * @param figures - what is published of the agency; a table without periods is left out
 * @returns a heading and the tables; that nothing is counted yet, where no table has a period
 */
export function figureBlocks(figures: readonly Figures[]): Block[] {
  const counted = figures.filter(({ columns }) => columns.length > 1)
  return [
    heading(1, 'Figures'),
    ...(counted.length === 0 ? [{ kind: 'paragraph' as const, text: 'Nothing is counted yet.' }] : []),
    ...counted.flatMap((one): Block[] => [
      heading(2, one.title),
      {
        kind: 'table',
        caption: one.title,
        columns: one.columns,
        rows: one.rows.map((row) => ({ cells: row.map(words) })),
      },
      {
        kind: 'paragraph',
        text: `${one.counted}${one.suppressed ? ` ${NOT_SHOWN}: a number of 1 to 4, or one that would give such a number away.` : ''}`,
      },
    ]),
  ]
}

/**
 * Writes how an agency answers for the data that it holds: registers, requests of data subjects, incidents.
 * @param figures - counts of the agency
 * @returns a heading, a table of the registers and the counts
 */
export function accountabilityBlocks({ registers, requests, incidents }: AccountabilityFigures): Block[] {
  const day = (date: string | null, none: string) => (date === null ? none : ukDate(date))
  return [
    heading(1, 'Data protection'),
    {
      kind: 'table',
      caption: 'Registers',
      columns: ['Register', 'In force', 'Past their date', 'Next date', 'Last changed'],
      rows: registers.map((one) => ({
        cells: [
          one.title,
          String(one.inForce),
          String(one.overdue),
          day(one.nextDueOn, 'None'),
          day(one.lastChangedOn, 'Never'),
        ],
      })),
    },
    {
      kind: 'facts',
      rows: [
        {
          key: 'Requests of data subjects',
          text: `${String(requests.open)} open, ${String(requests.late)} of them late. In a year ${String(requests.answeredInAYear)} answered, ${String(requests.answeredLateInAYear)} of them late.`,
        },
        {
          key: 'Incidents with personal data',
          text: `${String(incidents.open)} open. In a year ${String(incidents.inAYear)}: the Information Commissioner was told within 72 hours of ${String(incidents.toldInTimeInAYear)}, later of ${String(incidents.toldLateInAYear)}.`,
        },
      ],
    },
  ]
}
