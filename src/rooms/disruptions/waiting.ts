/** What waits in this room, and how home shows it. */
import type { RoomWaiting } from '../../platform/rooms/waiting.ts'
import { disruptionTasks } from './tasks.ts'

export const waiting: RoomWaiting = {
  schema: 'disruptions',
  ask: 'disruptions.waiting()',
  list: disruptionTasks,
  kinds: [
    {
      kind: 'disruption-moderate',
      tag: { text: 'To moderate', colour: 'blue' },
      whose: 'anybody',
      newBy: 'moment',
      fold: {
        text: (number, from) => `${number} disruptions of ${from} to moderate`,
        href: '/disruptions/partners',
      },
    },
    {
      kind: 'disruption-returned',
      tag: { text: 'Question', colour: 'yellow' },
      whose: 'own',
      newBy: 'moment',
      fold: {
        text: (number, from) => `${number} questions of ${from} on disruptions`,
        href: '/disruptions',
      },
    },
    {
      kind: 'disruption-effect',
      tag: { text: 'Effect due', colour: 'orange' },
      whose: 'own',
      newBy: 'item',
    },
    {
      kind: 'disruption-notice',
      tag: { text: 'Group', colour: 'purple' },
      whose: 'anybody',
      newBy: 'moment',
      fold: {
        text: (number, from) => `${number} times ${from} speaks of groups that it may not read`,
        href: '/groups',
      },
    },
  ],
}
