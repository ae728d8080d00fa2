/** Gives committed events their place in the gapless order. */
import type { Task } from '../jobs/worker.ts'

const AT_ONCE = 5000

/** Numbers everything that waits; runs each minute, and is safe to run at any time and twice. */
export const sequenceLedger: Task = async ({ database }) => {
  for (;;) {
    const numbered = await database.performAsService(
      { service: 'ledger', operation: 'ledger.sequence' },
      (scope) =>
        scope.tx.one<{ numbered: number }>('select ledger.sequence_pending($1) as numbered', [AT_ONCE]),
    )
    if (numbered.numbered < AT_ONCE) return
  }
}
