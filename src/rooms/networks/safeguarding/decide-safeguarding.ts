/** Two persons of an owner decide that somebody who is kept apart may be found by others all the same. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identifiers.ts'
import { mustBeOneWho } from '../../../platform/identity/wrong-role.ts'
import type { SubjectId } from '../../../wire/ids.ts'
import { subjectInSight } from '../subjects/subject-in-sight.ts'
import { keptApart, type SafeguardingId } from './kept-apart.ts'

/** The longest reason, in characters. The table says the same. */
export const LONGEST_SAFEGUARDING_REASON = 2_000

/**
 * Asks for it.
 * @param subject - a person of an own report who is kept apart
 * @param reason - what was looked at, and why it is safe
 * @throws forbidden `wrong-role`; invalid with `reason`; not-found; conflict `not-kept-apart`, `is-asked`
 */
export async function askSafeguarding(scope: MemberScope, subject: SubjectId, reason: string): Promise<void> {
  mustBeOneWho(scope, 'decides')
  if (reason === '') throw invalid({ reason: 'Say what you looked at, and why it is safe' })
  const { ownerId } = await subjectInSight(scope, subject)
  if (ownerId !== scope.actor.agencyId) throw notFound()
  const standing = await keptApart(scope, subject)
  if (standing?.now !== true)
    throw conflict('not-kept-apart', 'This person is not kept apart. There is nothing to decide.')
  if (standing.waits !== null)
    throw conflict('is-asked', 'A colleague has asked already. A second person decides.')
  const id = newId<SafeguardingId>()
  await scope.tx.run(
    `insert into networks.safeguarding (id, subject_id, agency_id, reason, asked_by, asked_at) values ($1, $2, $3, $4, $5, $6)`,
    [id, subject, scope.actor.agencyId, reason, scope.actor.personId, scope.now],
  )
  scope.record({ kind: 'alteration', subject: { kind: 'safeguarding', id }, detail: { asked: true } })
  scope.wake([scope.actor.agencyId])
}

/**
 * Decides what a colleague asked.
 * @param subject - the person
 * @param agreed - whether others may find them
 * @throws forbidden `wrong-role`, `needs-another`; not-found
 */
export async function decideSafeguarding(
  scope: MemberScope,
  subject: SubjectId,
  agreed: boolean,
): Promise<void> {
  mustBeOneWho(scope, 'decides')
  await subjectInSight(scope, subject)
  const standing = await keptApart(scope, subject)
  if (standing === null || standing.waits === null) throw notFound()
  const { id, askedBy } = standing.waits
  if (agreed && askedBy === scope.actor.personId)
    throw conflict('needs-another', 'You asked for it. A second person of your agency decides.')
  const touched = await scope.tx.run(
    agreed
      ? `update networks.safeguarding set agreed_by = $2, agreed_at = $3 where id = $1 and agreed_at is null and refused_at is null`
      : `update networks.safeguarding set refused_by = $2, refused_at = $3 where id = $1 and agreed_at is null and refused_at is null`,
    [id, scope.actor.personId, scope.now],
  )
  if (touched === 0) throw notFound()
  scope.record({ kind: 'alteration', subject: { kind: 'safeguarding', id }, detail: { agreed } })
  scope.wake([scope.actor.agencyId])
}
