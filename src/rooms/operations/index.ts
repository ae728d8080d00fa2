/** The door of this room: operations, in which agencies act together. */
import { whoever } from '../../platform/identity/roles.ts'
import type { Room } from '../../platform/rooms/room.ts'
import { actionsApi } from './actions/api/actions.ts'
import { actionsPages } from './actions/pages/index.ts'
import { decisionsApi } from './decisions/api/decisions.ts'
import { decisionPages } from './decisions/pages/index.ts'
import { operationsApi } from './api/operations.ts'
import { conflictsApi } from './conflicts/api.ts'
import { BEAT_MS, END, endTask, LOOK, lookTask } from './conflicts/look.ts'
import { plannedPages } from './conflicts/pages/index.ts'
import { operations } from './operations.ts'
import { pages } from './pages/index.ts'
import { operationSettingsOfNode } from './settings.ts'
import { subjectRights } from './subject-rights.ts'
import { waiting } from './waiting.ts'

export type { OperationId, ParticipationId, PostId } from './ids.ts'
export { operationId, operationPath } from './ids.ts'
export type { PlannedEventId } from './conflicts/ids.ts'
export { agreeSilence, lodgeEvent } from './conflicts/lodge-event.ts'
export { lookTask } from './conflicts/look.ts'
export { parseLodging } from './conflicts/planned-event.ts'
export { parseAction } from './actions/action.ts'
export type { ActionId } from './actions/ids.ts'
export { moveAction, type Step as ActionStep } from './actions/move-action.ts'
export { raiseAction } from './actions/raise-action.ts'
export { acceptTerms, offerTerms } from './agencies/participation.ts'
export { parseDecision } from './decisions/decision.ts'
export { ukMoment, ukParts } from './decisions/moment.ts'
export { enterDecision } from './decisions/enter-decision.ts'
export type { DecisionId } from './decisions/ids.ts'
export { sayOfDecision } from './decisions/say-of-decision.ts'
export { parseOperation } from './operation.ts'
export { acceptPost, proposePost } from './people/posts.ts'
export { proposeOperation } from './propose-operation.ts'
export {
  changeOperationSettings,
  operationSettingsOfNode,
  readOperationSettings,
  type OperationSettingName,
} from './settings.ts'

export const room: Room = {
  name: 'operations',
  operations,
  settings: operationSettingsOfNode,
  subjectRights,
  waiting,
  actors: { 'planned-events': 'The finder of conflicts' },
  tasks: () => ({ [LOOK]: lookTask, [END]: endTask }),
  loops: [{ task: LOOK, pauseMs: BEAT_MS }],
  schedule: [{ task: END, pattern: '25 * * * *' }],
  pages: (app, services) => {
    plannedPages(app)
    pages(app)
    decisionPages(app, services)
    actionsPages(app)
  },
  api: (app, services) => {
    operationsApi(app)
    conflictsApi(app)
    decisionsApi(app, services)
    actionsApi(app)
  },
  navigation: [
    {
      ...{ place: 37, text: 'Operations', href: '/operations', key: 'operations' },
      roles: whoever.readsInOperations,
      under: ['/operations'],
    },
    {
      ...{
        place: 38,
        text: 'Register of operations',
        href: '/operations/register',
        key: 'operations-register',
      },
      roles: whoever.managesRecords,
    },
  ],
}
