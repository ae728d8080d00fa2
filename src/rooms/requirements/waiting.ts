/** What waits in this room, and how home shows it. */
import type { RoomWaiting } from '../../platform/rooms/waiting.ts'
import { requirementTasks } from './tasks.ts'

export const waiting: RoomWaiting = {
  schema: 'requirements',
  ask: 'requirements.waiting()',
  list: requirementTasks,
  kinds: [
    {
      kind: 'requirement-ask',
      tag: { text: 'Asked of you', colour: 'blue' },
      whose: 'anybody',
      newBy: 'moment',
      fold: {
        text: (number, from) => `${number} requirements on which ${from} asks you`,
        href: '/requirements',
      },
    },
    {
      kind: 'requirement-mine',
      tag: { text: 'To find out', colour: 'blue' },
      whose: 'own',
      newBy: 'item',
      fold: { text: (number) => `${number} lines of collection plans that are yours`, href: '/requirements' },
    },
    {
      kind: 'requirement-late',
      tag: { text: 'Late', colour: 'orange' },
      whose: 'own',
      newBy: 'item',
    },
    {
      kind: 'requirement-reply',
      tag: { text: 'Requirement', colour: 'green' },
      whose: 'own',
      newBy: 'moment',
      fold: {
        text: (number, from) => `${number} replies of ${from} on requirements`,
        href: '/requirements/ours',
      },
    },
  ],
}
