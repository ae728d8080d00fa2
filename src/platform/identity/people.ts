/** From an identity that a provider vouches for to a person of an agency, or to the reason why there is none. */
import type { Scope, Role, ServiceActor } from '../database/scope.ts'
import type { Database } from '../database/perform.ts'
import type { PersonId } from '../../wire/ids.ts'
import { addressOf, domainOfAddress } from './address.ts'
import type { Claims } from './claims.ts'
import type { PersonRefusal } from './refusals.ts'
import type { SignedIn } from './session.ts'

export type { Claims } from './claims.ts'

/** Somebody of an agency; or why not, and whom it concerns. */
export type Meant =
  { person: SignedIn } | { refused: PersonRefusal; agencyId: number | null; personId: PersonId | null }

/**
 * Finds the person an identity belongs to. At the first sign-in a verified e-mail address binds the
 * provider's subject to the person whom an administrator has entered; from then on only the subject counts.
 * @param claims - issuer, subject and address, from a token that has been verified
 * @param among - how many providers the node has: of several, an agency must have said which is its own
 * @returns the person; or the reason why nobody is meant, with the agency whose administrator is told. Of an account it
 * says something only to whoever has its identity, or its verified address
 */
export async function whoIsMeant(database: Database, claims: Claims, among: number): Promise<Meant> {
  const { issuer, subject } = claims
  const bound = await database.whoIs<PersonRow>({ issuer, subject })
  if (bound !== null) return accepted(claims, bound)
  const email = claims.email === null ? null : addressOf(claims.email)
  return await database.performAsService(
    { service: 'sign-in', operation: 'identity.person.find' },
    async (scope) => {
      if (email !== null) return await bindPerson(scope, claims, email, among)
      const said = claims.email ?? claims.saidEmail ?? null
      const refused = claims.email === null ? (claims.noEmail ?? 'no-address') : 'address-not-plain'
      return {
        refused,
        agencyId: said === null ? null : await agencyAt(scope, addressOf(said)),
        personId: null,
      }
    },
  )
}

/** Somebody who is bound and of whom the provider names no agency stays who they are: access tokens are short. */
function accepted({ agencies, issuedAt }: Claims, row: PersonRow): Meant {
  const concerns = { agencyId: row.agency_id, personId: row.id }
  if (!row.vouched) return { refused: 'other-issuer', ...concerns }
  if (!row.active) return { refused: 'stopped-account', ...concerns }
  if (agencies !== null && agencies.length > 0 && !agencies.includes(row.slug))
    return { refused: 'other-agency', ...concerns }
  if (isOutdated(issuedAt, row.not_before)) return { refused: 'token-outdated', ...concerns }
  return {
    person: {
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
    },
  }
}

/** A token from before the end of all sessions. Tokens count in seconds: of the very second none is left. */
function isOutdated(issuedAt: Claims['issuedAt'], notBefore: Date | null): boolean {
  if (issuedAt === undefined || notBefore === null) return false
  return issuedAt === null || issuedAt * 1000 <= notBefore.getTime()
}

type Candidate = PersonRow & {
  issuer: string | null
  subject: string | null
  /** the agency has said with which provider its people sign in */
  agency_has_issuer: boolean
}

async function bindPerson(
  scope: Scope<ServiceActor>,
  claims: Claims,
  email: string,
  among: number,
): Promise<Meant> {
  // One statement finds and locks: of two first sign-ins at once, the second waits and then finds
  // the account bound to its own identity. The domain is asked again: it may have gone to another agency.
  const rows = await scope.tx.many<Candidate>(
    `select p.id, p.name, p.email, p.agency_id, a.slug, a.name as agency_name, p.roles, p.clearance, p.active,
            p.not_before, identity.vouches($1, p.agency_id) as vouched, p.issuer, p.subject,
            a.issuer is not null as agency_has_issuer
     from identity.person p join identity.agency a on a.id = p.agency_id
     where (p.issuer = $1 and p.subject = $2)
        or (p.email = $3
            and exists (select from identity.agency_domain d
                        where d.agency_id = p.agency_id and d.domain = split_part(p.email, '@', 2)))
     for update of p`,
    [claims.issuer, claims.subject, email],
  )
  // The other sign-in of the same identity was first, with whatever address.
  const same = rows.find((row) => row.issuer === claims.issuer && row.subject === claims.subject)
  if (same !== undefined) return accepted(claims, same)
  const [row] = rows
  if (row === undefined)
    return { refused: 'not-known-here', agencyId: await agencyAt(scope, email), personId: null }
  if (rows.length > 1) return { refused: 'two-accounts', agencyId: row.agency_id, personId: null }
  const refused = whyNotBound(claims, row, among)
  if (refused !== null) return { refused, agencyId: row.agency_id, personId: row.id }
  await scope.tx.run(`update identity.person set issuer = $2, subject = $3 where id = $1`, [
    row.id,
    claims.issuer,
    claims.subject,
  ])
  // In the ledger of the person's agency, where its records manager finds it.
  await scope.tx.run(
    `insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id, detail)
     values ('administration', $1, $2, 'sign-in', 'person', $3, '{"bound": true}')`,
    [scope.operation, row.agency_id, row.id],
  )
  return accepted(claims, row)
}

function whyNotBound({ agencies, issuedAt }: Claims, row: Candidate, among: number): PersonRefusal | null {
  if (!row.vouched) return 'other-issuer'
  if (among > 1 && !row.agency_has_issuer) return 'agency-without-issuer'
  if (!row.active) return 'stopped-account'
  if (row.subject !== null) return 'other-subject'
  // To bind, the agency must be named.
  if (agencies !== null && !agencies.includes(row.slug)) return 'other-agency'
  return isOutdated(issuedAt, row.not_before) ? 'token-outdated' : null
}

/** The agency at whose domain an address is: its administrator is told. */
async function agencyAt(scope: Scope<ServiceActor>, email: string | null): Promise<number | null> {
  if (email === null) return null
  const row = await scope.tx.maybe<{ agency_id: number }>(
    'select agency_id from identity.agency_domain where domain = $1',
    [domainOfAddress(email)],
  )
  return row?.agency_id ?? null
}

type PersonRow = {
  id: PersonId
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
  /** the provider to which it is bound is still its agency's */
  vouched: boolean
}
