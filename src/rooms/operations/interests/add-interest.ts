/** Adds an interest to an operation: it is matched from now on, as what a report names is. */
import { forbidden, invalid, notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId, newReference } from '../../../platform/identifiers.ts'
import type { RecordId } from '../../../wire/ids.ts'
import { namesPersons, replaceIdentifiers, replacePersons } from '../../matches/index.ts'
import type { OperationId } from '../ids.ts'
import { NEVER, type NewInterest } from './interest.ts'
import type { InterestId } from './ids.ts'
import { findPlaceOfInterests } from './read-interests.ts'

/**
 * Adds an interest.
 * @param operation - in which the viewer acts
 * @param interest - checked by parseInterest
 * @param id - under which it is kept
 * @returns its id
 * @throws not-found; forbidden `may-not-act`; invalid `review_on` after the end of the operation, `value` where the agency names
 *   the person as a victim, a witness or a child
 */
export async function addInterest(
  scope: MemberScope,
  operation: OperationId,
  interest: NewInterest,
  id: InterestId = newId<InterestId>(),
): Promise<InterestId> {
  const place = await findPlaceOfInterests(scope, operation)
  if (!place.acts) throw mayNotAct()
  const { identifiers, persons, reviewOn, ...said } = interest
  const { done } = await scope.tx.one<{ done: string | null }>(
    'select operations.add_interest($1, $2, $3, $4::jsonb) as done',
    [id, operation, newReference(), JSON.stringify({ ...said, review_on: reviewOn })],
  )
  if (done === 'ends')
    throw invalid({ review_on: 'Must not be after the day on which the operation ends: it ends with it' })
  if (done === null) throw notFound()
  scope.record({
    kind: 'collection',
    subject: { kind: 'interest', id },
    detail: { kind: said.kind, disclosure: said.disclosure },
  })
  const record = id as string as RecordId
  await replaceIdentifiers(
    scope,
    [record],
    identifiers.map(({ kind, key, tier }) => ({ reportId: record, kind, key, tier })),
  )
  if (persons.length > 0) {
    await replacePersons(
      scope,
      [record],
      persons.map((person) => ({ ...person, reportId: record })),
    )
    // Whom the agency names anywhere as a victim, a witness or a child was left out.
    if (!(await namesPersons(scope, record))) throw invalid({ value: NEVER })
  }
  scope.wake([scope.actor.agencyId])
  return id
}

/** @returns what is said to who reads an operation and does not act in it */
export const mayNotAct = () =>
  forbidden(
    'may-not-act',
    'You read this operation and do not act in it. Ask its lead for a post in which you do.',
  )
