/** The words of what this theme does. */
import { opened, type OperationWords } from '../../../platform/rooms/operations.ts'

export const eventOperations: Readonly<Record<string, OperationWords>> = {
  'networks.event.list': opened('events by place and time'),
  'networks.event.export': ['Exported', 'export', 'events by place and time'],
}
