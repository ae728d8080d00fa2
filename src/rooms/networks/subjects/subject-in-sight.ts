/** Finds a subject as far as this person may: by a report in full sight that names it. */
import { notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { SubjectKind } from '../../../wire/codes.ts'
import type { RecordId, SubjectId } from '../../../wire/ids.ts'

export type SubjectInSight = {
  id: SubjectId
  kind: SubjectKind
  key: string | null
  /** of what has no key: the agency whose report names it */
  ownerId: number | null
  /** it, and what persons decided to be the same, as far as this person may see both ends of each decision */
  same: SubjectId[]
}

/**
 * Finds a subject.
 * @param id - of the subject
 * @returns what it is, and what it was joined with
 * @throws not-found: absent and hidden look alike, and take the same work
 */
export async function subjectInSight(scope: MemberScope, id: SubjectId): Promise<SubjectInSight> {
  await planOnce(scope)
  const row = await scope.tx.maybe<SubjectInSight>(
    'select id, kind, key, owner_id as "ownerId", same from networks.find_subject($1)',
    [id],
  )
  if (!row) throw notFound()
  return row
}

/**
 * Has the statements of this transaction planned once a connection: under the policies of several tables, planning takes
 * many times as long as asking.
 */
export async function planOnce(scope: MemberScope): Promise<void> {
  await scope.tx.run('set local plan_cache_mode = force_generic_plan')
}

/**
 * Finds the subject that a report names.
 * @param record - id of the report
 * @param number - of the subject in it, from 1
 * @returns its id
 * @throws not-found: also for what is withheld, and until the report's mentions are gathered
 */
export async function subjectOfMention(
  scope: MemberScope,
  record: RecordId,
  number: number,
): Promise<SubjectId> {
  const row = await scope.tx.maybe<{ id: SubjectId }>(
    `select h.subject_id as id from networks.reach h
     where h.record_id = $1 and h.number = $2 and h.reader in (0, $3)`,
    [record, number, scope.actor.agencyId],
  )
  if (!row) throw notFound()
  return row.id
}
