/** What waits in this room, and how home shows it. */
import type { RoomWaiting } from '../../platform/rooms/waiting.ts'
import { coastTasks } from './tasks.ts'

export const waiting: RoomWaiting = {
  schema: 'coast',
  ask: 'coast.waiting()',
  list: coastTasks,
  kinds: [
    {
      kind: 'coast-review',
      tag: { text: 'Coast', colour: 'orange' },
      whose: 'own',
      newBy: 'item',
      fold: {
        text: (number) => `${number} stretches of the coast whose review is overdue`,
        href: '/coast',
      },
    },
  ],
}
