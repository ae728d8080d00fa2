/**
 * What waits at the desk, and how home shows it. Of what the public sent only the hour is known. Most of the answer is the
 * same for all who see the same: `reporting.alike()` gives that once, and `reporting.told()` what is each person's own.
 */
import type { RoomWaiting } from '../../../platform/rooms/waiting.ts'
import { agenciesWithSomethingNow } from './happening-now.ts'
import { reportingTasks } from './tasks.ts'

export const waiting: RoomWaiting = {
  schema: 'reporting',
  ask: 'reporting.told()',
  list: reportingTasks,
  happeningNow: agenciesWithSomethingNow,
  kinds: [
    {
      kind: 'happening-now',
      tag: { text: 'Immediate', colour: 'red' },
      whose: 'anybody',
      newBy: 'now',
    },
    {
      kind: 'public-report',
      tag: { text: 'Public report', colour: 'blue' },
      whose: 'anybody',
      newBy: 'hour',
      fold: {
        text: (number) => `${number} public reports that nobody has opened`,
        // What is happening now has its own line, at the top.
        href: '/triage?state=new&now=0',
      },
    },
    {
      kind: 'reporter-answer',
      tag: { text: 'Reporter’s answer', colour: 'blue' },
      whose: 'anybody',
      newBy: 'hour',
      fold: { text: (number) => `${number} answers from reporters`, href: '/triage?state=open' },
    },
    {
      kind: 'question-approval',
      tag: { text: 'Second officer', colour: 'purple' },
      whose: 'anybody',
      newBy: 'hour',
      fold: {
        text: (number) => `${number} questions to reporters to agree to`,
        href: '/triage?state=open',
      },
    },
  ],
}
