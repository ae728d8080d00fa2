/** The words of this room’s operations. */
import { opened, type OperationWords } from '../../platform/rooms/operations.ts'

export const operations: Readonly<Record<string, OperationWords>> = {
  'home.show': opened('what waits'),
  'home.mail.look': ['Looked up', 'look up', 'who may be due a mail'],
  'home.mail.count': ['Counted', 'count', 'what is new, for a mail'],
  'home.mail.send': ['Sent', 'send', 'a mail with a number'],
}
