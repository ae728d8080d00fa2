/** The words of this room’s operations. */
import { opened, type OperationWords } from '../../platform/rooms/operations.ts'
import { correctionOperations } from './corrections/operations.ts'
import { erasureOperations } from './erasures/operations.ts'
import { incidentOperations } from './incidents/operations.ts'
import { registerOperations } from './registers/operations.ts'
import { requestOperations } from './requests/operations.ts'
import { reviewOperations } from './reviews/operations.ts'

export const operations: Readonly<Record<string, OperationWords>> = {
  'records.ledger.read': ['Read', 'read', 'the ledger'],
  'records.proofs.show': opened('the page of how the ledger stands'),
  'records.proof.make': ['Asked for', 'ask for', 'the proof of an event'],
  'records.ledger.feed': ['Handed on', 'hand on', 'part of the ledger to the agency’s security operations'],
  'records.ledger.export': ['Exported', 'export', 'part of the ledger'],
  ...reviewOperations,
  ...correctionOperations,
  ...erasureOperations,
  ...requestOperations,
  ...incidentOperations,
  ...registerOperations,
}
