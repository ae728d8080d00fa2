/** The words of what is done in debriefs. */
import { opened, type OperationWords } from '../../../platform/rooms/operations.ts'

export const debriefOperations: Readonly<Record<string, OperationWords>> = {
  'operations.debrief.list': opened('the debriefs of an operation'),
  'operations.debrief.list-mine': opened('the debriefs of the operations that somebody is in'),
  'operations.debrief.read': ['Read', 'read', 'a debrief'],
  'operations.debrief.show-begin': opened('the page to begin a debrief'),
  'operations.debrief.begin': ['Began', 'begin', 'a debrief'],
  'operations.debrief.show-observe': opened('the page to enter an observation in a debrief'),
  'operations.debrief.observe': ['Entered', 'enter', 'an observation in a debrief'],
  'operations.debrief.show-identify': opened('the page to identify a lesson in a debrief'),
  'operations.debrief.identify': ['Identified', 'identify', 'a lesson in a debrief'],
  'operations.debrief.show-close': opened('the page to close a debrief'),
  'operations.debrief.close': ['Closed', 'close', 'a debrief'],
  'operations.debrief.print': ['Printed', 'print', 'a debrief'],
}
