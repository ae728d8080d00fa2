/** What follows from an answer: it is corroborated by a named person, was about the wrong person, or leads to an action. */
import { invalid } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { SystemRequestId } from './ids.ts'
import { idsOf } from './move-request.ts'
import { doThis } from './refusals.ts'

/**
 * Writes what corroborates a possible answer.
 * @param said - in words, and references or ids of records that this person reads
 * @throws not-found; conflict `stale`, `not-now`; forbidden `corroborated-by-another`; invalid with `records`
 */
export async function corroborate(
  scope: MemberScope,
  id: SystemRequestId,
  revision: number,
  said: { words: string; records: readonly string[] },
): Promise<void> {
  const records = await idsOf(scope, said.records)
  await doThis(scope, 'select system_requests.corroborate($1, $2, $3, $4::uuid[]) as done', [
    ...[id, revision, said.words, records],
  ])
  scope.record({
    kind: 'alteration',
    subject: { kind: 'system-request', id },
    detail: { outcome: 'corroborated', records: records.length },
  })
}

/**
 * Says that it was the wrong person. The records of our own that were wrong are then corrected, where records are.
 * @param said - in words, and references or ids of own records
 * @throws not-found; conflict `stale`, `not-now`; invalid with `records`
 */
export async function sayWrong(
  scope: MemberScope,
  id: SystemRequestId,
  revision: number,
  said: { words: string; wrong: readonly string[] },
): Promise<void> {
  await doThis(scope, 'select system_requests.say_wrong($1, $2, $3, $4::jsonb) as done', [
    ...[id, revision, said.words, JSON.stringify(await idsOf(scope, said.wrong))],
  ])
  scope.record({
    kind: 'alteration',
    subject: { kind: 'system-request', id },
    detail: { outcome: 'wrong-person', records: said.wrong.length },
  })
}

/**
 * Links a request with an action of its operation. The database refuses one that is done to somebody until the answer is
 * corroborated.
 * @param number - of the action in the operation
 * @throws not-found; conflict `not-alone`, `no-answer`, `stale` when it is linked; invalid with `action`
 */
export async function linkAction(scope: MemberScope, id: SystemRequestId, number: number): Promise<void> {
  const there = await scope.tx.maybe<{ action: string | null }>(
    'select operations.action_numbered(operation_id, $2) as action from system_requests.request where id = $1',
    [id, number],
  )
  if (there?.action === null) throw invalid({ action: 'Enter the number of an action of its own operation' })
  await doThis(scope, 'select system_requests.link_action($1, $2) as done', [id, there?.action ?? id])
  scope.record({ kind: 'alteration', subject: { kind: 'system-request', id }, detail: { action: number } })
}

/** The form of a new version of a report of our own, with why there is one. */
export const correctHref = (report: string): string => `/reports/${report}/new-version?because=wrong-person`

/** Where somebody says to partners that a version was wrong. */
export const tellHref = (report: string): string => `/corrections/${report}?because=wrong-person`
