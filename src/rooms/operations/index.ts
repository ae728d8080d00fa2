/** The door of this room: operations, in which agencies act together. */
import type { Room } from '../../platform/rooms/room.ts'
import { conflictsApi } from './conflicts/api.ts'
import { BEAT_MS, END, endTask, LOOK, lookTask } from './conflicts/look.ts'
import { plannedPages } from './conflicts/pages/index.ts'
import { operations } from './operations.ts'

export type { OperationId, ParticipationId, PostId } from './ids.ts'
export { operationId, operationPath } from './ids.ts'

export const room: Room = {
  name: 'operations',
  operations,
  pages: (app) => {
    plannedPages(app)
  },
  api: (app) => {
    conflictsApi(app)
  },
  actors: { 'planned-events': 'The finder of conflicts' },
  tasks: () => ({ [LOOK]: lookTask, [END]: endTask }),
  loops: [{ task: LOOK, pauseMs: BEAT_MS }],
  schedule: [{ task: END, pattern: '25 * * * *' }],
}
