/** How many other events lie near those of a report: counts of what the reader may read, and nothing beyond. */
import type { MemberScope } from '../../platform/database/scope.ts'

/** What counts as near, in kilometres, and as lately, in days. */
export const NEAR_KM = 5
export const LATELY_DAYS = 14

/** `where`: the position as the event keeps it. */
export type EventsNear = { item: number; where: string; others: number }

/**
 * Counts events of other reports near each event of one report, as the room networks answers.
 * @param id - of the report
 * @returns one entry for each event of it that has a position; `others` is what the reader may read
 */
export async function eventsNear(scope: MemberScope, id: string): Promise<EventsNear[]> {
  return await scope.tx.many<EventsNear>(
    `select item, "where", others from networks.events_near_report($1, $2, $3, $4)`,
    [id, NEAR_KM, LATELY_DAYS, scope.now],
  )
}
