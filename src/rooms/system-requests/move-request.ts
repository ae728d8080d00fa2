/** Brings a request from hand to hand: asked, authorised or refused, made, answered, closed; looked at again; held. */
import { notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { SystemRequestId } from './ids.ts'
import { ask, doThis } from './refusals.ts'
import type { Answer, RefusedFor } from './words.ts'

/** A move, with what it says. */
export type Move =
  | { to: 'asked'; authoriser: string }
  | { to: 'drafted' | 'authorised' | 'closed' }
  | { to: 'refused'; refused_for: RefusedFor; reason: string }
  | { to: 'made'; reference: string; desk?: string | undefined }
  | { to: 'outcome'; outcome: Answer; outcome_text?: string | undefined; wrong: readonly string[] }

/**
 * Does a move. The database asks who may, whether the rank is held and whether it has lapsed.
 * @param revision - of the request that was on the page
 * @throws not-found; conflict `stale`, `lapsed`, `safeguarding-first`, `so-many-a-day`, `not-now`; forbidden `rank-needed`,
 *   `not-yours-to-do`, `not-accredited`, `own-operator`, `made-by-another`; invalid by the field
 */
export async function moveRequest(
  scope: MemberScope,
  id: SystemRequestId,
  revision: number,
  move: Move,
): Promise<void> {
  const { to, ...said } = move
  const named = 'wrong' in said ? { ...said, wrong: await idsOf(scope, said.wrong) } : said
  await doThis(scope, 'select system_requests.move($1, $2, $3, $4::jsonb) as done', [
    ...[id, revision, to, JSON.stringify(named)],
  ])
  scope.record({
    kind: 'alteration',
    subject: { kind: 'system-request', id },
    detail: { state: to, ...(move.to === 'outcome' ? { outcome: move.outcome } : {}) },
  })
}

/**
 * Asks another to authorise, while nobody has decided.
 * @param authoriser - the address of a colleague
 * @throws as moveRequest
 */
export async function askAnother(
  scope: MemberScope,
  id: SystemRequestId,
  revision: number,
  authoriser: string,
): Promise<void> {
  await doThis(scope, 'select system_requests.ask_another($1, $2, $3) as done', [id, revision, authoriser])
  scope.record({ kind: 'alteration', subject: { kind: 'system-request', id }, detail: { asked: 'another' } })
}

/**
 * Says on which day somebody looks at it again.
 * @param day - YYYY-MM-DD
 * @throws not-found; conflict `stale`
 */
export async function reviewRequest(
  scope: MemberScope,
  id: SystemRequestId,
  revision: number,
  day: string,
): Promise<void> {
  await doThis(scope, 'select system_requests.review($1, $2, $3) as done', [id, revision, day])
  scope.record({ kind: 'alteration', subject: { kind: 'system-request', id }, detail: { reviewed: true } })
}

/**
 * Keeps a request past its time, or lets it go. The records manager reads none of it.
 * @param number - of the request in the agency
 * @param because - null: it is held no more
 * @throws not-found for everybody but the agency's records manager
 */
export async function holdRequest(scope: MemberScope, number: number, because: string | null): Promise<void> {
  const { id } = await ask<{ id: SystemRequestId | null }>(
    scope,
    'select system_requests.hold($1, $2) as id',
    [number, because],
  )
  if (id === null) throw notFound()
  scope.record({
    kind: 'alteration',
    subject: { kind: 'system-request', id },
    detail: { held: because !== null },
  })
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * @param named - references or ids of records, as somebody typed them
 * @returns ids; what is not in sight gets an id that there is not, so that the database refuses it as it refuses a hidden one
 */
export async function idsOf(scope: MemberScope, named: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(named.map((one) => one.trim()).filter((one) => one !== ''))]
  const found = await scope.tx.many<{ id: string; reference: string }>(
    `select id, reference from access.record where reference = any ($1) or id = any ($2::uuid[]) limit 40`,
    [wanted.map((one) => one.toUpperCase()), wanted.filter((one) => UUID.test(one))],
  )
  return wanted.map(
    (one) =>
      found.find(({ id, reference }) => reference === one.toUpperCase() || id === one.toLowerCase())?.id ??
      '00000000-0000-0000-0000-000000000000',
  )
}
