/** Somebody comes into an operation and goes. Joining takes two: who leads proposes, the person's own agency accepts. */
import { conflict, invalid } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/identifiers.ts'
import type { OperationPost } from '../../../wire/codes.ts'
import type { PersonId } from '../../../wire/ids.ts'
import { actOn } from '../act.ts'
import type { OperationId, PostId } from '../ids.ts'

/**
 * Proposes somebody for a post. The lead does, or a deputy.
 * @param who - by the address of their account, and for which post
 * @returns the id of the post
 * @throws not-found; invalid `address` where nobody fits, without saying why
 */
export async function proposePost(
  scope: MemberScope,
  operation: OperationId,
  who: { address: string; post: OperationPost },
): Promise<PostId> {
  const id = newId<PostId>()
  const may = await scope.tx.one<{ may: boolean }>(
    `select operations.viewer_holds($1, 'lead', 'deputy') and operations.is_open($1) as may`,
    [operation],
  )
  if (may.may) {
    const fits = await scope.tx.one<{ fits: string }>('select operations.fit_for_post($1, $2, $3) as fits', [
      operation,
      who.address,
      who.post,
    ])
    if (fits.fits === 'nobody')
      throw invalid({
        address:
          who.post === 'lead'
            ? 'Nobody with this address can lead it. The lead is of the lead agency'
            : 'Nobody with this address can join. The person has an account that reads, and their agency takes part',
      })
    if (fits.fits === 'held')
      throw invalid({
        post: 'They hold this post, or one that it cannot stand beside: a privilege reviewer holds nothing else',
      })
  }
  await actOn(
    scope,
    {
      sql: `select $2::uuid as operation where operations.propose_post($1, $2, $3, $4) is not null`,
      values: [id, operation, who.address, who.post],
    },
    { kind: 'alteration', detail: { post: who.post, state: 'proposed' } },
  )
  return id
}

/**
 * Accepts that somebody of the viewer's agency joins, as its coordinator.
 * @throws not-found; conflict `another-person` where the viewer proposed them, or is them
 */
export async function acceptPost(scope: MemberScope, id: PostId): Promise<OperationId> {
  const own = await scope.tx.one<{ own: boolean }>('select operations.is_own_proposal($1) as own', [id])
  if (own.own)
    throw conflict('another-person', 'You proposed this, or it is you. Another coordinator accepts it.')
  return actOn(
    scope,
    { sql: 'select operations.accept_post($1) as operation', values: [id] },
    { kind: 'disclosure', recipients: [scope.actor.agencyId], detail: { state: 'accepted' } },
  )
}

/** Declines that somebody of the viewer's agency joins. @param reason - in words @throws not-found */
export const declinePost = (scope: MemberScope, id: PostId, reason: string): Promise<OperationId> =>
  actOn(
    scope,
    { sql: 'select operations.decline_post($1, $2) as operation', values: [id, reason] },
    { kind: 'alteration', detail: { state: 'declined' } },
  )

/**
 * Ends a post at once: whoever holds it, who leads, or the coordinator of the person's agency.
 * @param reason - in words
 * @throws not-found; conflict `lead-hands-over`: an operation is never without a lead
 */
export async function endPost(scope: MemberScope, id: PostId, reason: string): Promise<OperationId> {
  const { leads } = await scope.tx.one<{ leads: boolean }>('select operations.is_leading($1) as leads', [id])
  if (leads)
    throw conflict(
      'lead-hands-over',
      'An operation is never without a lead. Propose another lead; when that is accepted, this post ends.',
    )
  return actOn(
    scope,
    { sql: 'select operations.end_post($1, $2) as operation', values: [id, reason] },
    { kind: 'alteration', detail: { state: 'ended' } },
  )
}

/** Says that somebody is still needed in it: the lead or a deputy, and nobody of themself. @throws not-found */
export const confirmMember = (
  scope: MemberScope,
  operation: OperationId,
  person: PersonId,
): Promise<OperationId> =>
  actOn(
    scope,
    { sql: 'select operations.confirm_member($1, $2) as operation', values: [operation, person] },
    { kind: 'alteration', detail: { confirmed: true } },
  )

/** Says as a coordinator that the lead of an operation, who is of their agency, still leads it. @throws not-found */
export async function confirmLead(scope: MemberScope, post: PostId): Promise<OperationId> {
  return actOn(
    scope,
    { sql: 'select operations.confirm_lead($1) as operation', values: [post] },
    { kind: 'alteration', detail: { confirmed: true } },
  )
}
