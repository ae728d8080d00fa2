/** From an identity that a provider vouches for to a person of an agency. */
import type { Database } from '../database/perform.ts'
import type { Role } from '../database/scope.ts'
import type { SignedIn } from './session.ts'

/** What the provider says of somebody. */
export type Claims = { issuer: string; subject: string; email: string | null }

/**
 * Finds the person an identity belongs to. At the first sign-in a verified e-mail address binds the
 * provider's subject to the person whom an administrator has entered; from then on only the subject counts.
 * @returns the person, or null when nobody here is meant or the account is not active
 */
export async function findPerson(database: Database, claims: Claims): Promise<SignedIn | null> {
  const { issuer, subject } = claims
  const row = (await database.whoIs<PersonRow>({ issuer, subject })) ?? (await bindPerson(database, claims))
  if (!row?.active) return null
  return {
    personId: row.id,
    name: row.name,
    email: row.email,
    agencyId: row.agency_id,
    agencySlug: row.slug,
    agencyName: row.agency_name,
    roles: row.roles,
    clearance: row.clearance,
    purpose: null,
    session: null,
  }
}

async function bindPerson(database: Database, claims: Claims): Promise<PersonRow | null> {
  return await database.performAsService(
    { service: 'sign-in', operation: 'identity.person.find' },
    async (scope) => {
      const columns = `p.id, p.name, p.email, p.agency_id, a.slug, a.name as agency_name, p.roles, p.clearance, p.active, p.subject`
      // One statement finds and locks: of two first sign-ins at once, the second waits and then finds
      // the account bound to its own identity.
      const row = await scope.tx.maybe<PersonRow & { subject: string | null }>(
        `select ${columns} from identity.person p join identity.agency a on a.id = p.agency_id
         where (p.issuer = $1 and p.subject = $2)
            or (p.email = lower($3) and p.subject is null
                and not exists (select from identity.person o where o.issuer = $1 and o.subject = $2))
         for update of p`,
        [claims.issuer, claims.subject, claims.email],
      )
      if (!row?.active || row.subject !== null) return row
      await scope.tx.run(`update identity.person set issuer = $2, subject = $3 where id = $1`, [
        row.id,
        claims.issuer,
        claims.subject,
      ])
      scope.record({
        kind: 'administration',
        subject: { kind: 'person', id: row.id },
        detail: { bound: true },
      })
      return row
    },
  )
}

type PersonRow = {
  id: string
  name: string
  email: string
  agency_id: number
  slug: string
  agency_name: string
  roles: Role[]
  clearance: SignedIn['clearance']
  active: boolean
}

/** Notes that somebody whom nobody here knows tried to sign in. No name, no address. */
export async function recordRefusedSignIn(database: Database, reason: string): Promise<void> {
  await database.performAsService({ service: 'sign-in', operation: 'identity.session.begin' }, (scope) => {
    scope.record({ kind: 'refusal', detail: { reason } })
    return Promise.resolve()
  })
}
