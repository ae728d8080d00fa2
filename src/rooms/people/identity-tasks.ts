/** What of sign-in waits for an administrator: roles that groups propose, and the second word about an identity. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { may } from '../../platform/identity/roles.ts'
import type { WaitingItem } from '../../platform/rooms/waiting.ts'
import { proposalsToDecide, proposalTold } from './proposals.ts'
import { unbindingsToDecide } from './unbinding.ts'

const MOST = 50

/**
 * What waits for an administrator of this agency.
 * @returns tasks, the oldest of each kind first; none for anybody else, and nothing of their own account
 */
export async function identityTasks(scope: MemberScope): Promise<WaitingItem[]> {
  if (!may(scope.actor.roles, 'administers')) return []
  const asked = await unbindingsToDecide(scope, MOST)
  const proposed = await proposalsToDecide(scope, MOST)
  const same = { from: null, classification: 'OFFICIAL' } as const
  return [
    ...asked.map(({ person, personId, askedAt }) => ({
      ...{ kind: 'unbinding' as const, since: askedAt, href: `/people/${personId}`, ...same },
      text: `${person}: may the account bind to another identity?`,
    })),
    ...proposed.map((one) => ({
      ...{ kind: 'role-proposal' as const, since: one.at, href: '/people/proposals', ...same },
      text: `${one.person}: ${proposalTold(one)}?`,
    })),
  ]
}
