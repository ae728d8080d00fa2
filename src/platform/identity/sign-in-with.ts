/** From a provider's answer to a person: who is meant, and what their groups propose. */
import type { Database } from '../database/perform.ts'
import { proposeRoles } from './group-proposals.ts'
import type { Returned } from './openid.ts'
import { whoIsMeant } from './people.ts'
import type { Providers } from './providers.ts'
import type { RefusedPerson } from './refuse-sign-in.ts'
import type { SignedIn } from './session.ts'

/**
 * Finds whom a provider's answer means.
 * @param services - the database, and all providers of the node
 * @param answer - as the provider's client has verified it
 * @param refuse - told why nobody is meant; it throws
 * @returns the person
 * @throws what `refuse` throws
 */
export async function signInWith(
  services: { database: Database; providers: Providers },
  answer: Returned,
  refuse: (person: RefusedPerson) => Promise<never>,
): Promise<SignedIn> {
  const { database, providers } = services
  const { claims } = answer
  if (claims === null) return await refuse({ refused: 'no-subject', agencyId: null, personId: null })
  const meant = await whoIsMeant(database, claims, providers.list.length)
  if ('refused' in meant) return await refuse(meant)
  // A provider that says nothing of groups proposes nothing; one that names none does.
  if (claims.groups !== undefined && claims.groups !== null)
    await proposeRoles(database, meant.person, claims.groups)
  return meant.person
}
