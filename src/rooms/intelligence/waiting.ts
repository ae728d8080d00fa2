/** What waits in this room, and how home shows it. */
import type { RoomWaiting } from '../../platform/rooms/waiting.ts'
import { intelligenceTasks } from './tasks.ts'

export const waiting: RoomWaiting = {
  schema: 'intelligence',
  ask: 'intelligence.waiting(intelligence.shared())',
  list: intelligenceTasks,
  kinds: [
    {
      kind: 'second-check',
      tag: { text: 'Second check', colour: 'purple' },
      whose: 'anybody',
      newBy: 'moment',
    },
    {
      kind: 'returned',
      tag: { text: 'Returned to you', colour: 'purple' },
      whose: 'own',
      newBy: 'moment',
    },
    {
      kind: 'unchecked',
      tag: { text: 'Not checked', colour: 'purple' },
      whose: 'anybody',
      newBy: 'item',
    },
    {
      kind: 'draft',
      tag: { text: 'Draft', colour: 'grey' },
      whose: 'own',
      newBy: 'item',
      fold: { text: (number) => `${number} drafts of yours`, href: '/reports/drafts' },
    },
    {
      kind: 'evaluate',
      tag: { text: 'To grade', colour: 'grey' },
      whose: 'anybody',
      newBy: 'item',
      fold: { text: (number) => `${number} reports to grade`, href: '/reports/evaluate' },
    },
    {
      kind: 'review',
      tag: { text: 'Review due', colour: 'grey' },
      whose: 'anybody',
      newBy: 'item',
      fold: { text: (number) => `${number} reports whose review is due`, href: '/reports/ours' },
    },
  ],
}
