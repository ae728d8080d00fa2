/** The words of what is done with interests. */
import { opened, type OperationWords } from '../../../platform/rooms/operations.ts'

export const interestOperations: Readonly<Record<string, OperationWords>> = {
  'operations.interest.list': opened('what an operation works on'),
  'operations.interest.read': ['Read', 'read', 'an interest of an operation'],
  'operations.interest.show-add': opened('the page to add an interest'),
  'operations.interest.add': ['Added', 'add', 'an interest of an operation'],
  'operations.interest.show-close': opened('the page to close an interest'),
  'operations.interest.close': ['Closed', 'close', 'an interest of an operation'],
  'operations.interest.end': ['Closed', 'close', 'an interest whose operation has ended'],
  'operations.interest.list-cards': ['Read', 'read', 'whom to ring about matches of interests'],
  'operations.interest.show-tell': opened('the page to note a call about an interest'),
  'operations.interest.tell': ['Told', 'tell', 'an agency’s desk of another that works on the same'],
}
