/** The words of this room’s operations, theme by theme. A theme in a folder of its own adds its list here. */
import { eventOperations } from './events/operations.ts'
import { opened, type OperationWords } from '../../platform/rooms/operations.ts'
import { groupOperations } from './groups/operations.ts'

export const operations: Readonly<Record<string, OperationWords>> = {
  'networks.room.show': opened('the first page of networks'),
  ...groupOperations,
  'networks.subject.read': ['Read', 'read', 'what reports say of a subject'],
  'networks.subject.open-card': opened('a subject from a report'),
  'networks.subject.open-match': opened('a subject from a match'),
  'networks.subject.show-why': opened('why two subjects are related'),
  'networks.subject.show-neighbours': opened('what stands near a subject'),
  'networks.subject.show-ask-path': opened('the page to find the way to another subject'),
  'networks.subject.show-path': opened('the way between two subjects'),
  'networks.subject.gather': ['Gathered', 'gather', 'what reports say of subjects'],
  'networks.link.decide': ['Decided', 'decide', 'about a link between two subjects'],
  'networks.joining.show-ask': opened('the page to say that two subjects are the same'),
  'networks.joining.list-asked': opened('the list of subjects that partners say are the same'),
  'networks.joining.join': ['Said', 'say', 'that two subjects are the same'],
  'networks.joining.part': ['Said', 'say', 'that two subjects are not the same'],
  'networks.suggestion.list': opened('suggested groups'),
  'networks.suggestion.answer': ['Answered', 'answer', 'a suggested group'],
  'networks.safeguarding.show': opened('a safeguarding decision'),
  'networks.safeguarding.ask': ['Asked for', 'ask for', 'a safeguarding decision'],
  'networks.safeguarding.agree': ['Agreed to', 'agree to', 'a safeguarding decision'],
  'networks.safeguarding.refuse': ['Refused', 'refuse', 'a safeguarding decision'],
  ...eventOperations,
}
