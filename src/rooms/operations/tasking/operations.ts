/** The words of what is done with meetings and bids. */
import { opened, type OperationWords } from '../../../platform/rooms/operations.ts'

export const taskingOperations: Readonly<Record<string, OperationWords>> = {
  'operations.meeting.list': opened('tasking meetings'),
  'operations.meeting.read': ['Read', 'read', 'a tasking meeting'],
  'operations.meeting.show-call': opened('the page to call a tasking meeting'),
  'operations.meeting.call': ['Called', 'call', 'a tasking meeting'],
  'operations.meeting.show-hold': opened('the page to say that a tasking meeting was held'),
  'operations.meeting.hold': ['Said', 'say', 'that a tasking meeting was held'],
  'operations.bid.list': opened('the list of bids'),
  'operations.bid.read': ['Read', 'read', 'a bid'],
  'operations.bid.show-draft': opened('the page to draft a bid'),
  'operations.bid.draft': ['Drafted', 'draft', 'a bid'],
  'operations.bid.show-change': opened('the page to change a bid'),
  'operations.bid.change': ['Changed', 'change', 'a bid'],
  'operations.bid.submit': ['Submitted', 'submit', 'a bid'],
  'operations.bid.show-decide': opened('the page to decide on a bid'),
  'operations.bid.decide': ['Decided', 'decide', 'on a bid'],
  'operations.bid.show-review': opened('the page to review a bid'),
  'operations.bid.review': ['Reviewed', 'review', 'a bid'],
}
