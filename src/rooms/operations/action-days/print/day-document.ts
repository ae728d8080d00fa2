/** An action day as a document: what its page shows to whoever prints it, and the briefings that they read. Pure. */
import { ukDate, ukDateTime, utcDateTime } from '../../../../design/dates.ts'
import { highest } from '../../../../design/highest-marking.ts'
import type { Block, OwnDocument } from '../../../../platform/documents/document.ts'
import type { Briefing } from '../brief.ts'
import {
  countRows,
  eventRows,
  exhibitsOf,
  forWhom,
  HEADS,
  planRows,
  postRows,
  saidOf,
} from '../pages/day.view.ts'
import type { WholeDay } from '../read-day.ts'
import { DAY_STATES } from '../words.ts'

export type PrintedDay = {
  whole: WholeDay
  /** the newest versions, as far as whoever prints reads them */
  briefings: readonly Briefing[]
  printedBy: string
  exercise: string
  madeAt: Date
}

/**
 * Makes the document.
 * @param printed - what is printed, and by whom
 */
export function dayDocument({ whole, briefings, printedBy, exercise, madeAt }: PrintedDay): OwnDocument {
  const { day, commandPosts, events, words, counts, notes } = whole
  return {
    title: `Action day of ${day.codename}, ${ukDate(day.onDay)}`,
    lang: 'en',
    marking: highest([day, ...briefings]),
    exercise,
    head: [],
    blocks: [
      {
        kind: 'facts',
        rows: [
          { key: 'State', text: DAY_STATES[day.state] },
          ...words.map((one) => ({
            key: one.word === 'go' ? 'Go' : 'No go',
            text: `${ukDateTime(one.at)}, decision ${String(one.number)}`,
          })),
          { key: 'Exhibits officer', text: exhibitsOf(commandPosts) },
          { key: 'Printed', text: `${ukDateTime(madeAt)} by ${printedBy}` },
        ],
      },
      heading('Safeguarding plan'),
      { kind: 'facts', rows: planRows(day) },
      heading('Command posts'),
      table('Command posts by agency', HEADS.posts, postRows(commandPosts)),
      heading('Events of the agency of whoever printed this'),
      ...(events.length === 0
        ? [{ kind: 'paragraph', text: 'It plans nothing on this day.' } as const]
        : [table('Events by hour and place', HEADS.events, eventRows(events, day.onDay))]),
      heading('Counts'),
      table('Counts by agency', HEADS.counts, countRows(counts)),
      ...briefings.flatMap((one): Block[] => [
        heading(`Briefing, version ${String(one.version)}`),
        { kind: 'paragraph', text: `${forWhom(one.posts)}. Issued ${ukDateTime(one.at)}.` },
        ...saidOf(one.says).flatMap(({ heading: name, text }): Block[] => [
          { kind: 'heading', level: 2, text: name },
          { kind: 'paragraph', text },
        ]),
      ]),
      heading('Notes'),
      ...(notes.length === 0
        ? [{ kind: 'paragraph', text: 'No note yet.' } as const]
        : [
            {
              kind: 'facts',
              rows: notes.map(({ agency, at, text }) => ({ key: `${agency}, ${ukDateTime(at)}`, text })),
            } as const,
          ]),
    ],
    stamp: [`Printed ${utcDateTime(madeAt)}. The page of the day says what has changed since.`],
    madeAt: madeAt.toISOString(),
  }
}

const heading = (text: string): Block => ({ kind: 'heading', level: 1, text })

const table = (
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): Block => ({
  kind: 'table',
  caption,
  columns: [...columns],
  rows: rows.map((cells) => ({ cells: cells.map(String) })),
})
