/** How operations serve the rights of data subjects: what one says, in parts. Nobody is a subject of one. */
import type { RecordId } from '../../wire/ids.ts'
import { notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { PartOfRecord, SubjectRights } from '../../platform/rooms/accountability.ts'
import type { OperationId } from './ids.ts'
import { readOperation } from './read-operation.ts'

async function read(
  scope: MemberScope,
  id: RecordId,
): Promise<{ version: number; parts: readonly PartOfRecord[] }> {
  const view = await readOperation(scope, id as string as OperationId)
  if (view.leadAgency !== scope.actor.agencyId) throw notFound()
  const parts = [
    ['aim', 'Aim', view.aim],
    ['purpose', 'Policing purpose', view.purpose],
    ['owner', 'Who answers for the information', view.informationOwner],
    ['leaving', 'When an agency leaves', view.leaving],
    ['closing', 'Closing note', view.closingNote ?? ''],
  ] as const
  return {
    version: view.version,
    parts: parts.flatMap(([part, words, text]) => (text === '' ? [] : [{ part, words, text }])),
  }
}

export const subjectRights: SubjectRights = { kind: 'operation', read }
