/** The words of this room’s operations. */
import type { OperationWords } from '../../platform/rooms/operations.ts'
import { publicOperations } from './public/operations.ts'
import { triageOperations } from './triage/operations.ts'

export const operations: Readonly<Record<string, OperationWords>> = {
  ...publicOperations,
  ...triageOperations,
  'reporting.drafts.forget': ['Forgot', 'forget', 'drafts of the public that were not sent'],
  'reporting.first-look.round': [
    'Rounded',
    'round',
    'how long a public report waited for a first look, to whole hours',
  ],
  'reporting.reports.expire': ['Destroyed', 'destroy', 'a report of the public whose time had come'],
  'reporting.desk.take-the-rest': [
    'Named',
    'name',
    'the desk that takes reports which no desk is responsible for',
  ],
  'reporting.desk.create': ['Made', 'make', 'a key of the desk for public reports'],
  'reporting.desk.rotate': ['Changed', 'change', 'a key of the desk for public reports'],
  'reporting.desk.recover': ['Gave', 'give', 'a key of the desk with the recovery key'],
  'reporting.desk.list': ['Listed', 'list', 'the desks for public reports'],
  'reporting.keys.take-away': ['Took', 'take', 'a key of the desk away from somebody who left it'],
  'reporting.pass': ['Received', 'receive', 'a report of the public from another desk'],
}
