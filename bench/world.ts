/** Who takes part in a benchmark: agencies and their people, all invented. */
import type { Database } from '../src/platform/database/perform.ts'
import { newId } from '../src/platform/identifiers.ts'

export type BenchAgency = { id: number; slug: string; number: number }
export type BenchPerson = { id: string; agencyId: number; email: string }
export type BenchWorld = { agencies: BenchAgency[]; people: BenchPerson[] }

const ROLES = ['intelligence_officer', 'analyst', 'coordinator', 'records_manager'] as const

export const slugOf = (number: number) => `agency-${String(number + 1).padStart(2, '0')}`
export const emailOf = (role: string, number: number) =>
  `${role.replaceAll('_', '-')}@${slugOf(number)}.example`

/** As the demo's provider lists them. */
export function benchPeople(agencies: number) {
  return Array.from({ length: agencies }, (_, number) =>
    ROLES.map((role) => ({
      email: emailOf(role, number),
      name: `${role.replaceAll('_', ' ')} ${String(number + 1)}`,
      agency: `Agency ${String(number + 1)}`,
      role,
    })),
  ).flat()
}

/** Enters agencies and people; those that are there stay. */
export async function seedWorld(database: Database, agencies: number): Promise<BenchWorld> {
  return await database.performAsService({ service: 'bench', operation: 'bench.seed' }, async (scope) => {
    const { tx } = scope
    for (let number = 0; number < agencies; number++) {
      await tx.run(
        `insert into identity.agency (slug, name, desk_name, desk_email, desk_phone)
         values ($1, $2, $2 || ' desk', 'desk@' || $1 || '.example', '01632 960999') on conflict (slug) do nothing`,
        [slugOf(number), `Agency ${String(number + 1)}`],
      )
      const domain = newId()
      const entered = await tx.run(
        `insert into identity.agency_domain (id, domain, agency_id)
         select $1, $2 || '.example', a.id from identity.agency a where a.slug = $2 on conflict (domain) do nothing`,
        [domain, slugOf(number)],
      )
      if (entered === 1)
        scope.record({ kind: 'administration', subject: { kind: 'agency-domain', id: domain } })
      for (const role of ROLES) {
        const id = newId()
        const added = await tx.run(
          `insert into identity.person (id, agency_id, email, name, roles, clearance)
           select $1, a.id, $2, $3, $4, 'OFFICIAL-SENSITIVE' from identity.agency a where a.slug = $5
           on conflict (agency_id, email) do nothing`,
          [id, emailOf(role, number), `${role} ${String(number + 1)}`, [role], slugOf(number)],
        )
        if (added === 1) scope.record({ kind: 'administration', subject: { kind: 'person', id } })
      }
    }
    const found = await tx.many<{ id: number; slug: string }>('select id, slug from identity.agency')
    const bySlug = new Map(found.map(({ id, slug }) => [slug, id]))
    const people = await tx.many<{ id: string; agency_id: number; email: string }>(
      'select id, agency_id, email from identity.person',
    )
    return {
      agencies: Array.from({ length: agencies }, (_, number) => ({
        number,
        slug: slugOf(number),
        id: bySlug.get(slugOf(number)) ?? 0,
      })),
      people: people.map(({ id, agency_id, email }) => ({ id, agencyId: agency_id, email })),
    }
  })
}
