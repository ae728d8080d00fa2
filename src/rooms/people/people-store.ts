/** People and desks: the statements. */
import type { MemberScope, Role } from '../../platform/database/scope.ts'
import type { PersonId } from '../../wire/ids.ts'
import type { AgencyKind } from '../../wire/codes.ts'

export type Person = {
  id: PersonId
  name: string
  email: string
  roles: Role[]
  clearance: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
  active: boolean
  /** has signed in at least once */
  bound: boolean
  version: number
}

export type Desk = {
  id: number
  slug: string
  name: string
  deskName: string
  deskEmail: string
  deskPhone: string
  deskHours: string
  version: number
}

/** A desk with what its agency is, and the names of those that it holds to account. */
export type PartnerDesk = Desk & { kind: AgencyKind; holdsToAccount: string[] }

const personColumns = `id, name, email, roles, clearance, active, subject is not null as bound, version`

/**
 * Lists the people of the viewer's own agency.
 * @returns active ones first, by name
 */
export const listPeople = (scope: MemberScope) =>
  scope.tx.many<Person>(
    `select ${personColumns} from identity.person where agency_id = $1 order by active desc, name`,
    [scope.actor.agencyId],
  )

/**
 * Finds a person whom the viewer may see: of their own agency.
 * @param id - of the person
 * @returns null for everybody else
 */
export const findPersonOfAgency = (scope: MemberScope, id: PersonId) =>
  scope.tx.maybe<Person>(`select ${personColumns} from identity.person where id = $1`, [id])

/**
 * Lists the e-mail domains that the operator has entered for the viewer's agency.
 * @returns in alphabetical order
 */
export const listDomains = async (scope: MemberScope): Promise<string[]> =>
  (
    await scope.tx.many<{ domain: string }>(
      `select domain from identity.agency_domain where agency_id = $1 order by domain`,
      [scope.actor.agencyId],
    )
  ).map(({ domain }) => domain)

/**
 * Does the viewer's agency have somebody who is told of new roles?
 * @returns true when an active account has that role
 */
export const hasRecordsManager = async (scope: MemberScope): Promise<boolean> =>
  (
    await scope.tx.one<{ has: boolean }>(
      `select exists (select from identity.person where agency_id = $1 and active
                        and access.manages_records(roles)) as has`,
      [scope.actor.agencyId],
    )
  ).has

/**
 * Enters a person in the viewer's agency.
 * @param person - their id, and what the administrator typed
 * @returns false when the e-mail address has an account in this agency already
 */
export async function insertPerson(
  scope: MemberScope,
  person: { id: PersonId; name: string; email: string; roles: readonly Role[]; clearance: string },
): Promise<boolean> {
  const added = await scope.tx.run(
    `insert into identity.person (id, agency_id, email, name, roles, clearance)
     values ($1, $2, $3, $4, $5, $6) on conflict (agency_id, email) do nothing`,
    [person.id, scope.actor.agencyId, person.email, person.name, person.roles, person.clearance],
  )
  return added === 1
}

/**
 * Changes a person, unless somebody did so meanwhile.
 * @param person - how they are from now on, and the `version` that was looked at
 * @returns false when somebody changed the person since `version`
 */
export async function updatePerson(
  scope: MemberScope,
  person: {
    id: PersonId
    name: string
    roles: readonly Role[]
    clearance: string
    active: boolean
    version: number
  },
): Promise<boolean> {
  const changed = await scope.tx.run(
    `update identity.person set name = $2, roles = $3, clearance = $4, active = $5, version = version + 1
     where id = $1 and version = $6`,
    [person.id, person.name, person.roles, person.clearance, person.active, person.version],
  )
  return changed === 1
}

const deskColumns = `id, slug, name, desk_name as "deskName", desk_email as "deskEmail", desk_phone as "deskPhone",
  desk_hours as "deskHours", version`

/**
 * Lists every agency and whom to ask there.
 * @returns by name
 */
export const listDesks = (scope: MemberScope) =>
  scope.tx.many<PartnerDesk>(
    `select ${deskColumns}, kind,
            array(select a.name from identity.held_to_account h join identity.agency a on a.id = h.agency_id
                  where h.body_id = agency.id order by a.name) as "holdsToAccount"
     from identity.agency order by name`,
  )

/**
 * Reads the desk of the viewer's agency.
 * @returns with its version
 */
export const ownDesk = (scope: MemberScope) =>
  scope.tx.one<Desk>(`select ${deskColumns} from identity.agency where id = $1`, [scope.actor.agencyId])

/**
 * Changes the desk of the viewer's agency, unless somebody did so meanwhile.
 * @param desk - how it is from now on, and the `version` that was looked at
 * @returns false when somebody changed the desk since `version`
 */
export async function updateDesk(
  scope: MemberScope,
  desk: { deskName: string; deskEmail: string; deskPhone: string; deskHours: string; version: number },
): Promise<boolean> {
  const changed = await scope.tx.run(
    `update identity.agency set desk_name = $2, desk_email = $3, desk_phone = $4, desk_hours = $5, version = version + 1
     where id = $1 and version = $6`,
    [scope.actor.agencyId, desk.deskName, desk.deskEmail, desk.deskPhone, desk.deskHours, desk.version],
  )
  return changed === 1
}
