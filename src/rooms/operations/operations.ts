/** The words of this room’s operations, theme by theme. A theme in a folder of its own adds its list here. */
import { opened, type OperationWords } from '../../platform/rooms/operations.ts'
import { actionDayOperations } from './action-days/operations.ts'
import { conflictOperations } from './conflicts/operations.ts'
import { actionOperations } from './actions/operations.ts'
import { debriefOperations } from './debriefs/operations.ts'
import { decisionOperations } from './decisions/operations.ts'
import { taskingOperations } from './tasking/operations.ts'
import { interestOperations } from './interests/operations.ts'

const core: Readonly<Record<string, OperationWords>> = {
  'operations.operation.list': opened('the list of operations'),
  'operations.operation.show-propose': opened('the page to propose an operation'),
  'operations.operation.propose': ['Proposed', 'propose', 'an operation'],
  'operations.operation.read': ['Read', 'read', 'an operation'],
  'operations.operation.show-state': opened('the page to say how far an operation has come'),
  'operations.operation.change-state': ['Said', 'say', 'how far an operation has come'],
  'operations.operation.show-about': opened('the page to choose groups and stretches of an operation'),
  'operations.operation.choose-about': ['Chose', 'choose', 'groups and stretches of an operation'],
  'operations.operation.register': [
    'Said',
    'say',
    'whether the register of the task force names an operation',
  ],
  'operations.operation.list-register': opened('the register of operations of the agency'),
  'operations.operation.list-named': opened('the task force’s register of operations'),
  'operations.participation.show-offer': opened('the page to offer the terms of an operation'),
  'operations.participation.offer': ['Offered', 'offer', 'the terms of an operation'],
  'operations.terms.show-write': opened('the page to write new terms of an operation'),
  'operations.terms.write': ['Wrote', 'write', 'new terms of an operation'],
  'operations.terms.list': opened('the versions of the terms of an operation'),
  'operations.terms.list-asked': opened('new terms that wait for the agency'),
  'operations.terms.accept': ['Accepted', 'accept', 'new terms of an operation'],
  'operations.operation.read-about': opened('what an operation is about'),
  'operations.participation.list': opened('what operations ask of the agency'),
  'operations.participation.show': opened('the terms of an operation'),
  'operations.participation.answer': ['Answered', 'answer', 'the terms of an operation'],
  'operations.post.show-propose': opened('the page to propose somebody for an operation'),
  'operations.post.propose': ['Proposed', 'propose', 'somebody for an operation'],
  'operations.post.show': opened('whom an operation asks for'),
  'operations.post.answer': ['Answered', 'answer', 'whether somebody joins an operation, or stays'],
  'operations.post.show-end': opened('the page to end a post in an operation'),
  'operations.post.end': ['Ended', 'end', 'a post in an operation'],
  'operations.member.list': ['Read', 'read', 'who is in an operation'],
  'operations.member.show-confirm': opened('the page to confirm who is needed in an operation'),
  'operations.member.confirm': ['Confirmed', 'confirm', 'who is needed in an operation'],
  'operations.setting.list': ['Read', 'read', 'settings of operations'],
  'operations.setting.change': ['Changed', 'change', 'a setting of operations'],
}

export const operations: Readonly<Record<string, OperationWords>> = {
  ...core,
  ...decisionOperations,
  ...actionOperations,
  ...conflictOperations,
  ...actionDayOperations,
  ...debriefOperations,
  ...taskingOperations,
  ...interestOperations,
}
