/** The subject that a match is about, by our own report in it. */
import { notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { SideId, SubjectId } from '../../../wire/ids.ts'
import { mentionOfMatch } from '../../matches/index.ts'
import { readersOf } from './mentions-in-sight.ts'
import { subjectOfMention } from './subject-in-sight.ts'

/**
 * Finds it.
 * @param side - what this agency calls the match by
 * @returns the subject's id
 * @throws not-found: also until the report's mentions are gathered
 */
export async function subjectOfMatch(scope: MemberScope, side: SideId): Promise<SubjectId> {
  const { record, kind, key, number } = await mentionOfMatch(scope, side)
  if (number !== null) return await subjectOfMention(scope, record, number)
  const row = await scope.tx.maybe<{ id: SubjectId }>(
    `select s.id from networks.reach h join networks.subject s on s.id = h.subject_id
     where h.record_id = $1 and h.reader = any ($2) and s.kind = $3 and s.key = $4 limit 1`,
    [record, readersOf(scope), kind, key],
  )
  if (!row) throw notFound()
  return row.id
}
