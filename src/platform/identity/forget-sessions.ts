/** Sessions that are over go, a day after their end; kept forms go after an hour. Nobody has to come back for it. */
import type { Task } from '../jobs/worker.ts'
import { KEPT_FOR } from './kept-form.ts'
import type { SessionLimits } from './session.ts'

/** How long a session's row stands after its end, so that an operator can still see that there was one. */
const AFTER_THE_END = '1 day'

/**
 * Makes the clock's task.
 * @param limits - how long a session lives: one that nobody ended is over when these say so
 * @returns deletes sessions a day after their end, their provider's token at once, digests of a provider's words
 *   after a day, and saved forms after an hour
 */
export function forgetSessions({ idleMinutes, hours }: SessionLimits): Task {
  const over = `least(ended_at, seen_at + make_interval(mins => $1), created_at + make_interval(hours => $2))`
  return async ({ database }) => {
    await database.performAsService(
      { service: 'retention', operation: 'identity.sessions.forget' },
      async ({ tx }) => {
        // The provider's token is needed to sign out, and nobody signs out of what has run out.
        await tx.run(
          `update identity.session set id_token_sealed = null where id_token_sealed is not null and ${over} < now()`,
          [idleMinutes, hours],
        )
        await tx.run(`delete from identity.session where ${over} < now() - $3::interval`, [
          idleMinutes,
          hours,
          AFTER_THE_END,
        ])
        await tx.run(`delete from identity.used_logout_token where at < now() - $1::interval`, [
          AFTER_THE_END,
        ])
        await tx.run(`delete from identity.kept_form where kept_at < now() - $1::interval`, [KEPT_FOR])
      },
    )
  }
}
