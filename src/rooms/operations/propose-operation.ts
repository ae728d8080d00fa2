/** Proposes an operation: from then on its lead is in it, and their coordinator is asked to open it. */
import { forbidden, invalid } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { newId, newReference } from '../../platform/identifiers.ts'
import { may } from '../../platform/identity/roles.ts'
import type { OperationId } from './ids.ts'
import type { Operation } from './operation.ts'

/**
 * Proposes an operation of the viewer's agency. It opens when a coordinator of their agency, who is somebody else, accepts
 * its terms.
 * @param operation - as it was read
 * @param as - its id and reference, where a form has them already
 * @returns its id and reference
 * @throws forbidden `wrong-role`, or `not-cleared` for its classification; invalid `codename` where it says something
 */
export async function proposeOperation(
  scope: MemberScope,
  operation: Operation,
  as: { id: OperationId; reference: string } = { id: newId<OperationId>(), reference: newReference() },
): Promise<{ id: OperationId; reference: string }> {
  if (!may(scope.actor.roles, 'proposesOperations'))
    throw forbidden(
      'wrong-role',
      'Your role does not let you propose an operation. Ask an intelligence officer of your agency.',
    )
  if (operation.classification !== 'OFFICIAL' && scope.actor.clearance !== 'OFFICIAL-SENSITIVE')
    throw forbidden(
      'not-cleared',
      'You are not cleared for this classification. Ask somebody who is to propose it.',
    )
  const telling = await scope.tx.one<{ kind: 'place' | 'nationality' | null }>(
    'select operations.fault_of_codename($1) as kind',
    [operation.codename],
  )
  if (telling.kind !== null)
    throw invalid({
      codename:
        telling.kind === 'place'
          ? 'This names a place. Choose a word that says nothing about the operation'
          : 'This says where somebody is from. Choose a word that says nothing about the operation',
    })
  await scope.tx.one('select operations.propose($1, $2, $3)', [as.id, as.reference, operation])
  scope.record({ kind: 'collection', subject: { kind: 'operation', id: as.id } })
  scope.wake([scope.actor.agencyId])
  return as
}
