/**
 * The provider's groups propose roles to the agency's administrator. They give and take none: what somebody may do here
 * is decided by a named person, and two directories' mistakes are not one.
 */
import type { PersonId } from '../../wire/ids.ts'
import type { Database } from '../database/perform.ts'

/**
 * Compares what somebody's groups say with what their account has, and keeps the difference as proposals. What was
 * declined stays declined for as long as the groups say the same.
 * @param person - who has just signed in
 * @param groups - as the provider names them; it has said so, an empty list too
 */
export async function proposeRoles(
  database: Database,
  person: { personId: PersonId; agencyId: number },
  groups: readonly string[],
): Promise<void> {
  await database.performAsService(
    { service: 'sign-in', operation: 'identity.roles.propose', agencyId: person.agencyId },
    async (scope) => {
      const { changed } = await scope.tx.one<{ changed: number }>(
        `with account as (select p.id, p.agency_id, p.roles from identity.person p where p.id = $1 for update),
         mapped as (select distinct g.role, bool_or(g.group_name = any ($2)) over (partition by g.role) as named
                    from identity.group_role g join account a on a.agency_id = g.agency_id),
         differing as (select m.role, m.named as gained from mapped m cross join account a
                       where m.named <> (m.role = any (a.roles))),
         gone as (delete from identity.role_proposal r where r.person_id = $1
                    and not exists (select from differing d where d.role = r.role and d.gained = r.gained)
                  returning r.role),
         come as (insert into identity.role_proposal (agency_id, person_id, role, gained)
                  select a.agency_id, a.id, d.role, d.gained from differing d cross join account a
                  where not exists (select from identity.role_proposal r
                                    where r.person_id = $1 and r.role = d.role)
                  returning role)
         select (select count(*) from gone)::integer + (select count(*) from come)::integer as changed`,
        [person.personId, groups],
      )
      if (changed === 0) return
      scope.record({
        kind: 'administration',
        subject: { kind: 'person', id: person.personId },
        detail: { proposals: changed },
      })
      scope.wake([person.agencyId])
    },
  )
}
