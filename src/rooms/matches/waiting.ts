/** What waits in this room, and how home shows it. */
import type { RoomWaiting } from '../../platform/rooms/waiting.ts'
import { deconflictionTasks } from './tasks.ts'

export const waiting: RoomWaiting = {
  schema: 'deconfliction',
  ask: 'deconfliction.waiting(deconfliction.shared())',
  list: deconflictionTasks,
  kinds: [
    {
      kind: 'match',
      tag: { text: 'Match', colour: 'blue' },
      whose: 'anybody',
      newBy: 'item',
      counts: 'matches',
    },
    { kind: 'matches', tag: { text: 'Matches', colour: 'blue' }, whose: 'anybody', newBy: 'item' },
    { kind: 'pair', tag: { text: 'People', colour: 'blue' }, whose: 'anybody', newBy: 'item' },
    {
      kind: 'message',
      tag: { text: 'Message', colour: 'blue' },
      whose: 'anybody',
      newBy: 'moment',
      fold: {
        text: (number, from) => `${number} threads with unread messages from ${from}`,
        href: '/matches?state=contacted',
      },
    },
    {
      kind: 'silent-hit',
      tag: { text: 'Asked about yours', colour: 'orange' },
      whose: 'anybody',
      newBy: 'moment',
    },
    {
      kind: 'check-alert',
      tag: { text: 'Unusual checks', colour: 'orange' },
      whose: 'anybody',
      newBy: 'moment',
    },
  ],
}
