/** The words of what is done with planned events and conflicts. */
import { opened, type OperationWords } from '../../../platform/rooms/operations.ts'

export const conflictOperations: Readonly<Record<string, OperationWords>> = {
  'operations.planned-event.lodge': ['Lodged', 'lodge', 'a planned event'],
  'operations.planned-event.change': ['Changed', 'change', 'a planned event'],
  'operations.planned-event.stand-down': ['Stood down', 'stand down', 'a planned event'],
  'operations.planned-event.agree-silence': ['Agreed', 'agree', 'that a planned event is silent'],
  'operations.planned-event.ring': ['Noted', 'note', 'that the duty post was rung'],
  'operations.planned-event.go': ['Said', 'say', 'go for a planned event'],
  'operations.planned-event.finish': ['Finished', 'finish', 'a planned event'],
  'operations.planned-event.coarsen': ['Coarsened', 'coarsen', 'a planned event'],
  'operations.planned-event.erase': ['Erased', 'erase', 'a planned event'],
  'operations.planned-event.read': opened('a planned event'),
  'operations.planned-event.list': opened('the planned events'),
  'operations.planned-event.export': ['Exported', 'export', 'planned events'],
  'operations.conflict.list': opened('the conflicts of planned events'),
  'operations.conflict.read': opened('a conflict of planned events'),
  'operations.conflict.show': ['Showed', 'show', 'a conflict of planned events'],
  'operations.conflict.change': ['Told', 'tell', 'that the other side of a conflict changed'],
  'operations.conflict.end': ['Ended', 'end', 'a conflict of planned events'],
  'operations.conflict.word': ['Said', 'say', 'what came of a conflict of planned events'],
  'operations.conflict.open': ['Opened', 'open', 'their side of a conflict of planned events'],
  'operations.conflict.broker-cards': opened('the cards of the duty post'),
  'operations.conflict.broker-tell': ['Told', 'tell', 'one side of a conflict of planned events'],
}
