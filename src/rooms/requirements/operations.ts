/** The words of this room’s operations. */
import { opened, type OperationWords } from '../../platform/rooms/operations.ts'

export const operations: Readonly<Record<string, OperationWords>> = {
  'requirements.requirement.list': opened('the list of requirements'),
  'requirements.requirement.read': ['Read', 'read', 'a requirement'],
  'requirements.requirement.show-write': opened('the page to write a requirement'),
  'requirements.requirement.write': ['Filed', 'file', 'a requirement'],
  'requirements.requirement.show-state': opened('the page to say where a requirement stands'),
  'requirements.requirement.change-state': ['Said', 'say', 'where a requirement stands'],
  'requirements.requirement.show-owner': opened('the page to say who answers for a requirement'),
  'requirements.requirement.change-owner': ['Changed', 'change', 'who answers for a requirement'],
  'requirements.requirement.figures': opened('the figures of requirements'),
  'requirements.line.show-propose': opened('the page to add a line to a collection plan'),
  'requirements.line.propose': ['Added', 'add', 'a line to a collection plan'],
  'requirements.line.show': ['Read', 'read', 'a line of a collection plan'],
  'requirements.line.accept': ['Accepted', 'accept', 'a line of a collection plan'],
  'requirements.line.show-decline': opened('the page to decline a line of a collection plan'),
  'requirements.line.decline': ['Declined', 'decline', 'a line of a collection plan'],
  'requirements.line.show-nothing': opened('the page to say that a line of a collection plan found nothing'),
  'requirements.line.nothing': ['Noted', 'note', 'that a line of a collection plan found nothing'],
  'requirements.line.drop': ['Dropped', 'drop', 'a line of a collection plan'],
  'requirements.answer.show-give': opened('the page to answer a requirement'),
  'requirements.answer.give': ['Answered', 'answer', 'a requirement with a report'],
  'requirements.answer.show-take-back': opened('the page to take an answer back'),
  'requirements.answer.take-back': ['Took back', 'take back', 'an answer to a requirement'],
}
