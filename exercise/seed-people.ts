/** Enters the exercise's agencies and people, once. */
import type { Database } from '../src/platform/database/perform.ts'
import { newId } from '../src/platform/identifiers.ts'
import { exerciseAgencies, exercisePeople } from './people.ts'

/** @returns true when they were entered now, false when they were there */
export async function seedPeople(database: Database): Promise<boolean> {
  return await database.performAsService(
    { service: 'exercise', operation: 'exercise.people.seed' },
    async (scope) => {
      const { tx } = scope
      let fresh = false
      for (const agency of exerciseAgencies) {
        const added = await tx.run(
          `insert into identity.agency (slug, name, desk_name, desk_email, desk_phone, desk_hours)
         values ($1, $2, $3, $4, $5, $6) on conflict (slug) do nothing`,
          [
            agency.slug,
            agency.name,
            agency.desk.name,
            `desk@${agency.slug}.example`,
            agency.desk.phone,
            agency.desk.hours,
          ],
        )
        fresh ||= added === 1
        const id = newId()
        const domain = await tx.run(
          `insert into identity.agency_domain (id, domain, agency_id)
           select $1, $2, a.id from identity.agency a where a.slug = $3 on conflict (domain) do nothing`,
          [id, `${agency.slug}.example`, agency.slug],
        )
        if (domain === 1) scope.record({ kind: 'administration', subject: { kind: 'agency-domain', id } })
      }
      for (const person of exercisePeople()) {
        const id = newId()
        const added = await tx.run(
          `insert into identity.person (id, agency_id, email, name, roles, clearance)
         select $1, a.id, $2, $3, $4, $5 from identity.agency a where a.slug = $6 on conflict (agency_id, email) do nothing`,
          [id, person.email, person.name, [person.role], person.clearance, person.agency],
        )
        if (added === 1) scope.record({ kind: 'administration', subject: { kind: 'person', id } })
      }
      return fresh
    },
  )
}
