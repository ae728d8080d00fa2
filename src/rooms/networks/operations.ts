/** The words of this room’s operations, theme by theme. A theme in a folder of its own adds its list here. */
import { eventOperations } from './events/operations.ts'
import { opened, type OperationWords } from '../../platform/rooms/operations.ts'

export const operations: Readonly<Record<string, OperationWords>> = {
  'networks.room.show': opened('the first page of networks'),
  ...eventOperations,
}
