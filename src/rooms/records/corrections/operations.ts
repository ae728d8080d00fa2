/** The words of corrections and notices. */
import { opened, type OperationWords } from '../../../platform/rooms/operations.ts'

export const correctionOperations: Readonly<Record<string, OperationWords>> = {
  'records.correction.show': opened('the page to say that a version was wrong'),
  'records.correction.say': ['Said', 'say', 'that a version of a record was wrong'],
  'records.notice.list': opened('the list of corrections and erasures'),
  'records.notice.show': opened('a notice of a correction or an erasure'),
  'records.notice.acknowledge': ['Answered', 'answer', 'a notice of a correction or an erasure'],
}
