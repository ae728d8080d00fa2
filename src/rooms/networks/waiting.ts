/** What waits in this room, theme by theme, and how home shows it. */
import type { RoomWaiting } from '../../platform/rooms/waiting.ts'
import { groupTasks } from './groups/tasks.ts'
import { groupWaitingKinds } from './groups/waiting.ts'
import { joiningTasks, joiningWaitingKinds } from './joining/tasks.ts'

export const waiting: RoomWaiting = {
  schema: 'networks',
  ask: 'networks.waiting()',
  list: async (scope) => [...(await joiningTasks(scope)), ...(await groupTasks(scope))],
  kinds: [...joiningWaitingKinds, ...groupWaitingKinds],
}
