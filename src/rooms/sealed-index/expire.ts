/** By the clock: sealed records whose day has come end as if their agency had taken them back. */
import type { Task } from '../../platform/jobs/worker.ts'

/** Ended in one transaction: filing waits for no more than these. */
const AT_ONCE = 500

/** Ends the sealed records whose day has come. By the clock. */
export const expireSealed: Task = async ({ database }) => {
  for (;;) {
    const ended = await database.performAsService(
      { service: 'sealing', operation: 'deconfliction.sealed.expire' },
      async (scope) => {
        const done = await scope.tx.one<{ ended: number; affected: number[] }>(
          'select * from deconfliction.expire_sealed($1, $2, $3)',
          [scope.now, AT_ONCE, scope.operation],
        )
        scope.wake(done.affected)
        return done.ended
      },
    )
    if (ended < AT_ONCE) return
  }
}
