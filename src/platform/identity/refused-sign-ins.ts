/**
 * Sign-ins that were refused. Whoever the provider vouches for, and who has no account here that could be meant,
 * is an event of the ledger: at most one a minute for each reason, because the ledger keeps everything for ever
 * and people outside must not be able to fill it. The next one says how many came in between. What anybody at
 * all can bring about (an answer that the provider does not confirm) is counted in the node's figures only.
 */
import type { Database } from '../database/perform.ts'

export type RefusalReason = 'not-known-here' | 'two-accounts'

const MINUTE = 60_000

/** By node, and by reason: until when nothing more is written, and how many there were meanwhile. */
const quiet = new WeakMap<Database, Map<RefusalReason, { until: number; unsaid: number }>>()

/**
 * Notes that somebody tried to sign in, or came with a token, for whom there is no account. No name, no address.
 * @param clock - milliseconds
 */
export async function recordRefusedSignIn(
  database: Database,
  reason: RefusalReason,
  clock: () => number = Date.now,
): Promise<void> {
  const reasons = quiet.get(database) ?? new Map<RefusalReason, { until: number; unsaid: number }>()
  quiet.set(database, reasons)
  const now = clock()
  const last = reasons.get(reason)
  if (last && now < last.until) {
    last.unsaid++
    return
  }
  reasons.set(reason, { until: now + MINUTE, unsaid: 0 })
  const more = last?.unsaid ?? 0
  await database.performAsService(
    { service: 'sign-in', operation: 'identity.session.begin' },
    async (scope) => {
      scope.record({ kind: 'refusal', detail: more === 0 ? { reason } : { reason, more } })
      return Promise.resolve()
    },
  )
}
