/** Which agencies may be asked to moderate a disruption. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { AgencyName } from '../../platform/rooms/record-kind.ts'
import type { RecordId } from '../../wire/ids.ts'

/**
 * Lists agencies where somebody reads what others wrote, and that do not claim it.
 * @param id - of an own disruption
 * @returns by name
 */
export const agenciesToAsk = (scope: MemberScope, id: RecordId): Promise<AgencyName[]> =>
  scope.tx.many<AgencyName>(
    `select a.id, a.slug, a.name from identity.agency a
     join access.readership('OFFICIAL', null) r on r.agency_id = a.id
     where a.id <> $2 and r.readers > 0
       and not exists (select from disruptions.claim c where c.disruption_id = $1 and c.agency_id = a.id)
     order by a.name`,
    [id, scope.actor.agencyId],
  )
