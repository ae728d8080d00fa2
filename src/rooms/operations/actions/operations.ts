/** The words of what is done with actions. */
import { opened, type OperationWords } from '../../../platform/rooms/operations.ts'

export const actionOperations: Readonly<Record<string, OperationWords>> = {
  'operations.action.list': opened('the actions of an operation'),
  'operations.action.read': ['Read', 'read', 'an action'],
  'operations.action.show-raise': opened('the page to raise an action'),
  'operations.action.raise': ['Raised', 'raise', 'an action'],
  'operations.action.move': ['Said', 'say', 'how far an action has come'],
  'operations.action.allocate': ['Allocated', 'allocate', 'several actions'],
  'operations.action.comment': ['Commented', 'comment', 'on an action'],
  'operations.action.share': ['Shared', 'share', 'the result of an action'],
}
