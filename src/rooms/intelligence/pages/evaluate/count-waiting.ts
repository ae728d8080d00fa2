import type { MemberScope } from '../../../../platform/database/scope.ts'

/** Counting stops here: an officer with more than this before them needs no exact number. */
export const COUNTED_WAITING = 2_000

/** How many reports of the agency wait to be graded, as far as this person may see them. */
export async function countWaiting(scope: MemberScope): Promise<number> {
  const { waiting } = await scope.tx.one<{ waiting: number }>(
    `select count(*)::integer as waiting
     from (select 1 from intelligence.report
           where agency_id = $1 and needs_evaluation and status in ('submitted', 'disseminated')
           limit $2) r`,
    [scope.actor.agencyId, COUNTED_WAITING],
  )
  return waiting
}
