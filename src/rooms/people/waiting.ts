/** What waits in this room, whose schema is `identity`, and how home shows it. */
import type { RoomWaiting } from '../../platform/rooms/waiting.ts'
import { appointmentTasks } from './appointments.ts'
import { identityTasks } from './identity-tasks.ts'
import { rankTasks, rankWaiting } from './ranks/tasks.ts'

export const waiting: RoomWaiting = {
  schema: 'identity',
  ask: 'identity.waiting()',
  list: async (scope) => [
    ...(await appointmentTasks(scope)),
    ...(await identityTasks(scope)),
    ...(await rankTasks(scope)),
  ],
  kinds: [
    {
      kind: 'appointment',
      tag: { text: 'New roles', colour: 'orange' },
      whose: 'anybody',
      newBy: 'moment',
      fold: {
        text: (number) => `${number} changes of roles, clearance or rank to review`,
        href: '/appointments',
      },
    },
    {
      kind: 'role-proposal',
      tag: { text: 'Groups differ', colour: 'orange' },
      whose: 'anybody',
      newBy: 'moment',
      fold: { text: (number) => `${number} roles that groups propose`, href: '/people/proposals' },
    },
    {
      kind: 'unbinding',
      tag: { text: 'Second administrator', colour: 'orange' },
      whose: 'anybody',
      newBy: 'moment',
    },
    ...rankWaiting,
  ],
}
