/** Who may lead and own lines: colleagues; and the stretches of the own coastal plan. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import type { PersonId } from '../../../wire/ids.ts'

/**
 * Lists people of this agency with an active account who read intelligence.
 * @returns by name
 */
export const colleagues = (scope: MemberScope): Promise<{ id: PersonId; name: string }[]> =>
  scope.tx.many<{ id: PersonId; name: string }>(
    `select id, name from identity.person where agency_id = $1 and active and roles && $2::text[] order by name, id`,
    [scope.actor.agencyId, whoever.readsContent],
  )

/**
 * Lists the stretches of this agency's coastal plan, as far as this person reads it.
 * @returns by name
 */
export const ownStretches = (scope: MemberScope): Promise<{ id: string; name: string }[]> =>
  scope.tx.many<{ id: string; name: string }>('select id, name from coast.stretch_name order by name, id')
