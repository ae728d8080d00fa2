/** From an identity that a provider vouches for to a person of an agency. */
import type { Database } from '../database/perform.ts'
import type { Role } from '../database/scope.ts'
import { forbidden } from '../errors.ts'
import { addressOf } from './address.ts'
import { recordRefusedSignIn } from './refused-sign-ins.ts'
import type { SignedIn } from './session.ts'

/** What the provider says of somebody. */
export type Claims = {
  issuer: string
  subject: string
  email: string | null
  /** the agencies that the provider names (OIDC_AGENCY_CLAIM), by their IDs; null where it is not asked */
  agencies: readonly string[] | null
  /** of a bearer token: when it was issued, in seconds since 1970, or null where it does not say; absent for
   * somebody whom the provider has just sent here */
  issuedAt?: number | null
}

/**
 * Finds the person an identity belongs to. At the first sign-in a verified e-mail address binds the
 * provider's subject to the person whom an administrator has entered; from then on only the subject counts.
 * @returns the person, or null when nobody here is meant, the account is not active, the provider names
 * another agency, or the token is from before the account's sessions were ended
 * @throws forbidden `two-accounts` when an address that is not bound yet is entered in two agencies
 */
export async function findPerson(database: Database, claims: Claims): Promise<SignedIn | null> {
  const { issuer, subject } = claims
  const row = (await database.whoIs<PersonRow>({ issuer, subject })) ?? (await bindPerson(database, claims))
  if (!row?.active || isOutdated(claims, row.not_before) || isOfAnother(claims, row.slug)) return null
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

/** A token from before the end of all sessions. Tokens count in seconds: of the very second none is left. */
function isOutdated({ issuedAt }: Claims, notBefore: Date | null): boolean {
  if (issuedAt === undefined || notBefore === null) return false
  return issuedAt === null || issuedAt * 1000 <= notBefore.getTime()
}

/** Somebody who is bound and of whom the provider names no agency stays who they are: access tokens are short. */
const isOfAnother = ({ agencies }: Claims, slug: string): boolean =>
  agencies !== null && agencies.length > 0 && !agencies.includes(slug)

async function bindPerson(database: Database, claims: Claims): Promise<PersonRow | null> {
  const email = claims.email === null ? null : addressOf(claims.email)
  if (email === null) return null
  const found = await database.performAsService(
    { service: 'sign-in', operation: 'identity.person.find' },
    async (scope) => {
      const columns = `p.id, p.name, p.email, p.agency_id, a.slug, a.name as agency_name, p.roles, p.clearance, p.active,
         p.not_before, p.subject`
      // One statement finds and locks: of two first sign-ins at once, the second waits and then finds
      // the account bound to its own identity. The domain is asked again: it may have gone to another agency.
      const rows = await scope.tx.many<PersonRow & { subject: string | null }>(
        `select ${columns} from identity.person p join identity.agency a on a.id = p.agency_id
         where (p.issuer = $1 and p.subject = $2)
            or (p.email = $3 and p.subject is null and p.active
                and ($4::text[] is null or a.slug = any ($4))
                and exists (select from identity.agency_domain d
                            where d.agency_id = p.agency_id and d.domain = split_part(p.email, '@', 2))
                and not exists (select from identity.person o where o.issuer = $1 and o.subject = $2))
         for update of p`,
        [claims.issuer, claims.subject, email, claims.agencies],
      )
      const row = rows.find((one) => one.subject !== null) ?? rows[0]
      if (!row?.active || row.subject !== null) return row ?? null
      if (rows.length > 1) return 'two-accounts' as const
      if (isOutdated(claims, row.not_before)) return null
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
  if (found !== 'two-accounts') return found
  await recordRefusedSignIn(database, 'two-accounts')
  throw forbidden(
    'two-accounts',
    'Your address is entered in two agencies, so nobody can say whose account you have. Ask the operator of this node: only they can put it right.',
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
  /** tokens from before this count no more */
  not_before: Date | null
}
