/** Who may be named and asked: colleagues, and other agencies. */
import { invalid } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { whoever } from '../../platform/identity/roles.ts'
import type { AgencyName } from '../../platform/rooms/record-kind.ts'
import type { Role } from '../../wire/codes.ts'
import type { PersonId } from '../../wire/ids.ts'

export type Colleague = { id: PersonId; name: string; roles: Role[] }

/**
 * Lists people of this agency with an active account.
 * @param who - `keepers` may answer for a requirement; `readers` may be named on a line of its plan
 * @returns by name
 */
export async function colleagues(scope: MemberScope, who: 'keepers' | 'readers'): Promise<Colleague[]> {
  return await scope.tx.many<Colleague>(
    `select id, name, roles from identity.person
     where agency_id = $1 and active and roles && $2::text[]
     order by name, id`,
    [scope.actor.agencyId, who === 'keepers' ? whoever.keepsRequirements : whoever.readsContent],
  )
}

/**
 * Lists the agencies that may be asked: those where somebody reads what others wrote.
 * @returns by name
 */
export async function partnersToAsk(scope: MemberScope): Promise<AgencyName[]> {
  return await scope.tx.many<AgencyName>(
    `select a.id, a.slug, a.name from identity.agency a
     join access.readership('OFFICIAL', null) r on r.agency_id = a.id
     where a.id <> $1 and r.readers > 0
     order by a.name`,
    [scope.actor.agencyId],
  )
}

/**
 * Looks agencies up.
 * @param slugs - of other agencies than one's own
 * @returns their numbers, in the same order
 * @throws invalid with `ask`
 */
export async function agenciesBySlug(scope: MemberScope, slugs: readonly string[]): Promise<number[]> {
  const rows = await scope.tx.many<{ id: number; slug: string }>(
    'select id, slug from identity.agency where slug = any ($1) and id <> $2',
    [slugs, scope.actor.agencyId],
  )
  const known = new Map(rows.map(({ id, slug }) => [slug, id]))
  return slugs.map((slug) => {
    const id = known.get(slug)
    if (id === undefined) throw invalid({ ask: 'Choose agencies other than your own' })
    return id
  })
}
