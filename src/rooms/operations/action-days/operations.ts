/** The words of what is done for action days. */
import { opened, type OperationWords } from '../../../platform/rooms/operations.ts'

export const actionDayOperations: Readonly<Record<string, OperationWords>> = {
  'operations.action-day.list': opened('the action days of an operation'),
  'operations.action-day.read': ['Read', 'read', 'an action day'],
  'operations.action-day.show-plan': opened('the page to plan an action day'),
  'operations.action-day.plan': ['Planned', 'plan', 'an action day'],
  'operations.action-day.show-safeguard': opened('the page of the safeguarding plan of an action day'),
  'operations.action-day.safeguard': ['Wrote', 'write', 'the safeguarding plan of an action day'],
  'operations.action-day.show-desk': opened('the page to say where an agency has its command post'),
  'operations.action-day.desk': ['Said', 'say', 'where an agency has its command post on an action day'],
  'operations.action-day.show-move': opened('the page to say how far an action day has come'),
  'operations.action-day.move': ['Said', 'say', 'how far an action day has come'],
  'operations.action-day.show-count': opened('the page to count for an action day'),
  'operations.action-day.count': ['Counted', 'count', 'what came of an action day'],
  'operations.action-day.note': ['Noted', 'note', 'something on an action day'],
  'operations.action-day.print': ['Printed', 'print', 'an action day'],
  'operations.briefing.show-issue': opened('the page to issue a briefing'),
  'operations.briefing.issue': ['Issued', 'issue', 'a version of a briefing'],
  'operations.briefing.read': ['Read', 'read', 'a version of a briefing'],
  'operations.briefing.acknowledge': ['Acknowledged', 'acknowledge', 'a version of a briefing'],
}
