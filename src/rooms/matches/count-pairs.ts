/**
 * For the national picture matches by pair of agencies are counted once a week, and the answers that are due every hour:
 * no page reads a million matches.
 */
import type { Database } from '../../platform/database/perform.ts'
import type { Task } from '../../platform/jobs/worker.ts'

/** The job's name. */
export const COUNT_PAIRS = 'deconfliction.count-pairs'

/**
 * Counts the answers that are due, and the matches of this week, which begins on Monday. A week that was counted is not
 * counted again: what changed from one hour to the next would tell of single matches.
 * @returns true when it counted the week
 */
export async function countPairs(database: Database): Promise<boolean> {
  const { counted } = await database.performAsService(
    { service: 'matching', operation: COUNT_PAIRS },
    ({ tx }) => tx.one<{ counted: boolean }>('select deconfliction.count_pairs() as counted'),
  )
  return counted
}

/** The job of the clock. */
export const countPairsTask: Task = async ({ database }) => {
  await countPairs(database)
}
