/** What waits in this room, and how home shows it. A theme in a folder of its own adds its list and its kinds. */
import type { RoomWaiting } from '../../platform/rooms/waiting.ts'
import { conflictKinds, conflictTasks } from './conflicts/tasks.ts'
import { actionDayTasks, actionDayWaiting } from './action-days/tasks.ts'
import { actionTasks, actionWaiting } from './actions/tasks.ts'
import { debriefTasks, debriefWaiting } from './debriefs/tasks.ts'
import { decisionTasks, decisionWaiting } from './decisions/tasks.ts'
import { bidTasks, bidWaiting } from './tasking/tasks.ts'
import { interestTasks, interestWaiting } from './interests/tasks.ts'
import { operationTasks } from './tasks.ts'

export const waiting: RoomWaiting = {
  schema: 'operations',
  ask: 'operations.waiting()',
  list: async (scope) => [
    ...(await operationTasks(scope)),
    ...(await decisionTasks(scope)),
    ...(await actionTasks(scope)),
    ...(await conflictTasks(scope)),
    ...(await actionDayTasks(scope)),
    ...(await debriefTasks(scope)),
    ...(await bidTasks(scope)),
    ...(await interestTasks(scope)),
  ],
  kinds: [
    {
      kind: 'operation-terms',
      tag: { text: 'Invitation', colour: 'blue' },
      whose: 'anybody',
      newBy: 'moment',
      fold: {
        text: (number) => `${number} operations ask whether your agency takes part`,
        href: '/operations/asked',
      },
    },
    {
      kind: 'operation-version',
      tag: { text: 'New terms', colour: 'blue' },
      whose: 'anybody',
      newBy: 'moment',
    },
    {
      kind: 'operation-person',
      tag: { text: 'Asked of you', colour: 'blue' },
      whose: 'anybody',
      newBy: 'moment',
      fold: {
        text: (number) => `${number} of your people are asked for in operations`,
        href: '/operations/asked',
      },
    },
    { kind: 'operation-lead', tag: { text: 'Confirm', colour: 'orange' }, whose: 'anybody', newBy: 'moment' },
    { kind: 'operation-confirm', tag: { text: 'Confirm', colour: 'orange' }, whose: 'own', newBy: 'moment' },
    ...conflictKinds,
    ...decisionWaiting,
    ...actionWaiting,
    ...actionDayWaiting,
    ...debriefWaiting,
    ...bidWaiting,
    ...interestWaiting,
  ],
}
