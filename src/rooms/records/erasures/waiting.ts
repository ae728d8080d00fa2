/** Erasures that wait for a second person, as home shows them. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { may } from '../../../platform/identity/roles.ts'
import type { WaitingItem, WaitingKind } from '../../../platform/rooms/waiting.ts'
import { awaitingErasures } from './erase-record.ts'

export const erasureKind: WaitingKind = {
  kind: 'record-erasure',
  tag: { text: 'Erasure', colour: 'purple' },
  whose: 'anybody',
  newBy: 'moment',
  fold: { text: (number) => `${number} erasures wait for a second person`, href: '/erasures' },
}

/**
 * What waits for a second person: never what somebody asked for themself.
 * @returns the oldest first, 20 at most
 */
export async function erasureTasks(scope: MemberScope): Promise<WaitingItem[]> {
  if (!may(scope.actor.roles, 'reviewsRecords')) return []
  const rows = (await awaitingErasures(scope)).filter(({ askedById }) => askedById !== scope.actor.personId)
  return rows.slice(0, 20).map(({ reference, askedAt }) => ({
    kind: erasureKind.kind,
    text: `Erasure of ${reference}: agree or refuse`,
    from: null,
    since: askedAt,
    href: '/erasures',
    classification: 'OFFICIAL',
    total: rows.length,
  }))
}
