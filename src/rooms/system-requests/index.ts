/** The door of this room: requests to systems of record, and the line of responsibility for each. */
import type { Room } from '../../platform/rooms/room.ts'
import { systemRequestsApi } from './api/system-requests.ts'
import { figureTables } from './figure-tables.ts'
import { FORGET, forgetTask, WATCH, watchTask } from './forget.ts'
import { operations } from './operations.ts'
import { pages } from './pages/index.ts'
import { requestSettingsOfNode } from './settings.ts'
import { subjectRights } from './subject-rights.ts'
import { waiting } from './waiting.ts'

export { accredit } from './accredit.ts'
export { corroborate, linkAction, sayWrong } from './corroborate.ts'
export { draftAgain, draftRequest, safeguard } from './draft-request.ts'
export type { AccreditationId, SystemRequestId } from './ids.ts'
export { moveRequest, type Move as RequestMove } from './move-request.ts'
export { parseRequest } from './request.ts'
export {
  changeRequestSettings,
  readRequestSettings,
  requestSettingsOfNode,
  type RequestSettingName,
} from './settings.ts'

export const room: Room = {
  name: 'system-requests',
  operations,
  settings: requestSettingsOfNode,
  actors: { 'system-requests': 'The clock, for requests to systems of record' },
  tasks: () => ({ [FORGET]: forgetTask, [WATCH]: watchTask }),
  schedule: [
    { task: FORGET, pattern: '50 3 * * *' },
    { task: WATCH, pattern: '40 * * * *' },
  ],
  waiting,
  figureTables,
  subjectRights,
  pages,
  api: systemRequestsApi,
}
