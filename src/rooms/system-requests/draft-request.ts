/** Writes a request, writes it anew, throws it away; a lapsed one is asked again. */
import { invalid, notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { newId } from '../../platform/identifiers.ts'
import type { SystemRequestId } from './ids.ts'
import { ask, doThis } from './refusals.ts'
import type { NewRequest } from './request.ts'

type Drafted = { id: SystemRequestId; number: number }
const subject = (id: SystemRequestId) => ({ kind: 'system-request', id })

/** A code that was mistyped is no answer about what somebody may see: systems are the same for all who ask, and nobody else's. */
async function mustBeAsked(scope: MemberScope, system: string): Promise<void> {
  const known = await scope.tx.many<{ code: string }>(
    'select code from system_requests.system where ended_at is null',
  )
  if (known.length > 0 && !known.some(({ code }) => code === system))
    throw invalid({ system: 'Choose a system of the list' })
}

/**
 * Writes a draft.
 * @param request - checked by parseRequest
 * @param id - under which it is kept
 * @returns its id and its number in the agency
 * @throws invalid with `system` for one that is not asked; not-found for whoever may not ask, and for an operation in which
 *   they may not act
 */
export async function draftRequest(
  scope: MemberScope,
  request: NewRequest,
  id: SystemRequestId = newId<SystemRequestId>(),
): Promise<Drafted> {
  await mustBeAsked(scope, request.system)
  const { number } = await ask<{ number: number | null }>(
    scope,
    'select system_requests.draft($1, $2::jsonb) as number',
    [id, JSON.stringify(request)],
  )
  if (number === null) throw notFound()
  scope.record({ kind: 'collection', subject: subject(id), detail: { system: request.system } })
  scope.wake([scope.actor.agencyId])
  return { id, number }
}

/**
 * Writes the draft anew. A safeguarding decision goes when it is about somebody or something else then.
 * @param revision - of the request that was on the page
 * @throws invalid with `system`; not-found; conflict `stale`, `not-a-draft`; forbidden `not-yours-to-do`
 */
export async function changeRequest(
  scope: MemberScope,
  id: SystemRequestId,
  revision: number,
  request: NewRequest,
): Promise<void> {
  await mustBeAsked(scope, request.system)
  await doThis(scope, 'select system_requests.change($1, $2, $3::jsonb) as done', [
    ...[id, revision, JSON.stringify(request)],
  ])
  scope.record({ kind: 'alteration', subject: subject(id), detail: { system: request.system } })
}

/**
 * Throws a draft away.
 * @throws not-found; conflict `not-a-draft`; forbidden `not-yours-to-do`
 */
export async function throwAway(scope: MemberScope, id: SystemRequestId): Promise<void> {
  await doThis(scope, 'select system_requests.throw_away($1) as done', [id])
  scope.record({ kind: 'erasure', subject: subject(id), detail: { draft: 'thrown-away' } })
}

/**
 * Asks a lapsed one again: a draft that names the old one, once.
 * @throws not-found; conflict `not-lapsed`, `asked-already`
 */
export async function draftAgain(scope: MemberScope, old: SystemRequestId): Promise<Drafted> {
  const id = newId<SystemRequestId>()
  const { number } = await ask<{ number: number | null }>(
    scope,
    'select system_requests.draft_again($1, $2) as number',
    [old, id],
  )
  if (number === null) throw notFound()
  scope.record({ kind: 'collection', subject: subject(id), detail: { again: true } })
  scope.wake([scope.actor.agencyId])
  return { id, number }
}

/**
 * Writes that somebody of this category may be asked about.
 * @param decision - in words
 * @throws not-found; conflict `stale`, `said-already`; forbidden `safeguarded-by-another`
 */
export async function safeguard(
  scope: MemberScope,
  id: SystemRequestId,
  revision: number,
  decision: string,
): Promise<void> {
  await doThis(scope, 'select system_requests.safeguard($1, $2, $3) as done', [id, revision, decision])
  scope.record({ kind: 'alteration', subject: subject(id), detail: { safeguarding: 'decided' } })
}
