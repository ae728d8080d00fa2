/** An agency comes into an operation and goes: terms offered, accepted or declined by its coordinator, left. */
import { conflict, notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/identifiers.ts'
import { actOn } from '../act.ts'
import type { OperationId, ParticipationId } from '../ids.ts'

/**
 * Offers the terms to an agency. The lead does, or a deputy.
 * @param operation - that is open
 * @param to - the agency's number, and the legal gateway by which it would share, in words
 * @returns the id of its part
 * @throws not-found; conflict `already-asked` where the agency takes part, or was asked
 */
export async function offerTerms(
  scope: MemberScope,
  operation: OperationId,
  to: { agency: number; gateway: string },
): Promise<ParticipationId> {
  const id = newId<ParticipationId>()
  const there = await scope.tx.maybe(
    `select from operations.participation
     where operation_id = $1 and agency_id = $2 and state in ('offered', 'accepted')`,
    [operation, to.agency],
  )
  if (there) throw conflict('already-asked', 'This agency takes part already, or was asked.')
  await actOn(
    scope,
    {
      sql: `select $2::uuid as operation where operations.offer_terms($1, $2, $3, $4) is not null`,
      values: [id, operation, to.agency, to.gateway],
    },
    { kind: 'disclosure', recipients: [to.agency] },
  )
  return id
}

/**
 * Accepts the terms for the viewer's agency, as its coordinator.
 * @returns the operation
 * @throws not-found; conflict `another-person` where the viewer offered them
 */
export async function acceptTerms(scope: MemberScope, id: ParticipationId): Promise<OperationId> {
  const own = await scope.tx.maybe('select from operations.participation where id = $1 and offered_by = $2', [
    id,
    scope.actor.personId,
  ])
  if (own) throw conflict('another-person', 'You offered these terms. Another coordinator accepts them.')
  return actOn(
    scope,
    { sql: 'select operations.accept_terms($1) as operation', values: [id] },
    { kind: 'disclosure', recipients: [scope.actor.agencyId] },
  )
}

/** Declines the terms for the viewer's agency. @param reason - in words @throws not-found */
export const declineTerms = (scope: MemberScope, id: ParticipationId, reason: string): Promise<OperationId> =>
  actOn(
    scope,
    { sql: 'select operations.decline_terms($1, $2) as operation', values: [id, reason] },
    { kind: 'alteration', detail: { participation: 'declined' } },
  )

/**
 * An agency leaves: by its coordinator, or by the lead. Its people are out at once, its planned events are stood down, and
 * what it was asked to do comes back to who asked.
 * @param reason - in words
 * @throws not-found, also for the lead agency, which stays
 */
export async function leaveWithAgency(
  scope: MemberScope,
  id: ParticipationId,
  reason: string,
): Promise<OperationId> {
  const changed = await scope.tx.many<{ operation: OperationId; kind: string; id: string }>(
    'select operation, kind, id from operations.leave_with_agency($1, $2)',
    [id, reason],
  )
  const [part, ...others] = changed
  if (!part) throw notFound()
  for (const { kind, id: other } of others)
    scope.record({ kind: 'alteration', subject: { kind, id: other }, detail: { agencyLeft: true } })
  return actOn(
    scope,
    { sql: 'select $1::uuid as operation', values: [part.operation] },
    { kind: 'alteration', detail: { participation: 'left' } },
  )
}
