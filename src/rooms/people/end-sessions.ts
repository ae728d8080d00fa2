/** Ends every session and token of an account without stopping it: after a lost laptop, or a changed password. */
import type { SessionCheck } from '../../platform/database/perform.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { notFound } from '../../platform/errors.ts'
import type { PersonId } from '../../wire/ids.ts'

type OpenSession = { began: Date; seen: Date; here: boolean }

/**
 * Ends all sessions and bearer tokens of one's own account, or of somebody in the agency one administers. What
 * they had unlocked is locked, on every node.
 * @param personId - of the account
 * @throws not-found for anybody else
 */
export async function endSessionsOf(scope: MemberScope, personId: PersonId): Promise<void> {
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
 * One's own sessions that are open: none that was ended, and none that has run out.
 * @param here - the one that asks, with the limits of all sessions
 * @returns the latest first
 */
export const openSessions = (scope: MemberScope, here: SessionCheck) =>
  scope.tx.many<OpenSession>(
    `select created_at as began, seen_at as seen, id_hash = $2 as here
     from identity.session
     where person_id = $1 and ended_at is null and seen_at > $3::timestamptz - make_interval(mins => $4)
       and created_at > $3::timestamptz - make_interval(hours => $5)
     order by seen_at desc limit 50`,
    [scope.actor.personId, here.idHash, scope.now, here.idleMinutes, here.hours],
  )
