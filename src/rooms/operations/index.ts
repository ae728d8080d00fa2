/** The door of this room: operations, in which agencies act together. */
import type { Room } from '../../platform/rooms/room.ts'
import { actionsApi } from './actions/api/actions.ts'
import { actionsPages } from './actions/pages/index.ts'
import { decisionsApi } from './decisions/api/decisions.ts'
import { decisionPages } from './decisions/pages/index.ts'
import { operations } from './operations.ts'

export type { OperationId, ParticipationId, PostId } from './ids.ts'
export { operationId, operationPath } from './ids.ts'

export const room: Room = {
  name: 'operations',
  operations,
  pages: (app, services) => {
    decisionPages(app, services)
    actionsPages(app)
  },
  api: (app, services) => {
    decisionsApi(app, services)
    actionsApi(app)
  },
}
