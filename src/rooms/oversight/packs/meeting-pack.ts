/** The pack for a meeting: the agenda that writes itself, what is promised and asked, and how all recommendations stand. Pure. */
import { ukDate } from '../../../design/dates.ts'
import type { Block } from '../../../platform/documents/document.ts'
import type { Inspection, Recommendation } from '../inspections/inspection.ts'
import { NOT_ENTERED } from '../inspections/inspection.ts'
import type { WholeMeeting } from '../meetings/hold-meeting.ts'
import { meetingStates, type Pledge } from '../meetings/meeting-store.ts'
import { standingOf, standingWords, stageWords, type Duty } from '../standing.ts'
import { heading, reportLine } from './pack.ts'

/**
 * Writes the pack of a meeting.
 * @param whole - the meeting as it stands
 * @param inspection - the report that it is about
 * @param recommendations - of the report
 * @returns title and blocks
 */
export function meetingPack(
  { meeting, since, agenda, questions, promises, duties, today }: WholeMeeting,
  inspection: Inspection,
  recommendations: readonly Recommendation[],
): { title: string; blocks: Block[] } {
  const { minutes, state, onDay, id } = meeting
  return {
    title: `Meeting of ${ukDate(onDay)} with ${meeting.agencyName}`,
    blocks: [
      {
        kind: 'facts',
        rows: [
          { key: 'Who holds it', text: meeting.bodyName },
          { key: 'With', text: meeting.agencyName },
          { key: 'About', text: reportLine(inspection) },
          { key: 'State', text: meetingStates[state] },
          { key: 'Last meeting', text: since === null ? 'This is the first one' : ukDate(since) },
        ],
      },
      heading(1, 'Agenda'),
      ...agenda.flatMap(({ title, items }): Block[] => [
        heading(2, title),
        items.length === 0
          ? { kind: 'paragraph', text: 'Nothing to ask in this area.' }
          : {
              kind: 'list',
              items: items.map(({ tag, text, promiseId }) => ({
                text: `${tag.text}. ${text}`,
                ...(promiseId === null ? {} : { source: promiseId }),
              })),
            },
      ]),
      heading(1, 'How every recommendation stands'),
      standingTable(duties, recommendations, today),
      heading(1, 'Questions and answers'),
      ...(questions.length === 0 ? [none('No question yet.')] : []),
      ...questions.flatMap((one): Block[] => [
        { kind: 'paragraph', text: one.question, strong: true, source: one.id },
        { kind: 'paragraph', text: one.answer === '' ? 'Not answered yet.' : one.answer, source: one.id },
      ]),
      heading(1, 'Promises made at this meeting'),
      promises.length === 0 ? none('No promise yet.') : promiseTable('Promises made at this meeting', promises),
      heading(1, 'Minutes'),
      minutes === '' ? none('No minutes yet.') : { kind: 'paragraph', text: minutes, source: id },
    ],
  }
} // prettier-ignore

const none = (text: string): Block => ({ kind: 'paragraph', text })

/**
 * A table of lines: number, text, due day, standing, owner.
 * @param duties - of one agency
 * @param recommendations - whose texts stand in it
 * @param today - YYYY-MM-DD
 * @returns the block
 */
export function standingTable(
  duties: readonly Duty[],
  recommendations: readonly Recommendation[],
  today: string,
): Block {
  return {
    kind: 'table',
    caption: `Recommendations on ${ukDate(today)}`,
    columns: ['Number', 'What it says', 'Due', 'How it stands', 'Stage', 'Owner'],
    rows: duties.map((duty) => ({
      cells: [
        String(duty.number),
        recommendations.find(({ id }) => id === duty.recommendationId)?.text ?? NOT_ENTERED,
        duty.dueOn === null ? NOT_ENTERED : ukDate(duty.dueOn),
        standingWords[standingOf(duty, today)],
        stageWords[duty.stage],
        duty.ownerPost ?? 'No owner is named',
      ],
    })),
  }
}

const promiseTable = (caption: string, promises: readonly Pledge[]): Block => ({
  kind: 'table',
  caption,
  columns: ['What was promised', 'By whom', 'Until', 'Kept'],
  rows: promises.map((one) => ({
    source: one.id,
    cells: [one.text, one.byPost, ukDate(one.dueOn), one.keptOn === null ? 'Not yet' : ukDate(one.keptOn)],
  })),
})
