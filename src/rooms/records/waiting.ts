/** What waits in this room, and how home shows it. */
import type { RoomWaiting } from '../../platform/rooms/waiting.ts'
import { noticeKind, noticeTasks } from './corrections/waiting.ts'
import { erasureKind, erasureTasks } from './erasures/waiting.ts'
import { incidentKind, incidentTasks } from './incidents/waiting.ts'
import { registerKind, registerTasks } from './registers/waiting.ts'
import { requestKind, requestTasks } from './requests/waiting.ts'
import { reviewKind, reviewTasks } from './reviews/waiting.ts'

export const waiting: RoomWaiting = {
  schema: 'records',
  ask: 'records.waiting()',
  kinds: [reviewKind, noticeKind, erasureKind, requestKind, incidentKind, registerKind],
  list: async (scope) => [
    ...(await reviewTasks(scope)),
    ...(await noticeTasks(scope)),
    ...(await erasureTasks(scope)),
    ...(await requestTasks(scope)),
    ...(await incidentTasks(scope)),
    ...(await registerTasks(scope)),
  ],
}
