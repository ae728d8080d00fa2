/** The words of erasures. */
import { opened, type OperationWords } from '../../../platform/rooms/operations.ts'

export const erasureOperations: Readonly<Record<string, OperationWords>> = {
  'records.erasure.list': opened('the register of erasures'),
  'records.erasure.agree': ['Erased', 'erase', 'a record, as the second person'],
  'records.erasure.refuse': ['Refused', 'refuse', 'the erasure of a record'],
}
