/** Enters the exercise's agencies and people, once. */
import type { Database } from '../src/platform/database/perform.ts'
import { newId } from '../src/platform/identifiers.ts'
import { exerciseAgencies, exercisePeople } from './people.ts'

/** @returns true when they were entered now, false when they were there */
export async function seedPeople(database: Database): Promise<boolean> {
  const fresh = await enterPeople(database)
  await sayWhatAgenciesAre(database)
  return fresh
}

async function enterPeople(database: Database): Promise<boolean> {
  return await database.performAsService(
    { service: 'exercise', operation: 'exercise.people.seed' },
    async (scope) => {
      const { tx } = scope
      let fresh = false
      for (const agency of exerciseAgencies) {
        const added = await tx.run(
          `insert into identity.agency (slug, name, desk_name, desk_email, desk_phone, desk_hours, kind)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (slug) do nothing`,
          [
            agency.slug,
            agency.name,
            agency.desk.name,
            `desk@${agency.slug}.example`,
            agency.desk.phone,
            agency.desk.hours,
            agency.kind,
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

/**
 * What is the operator's alone: whom commissioner and inspectorate hold to account, and, in a database from before
 * agencies had kinds, what the exercise's are. Once said, it is left as it is.
 */
async function sayWhatAgenciesAre(database: Database): Promise<void> {
  const operator = { service: 'operator', purpose: 'Exercise' }
  const said = await database.performAsService(
    { ...operator, operation: 'identity.agency.kinds.set' },
    async ({ tx }) => {
      const some = await tx.many('select from identity.held_to_account limit 1')
      if (some.length > 0) return true
      for (const { slug, kind } of exerciseAgencies)
        await tx.run(
          `update identity.agency set kind = $2 where slug = $1 and kind = 'agency' and kind <> $2`,
          [slug, kind],
        )
      return false
    },
  )
  if (said) return
  await database.performAsService(
    { ...operator, operation: 'identity.agency.held-to-account.add' },
    async ({ tx }) => {
      for (const { slug, holdsToAccount = [] } of exerciseAgencies)
        await tx.run(
          `insert into identity.held_to_account (body_id, body_kind, agency_id)
           select b.id, b.kind, a.id from identity.agency b join identity.agency a on a.slug = any ($2)
           where b.slug = $1 and b.kind in ('commissioner', 'inspectorate')`,
          [slug, holdsToAccount],
        )
    },
  )
}
