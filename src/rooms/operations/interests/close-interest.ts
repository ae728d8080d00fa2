/** Closes an interest: by who acts in its operation, or by the clock once that has ended. Its identifiers go with it. */
import { notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { Task } from '../../../platform/jobs/worker.ts'
import type { RecordId } from '../../../wire/ids.ts'
import { replaceIdentifiers, replacePersons } from '../../matches/index.ts'
import type { OperationId } from '../ids.ts'
import { mayNotAct } from './add-interest.ts'
import type { InterestId } from './ids.ts'
import { findPlaceOfInterests, readInterest } from './read-interests.ts'

/**
 * Closes an interest. Its matches that nobody has acted on are gone at once; the others stay with their threads.
 * @param id - of an interest of the viewer's agency, in an operation in which they act
 * @param why - in words
 * @returns the operation
 * @throws not-found, for what is closed as well; forbidden `may-not-act`
 */
export async function closeInterest(scope: MemberScope, id: InterestId, why: string): Promise<OperationId> {
  const one = await readInterest(scope, id)
  if (!(await findPlaceOfInterests(scope, one.operation)).acts) throw mayNotAct()
  const { operation } = await scope.tx.one<{ operation: OperationId | null }>(
    'select operations.close_interest($1, $2) as operation',
    [id, why],
  )
  if (operation === null) throw notFound()
  scope.record({ kind: 'alteration', subject: { kind: 'interest', id }, detail: { state: 'closed' } })
  const record = id as string as RecordId
  await replaceIdentifiers(scope, [record], [])
  await replacePersons(scope, [record], [])
  scope.wake([scope.actor.agencyId])
  return operation
}

export const END_INTERESTS = 'operations.interest.end'

/** Every minute: interests of operations that have ended, and of agencies that have left, are closed. */
export const endInterestsTask: Task = async ({ database }) => {
  const agencies = await database.performAsService(
    { service: 'interests', operation: END_INTERESTS },
    ({ tx }) =>
      tx.many<{ agency: number }>('select * from operations.agencies_with_interests_to_end() as agency'),
  )
  for (const { agency } of agencies)
    await database.performAsService(
      { service: 'interests', operation: END_INTERESTS, agencyId: agency },
      async (scope) => {
        const ended = await scope.tx.many<{ id: RecordId }>('select operations.end_interests($1) as id', [
          agency,
        ])
        const ids = ended.map(({ id }) => id)
        for (const id of ids)
          scope.record({ kind: 'alteration', subject: { kind: 'interest', id }, detail: { state: 'closed' } })
        await replaceIdentifiers(scope, ids, [])
        await replacePersons(scope, ids, [])
        scope.wake([agency])
      },
    )
}
