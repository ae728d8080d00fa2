import type { MemberScope } from '../../../../platform/database/scope.ts'

/** Counting stops here: an officer with more than this before them needs no exact number. */
export const COUNTED_WAITING = 2_000

/**
 * Counts the reports of the agency that wait to be graded, as far as this person may see them.
 * @returns how many, at most COUNTED_WAITING
 */
export async function countWaiting(scope: MemberScope): Promise<number> {
  const { waiting } = await scope.tx.one<{ waiting: number }>(
    `select count(*)::integer as waiting
     from (select 1 from intelligence.report p join access.record r on r.id = p.id
           where p.agency_id = $1 and p.needs_evaluation and r.status = 'disseminated'
           limit $2) r`,
    [scope.actor.agencyId, COUNTED_WAITING],
  )
  return waiting
}
