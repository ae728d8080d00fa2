/** What waits in this room, and how home shows it. */
import type { RoomWaiting, WaitingKind } from '../../platform/rooms/waiting.ts'
import { oversightTasks } from './tasks.ts'

const kindOf = (
  kind: string,
  colour: string,
  whose: WaitingKind['whose'],
  fold: (number: string) => string,
): WaitingKind => ({
  ...{ kind, tag: { text: 'Oversight', colour }, whose, newBy: 'item' },
  fold: { text: fold, href: '/oversight' },
})

export const waiting: RoomWaiting = {
  schema: 'oversight',
  ask: 'oversight.waiting()',
  list: oversightTasks,
  kinds: [
    kindOf('oversight-late', 'red', 'anybody', (number) => `${number} recommendations that are late`),
    kindOf(
      'oversight-decide',
      'purple',
      'anybody',
      (number) => `${number} recommendations proposed as complete`,
    ),
    kindOf('oversight-sign', 'orange', 'anybody', (number) => `${number} entries of progress to sign`),
    kindOf('oversight-comment', 'orange', 'anybody', (number) => `${number} inspections to comment on`),
    kindOf('oversight-meeting', 'blue', 'anybody', (number) => `${number} meetings`),
    kindOf('oversight-promise', 'red', 'anybody', (number) => `${number} promises that are late`),
    kindOf('oversight-lesson', 'purple', 'anybody', (number) => `${number} lessons`),
    kindOf('oversight-response', 'orange', 'anybody', (number) => `${number} responses to write`),
  ],
}
