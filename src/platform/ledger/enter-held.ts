/** Lets the public's events into the ledger once their hour is over (docs/adr/0016-held-events.md). */
import type { Task } from '../jobs/worker.ts'

/**
 * Enters every held event whose hour is over, in random order within the hour, in one transaction; after a
 * time without a node that may be many hours. Runs each minute, and is safe to run at any time and twice:
 * each event enters exactly once, or stays held.
 */
export const enterHeldEvents: Task = async ({ database }) => {
  await database.performAsService({ service: 'ledger', operation: 'ledger.enter-held' }, (scope) =>
    scope.tx.one('select ledger.enter_held() as entered'),
  )
}
