/** A debrief as a document: what its page shows to whoever prints it. Pure. */
import { ukDateTime, utcDateTime } from '../../../../design/dates.ts'
import type { Block, OwnDocument } from '../../../../platform/documents/document.ts'
import { byTheme, factsOf, factsOfLesson, titleOf } from '../pages/debrief.view.ts'
import type { WholeDebrief } from '../read-debrief.ts'
import { ABOUT_PRACTICE, lessonTag } from '../words.ts'

export type PrintedDebrief = {
  whole: WholeDebrief
  printedBy: string
  exercise: string
  madeAt: Date
}

const heading = (level: 1 | 2, text: string): Block => ({ kind: 'heading', level, text })
const paragraph = (text: string): Block => ({ kind: 'paragraph', text })

/**
 * Makes the document.
 * @param printed - what is printed, and by whom
 */
export function debriefDocument({ whole, printedBy, exercise, madeAt }: PrintedDebrief): OwnDocument {
  const { debrief, observations, lessons } = whole
  return {
    title: `${titleOf(debrief)}, ${debrief.codename}`,
    lang: 'en',
    marking: debrief.classification,
    exercise,
    head: [],
    blocks: [
      paragraph(ABOUT_PRACTICE),
      {
        kind: 'facts',
        rows: [
          { key: 'State', text: debrief.state === 'closed' ? 'Closed' : 'Open' },
          ...factsOf(debrief),
          { key: 'Printed', text: `${ukDateTime(madeAt)} by ${printedBy}` },
        ],
      },
      heading(1, 'Lessons'),
      ...(lessons.length === 0 ? [paragraph('No lesson is identified.')] : []),
      ...lessons.flatMap((one): Block[] => [
        heading(2, one.title),
        {
          kind: 'facts',
          rows: [...factsOfLesson(one), { key: 'How it stands', text: lessonTag(one).text }],
        },
      ]),
      heading(1, 'What agencies saw'),
      ...(observations.length === 0 ? [paragraph('Nothing is entered yet.')] : []),
      ...byTheme(observations).flatMap((theme): Block[] => [
        heading(2, theme.heading),
        ...theme.observations.flatMap((one): Block[] => [
          { kind: 'paragraph', text: one.card, strong: true },
          { kind: 'facts', rows: one.rows },
        ]),
      ]),
    ],
    stamp: [`Printed ${utcDateTime(madeAt)}. The page of the debrief says what has changed since.`],
    madeAt: madeAt.toISOString(),
  }
}
