/** The words of incidents. */
import { opened, type OperationWords } from '../../../platform/rooms/operations.ts'

const what = 'an incident'

export const incidentOperations: Readonly<Record<string, OperationWords>> = {
  'records.incident.list': opened('the incidents'),
  'records.incident.show': opened(what),
  'records.incident.enter.show': opened('the form of an incident'),
  'records.incident.enter': ['Entered', 'enter', what],
  'records.incident.change.show': opened('the form of an incident'),
  'records.incident.change': ['Changed', 'change', what],
  'records.incident.add-record': ['Added', 'add', 'a record to an incident'],
  'records.incident.close': ['Closed', 'close', what],
  'records.incident.who-saw': ['Read', 'read', 'in the ledger who saw the records of an incident'],
  'records.incidents.read': ['Read', 'read', 'the incidents'],
}
