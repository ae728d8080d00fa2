/** Beside a report or a requirement: the groups to which it belongs, for everybody who reads both. */
import { may } from '../../../platform/identity/roles.ts'
import type { ShowLinked } from '../../../platform/rooms/filing.ts'
import { groupStatus } from '../../../wire/codes.ts'
import { groupsOf } from './linked-reports.ts'

/**
 * Shows them.
 * @returns null where there is nothing in sight and nothing to link
 */
export const showGroups: ShowLinked = async (scope, { kind, id }) => {
  if (kind !== 'report' && kind !== 'requirement') return null
  const rows = await groupsOf(scope, id, kind)
  const links = may(scope.actor.roles, 'keepsGroups')
  if (rows.length === 0 && !links) return null
  return {
    heading: kind === 'report' ? 'Groups to which it belongs' : 'Groups that it serves',
    items: rows.map(({ id: group, name, classification, owner, status }) => ({
      text: name,
      href: `/groups/${group}`,
      note: `${owner}, ${groupStatus[status].toLowerCase()}`,
      classification,
    })),
    next: links ? { text: 'Link it with a group', href: '/groups' } : null,
  }
}
