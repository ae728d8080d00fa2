/**
 * What follows when the threshold of what is common changes: the matches of the values that it makes common, or
 * common no more, are opened or rest. Changing it is the operator's (node-settings.ts).
 */
import type { Database } from '../../platform/database/perform.ts'
import type { Task } from '../../platform/jobs/worker.ts'

/** So many are read at once: finding them reads every identifier. */
const VALUES_FOUND = 10_000
/** The matches of so many values are reopened in one transaction: filing waits for no more than these. */
const VALUES_AT_ONCE = 50

const service = { service: 'rematch', operation: 'deconfliction.rematch' }

/** Opens the matches of values that are no longer common, and rests those of values that have become so. */
export const rematch: Task = async ({ database }) => {
  await reopenMatches(
    database,
    'select kind, key from deconfliction.values_to_reopen($1)',
    'select deconfliction.reopen_matches_for_values($1, $2, $3) as affected',
  )
  await reopenMatches(
    database,
    'select kind, element as key from deconfliction.tokens_to_reopen($1)',
    'select deconfliction.reopen_matches_for_tokens($1, $2, $3) as affected',
  )
}

/**
 * @param find - the statement that finds values in clear, or tokens
 * @param reopen - the statement that opens their matches again, or lets them rest
 */
async function reopenMatches(database: Database, find: string, reopen: string): Promise<void> {
  for (;;) {
    const values = await database.performAsService(service, (scope) =>
      scope.tx.many<{ kind: string; key: string | Buffer }>(find, [VALUES_FOUND]),
    )
    if (values.length === 0) return
    for (let start = 0; start < values.length; start += VALUES_AT_ONCE) {
      const batch = values.slice(start, start + VALUES_AT_ONCE)
      await database.performAsService(service, async (scope) => {
        const { affected } = await scope.tx.one<{ affected: number[] }>(reopen, [
          batch.map(({ kind }) => kind),
          batch.map(({ key }) => key),
          scope.operation,
        ])
        scope.wake(affected)
      })
    }
  }
}
