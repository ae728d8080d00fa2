/** The words of the registers. */
import { opened, type OperationWords } from '../../../platform/rooms/operations.ts'

export const registerOperations: Readonly<Record<string, OperationWords>> = {
  'records.register.list': opened('the registers'),
  'records.register.show': opened('an entry of a register'),
  'records.register.add.show': opened('the form of an entry of a register'),
  'records.register.add': ['Added', 'add', 'an entry to a register'],
  'records.register.change.show': opened('the form of an entry of a register'),
  'records.register.change': ['Changed', 'change', 'an entry of a register'],
}
