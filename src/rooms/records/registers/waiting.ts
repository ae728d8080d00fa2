/** Dates of the registers that come due, as home shows them. */
import { ukDate } from '../../../design/dates.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { may } from '../../../platform/identity/roles.ts'
import type { WaitingItem, WaitingKind } from '../../../platform/rooms/waiting.ts'
import { londonDay } from '../../../platform/london-day.ts'
import { registerWords, type Register } from './words.ts'

export const registerKind: WaitingKind = {
  kind: 'register-due',
  tag: { text: 'Register', colour: 'grey' },
  whose: 'anybody',
  newBy: 'item',
  fold: { text: (number) => `${number} entries of registers to look at again`, href: '/registers' },
}

/**
 * What of the registers comes due within 30 days, or is late.
 * @returns the earliest first, 20 at most
 */
export async function registerTasks(scope: MemberScope): Promise<WaitingItem[]> {
  if (!may(scope.actor.roles, 'managesRecords')) return []
  const today = londonDay(scope.now)
  const rows = await scope.tx.many<{ id: string; register: Register; title: string; dueOn: string }>(
    `select id, register, title, due_on::text as "dueOn" from records.register_entry
     where agency_id = $1 and ended_on is null and due_on <= $2::date + 30 order by due_on, id limit 20`,
    [scope.actor.agencyId, today],
  )
  return rows.map(({ id, register, title, dueOn }) => ({
    kind: registerKind.kind,
    text: `${title}: ${register === 'agreement' ? (dueOn < today ? 'ended' : 'ends') : dueOn < today ? 'was to be looked at' : 'look at it again'} ${register === 'agreement' ? 'on' : 'by'} ${ukDate(dueOn)}`,
    from: registerWords[register].title,
    since: new Date(`${dueOn}T00:00:00Z`),
    shown: dueOn,
    href: `/registers/${id}`,
    classification: 'OFFICIAL',
    fresh: false,
  }))
}
