/** What waits in this room, theme by theme, and how home shows it. */
import type { RoomWaiting } from '../../platform/rooms/waiting.ts'
import { groupTasks } from './groups/tasks.ts'
import { groupWaitingKinds } from './groups/waiting.ts'

export const waiting: RoomWaiting = {
  schema: 'networks',
  ask: 'networks.waiting()',
  list: groupTasks,
  kinds: groupWaitingKinds,
}
