/**
 * `seamark person unbind`: an account lets go of the identity it was bound to, because the provider calls its person by
 * another name now. Two administrators of the agency can do the same on its page; this is for an agency that has one, and
 * for a new provider, which calls everybody by other names.
 */
import type { Database } from '../platform/database/perform.ts'
import { agencyOf, recordForAgency } from './agency-of.ts'

/**
 * Lets accounts of an agency go. Their sessions and tokens end; the next verified sign-in binds.
 * @param wanted - the agency's ID; the address as it is kept, or null for all accounts of the agency
 * @returns how many were bound and are not any more; `no-agency`, or `unknown` when nobody there has this address
 */
export async function unbindPeople(
  database: Database,
  wanted: { agency: string; email: string | null },
): Promise<number | 'no-agency' | 'unknown'> {
  return await database.performAsService(
    { service: 'operator', operation: 'identity.person.unbind' },
    async (scope) => {
      const agency = await agencyOf(scope, wanted.agency)
      if (!agency) return 'no-agency'
      if (
        wanted.email !== null &&
        !(await scope.tx.maybe('select from identity.person where agency_id = $1 and email = $2', [
          agency.id,
          wanted.email,
        ]))
      )
        return 'unknown'
      const unbound = await scope.tx.many<{ id: string }>(
        `update identity.person set issuer = null, subject = null, version = version + 1
         where agency_id = $1 and ($2::text is null or email = $2) and subject is not null returning id`,
        [agency.id, wanted.email],
      )
      for (const { id } of unbound)
        await recordForAgency(scope, agency.id, { kind: 'person', id }, { unbound: true })
      return unbound.length
    },
  )
}
