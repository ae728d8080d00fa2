/** Ends every session and token of an account without stopping it: after a lost laptop, or a changed password. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { notFound } from '../../platform/errors.ts'

export type OpenSession = { began: Date; seen: Date; here: boolean }

/**
 * Ends all sessions and bearer tokens of one's own account, or of somebody in the agency one administers. What
 * they had unlocked is locked, on every node.
 * @throws not-found for anybody else
 */
export async function endSessionsOf(scope: MemberScope, personId: string): Promise<void> {
  const { ended } = await scope.tx.one<{ ended: boolean }>(`select identity.end_sessions($1) as ended`, [
    personId,
  ])
  if (!ended) throw notFound()
  scope.record({
    kind: 'administration',
    subject: { kind: 'person', id: personId },
    detail: { sessions: 'ended' },
  })
}

/**
 * One's own sessions that have not ended, the latest first.
 * @param here - the hash of the one that asks
 */
export const openSessions = (scope: MemberScope, here: Buffer | null) =>
  scope.tx.many<OpenSession>(
    `select created_at as began, seen_at as seen, id_hash is not distinct from $2 as here
     from identity.session where person_id = $1 and ended_at is null and seen_at > $3::timestamptz - interval '12 hours'
     order by seen_at desc limit 50`,
    [scope.actor.personId, here, scope.now],
  )
