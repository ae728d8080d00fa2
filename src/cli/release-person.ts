/**
 * Somebody moves to another agency. Their account here is stopped and let go of the identity it was bound to,
 * so that the account there can have it; what they did here stays under the account that did it. It is the
 * operator's act, because no agency may reach into another.
 */
import type { Database } from '../platform/database/perform.ts'
import { agencyOf, recordForAgency } from './agency-of.ts'

/**
 * Stops an account for good: sessions, tokens and the desk's keys go with it.
 * @param wanted - the agency's ID; the address as it is kept
 * @returns `unknown` when nobody there has this address
 */
export async function releasePerson(
  database: Database,
  wanted: { agency: string; email: string },
): Promise<'released' | 'no-agency' | 'unknown'> {
  return await database.performAsService(
    { service: 'operator', operation: 'identity.person.release' },
    async (scope) => {
      const agency = await agencyOf(scope, wanted.agency)
      if (!agency) return 'no-agency'
      const person = await scope.tx.maybe<{ id: string }>(
        `update identity.person set active = false, issuer = null, subject = null, version = version + 1
         where agency_id = $1 and email = $2 returning id`,
        [agency.id, wanted.email],
      )
      if (!person) return 'unknown'
      await recordForAgency(scope, agency.id, { kind: 'person', id: person.id }, { active: false })
      return 'released'
    },
  )
}
