/** The door of this room: operations, in which agencies act together. */
import type { Room } from '../../platform/rooms/room.ts'
import { operations } from './operations.ts'

export type { OperationId, ParticipationId, PostId } from './ids.ts'
export { operationId, operationPath } from './ids.ts'

export const room: Room = {
  name: 'operations',
  operations,
}
