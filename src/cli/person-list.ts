/** `seamark person list`: who has an account, for the operator who has to find one. */
import type { Database } from '../platform/database/perform.ts'
import type { Role } from '../wire/codes.ts'

export type ListedPerson = {
  agency: string
  email: string
  name: string
  roles: Role[]
  clearance: string
  active: boolean
  /** to whose identity it is bound; null: nobody has signed in with it */
  issuer: string | null
  /** its agency's people still sign in with that provider */
  vouched: boolean
}

/**
 * Lists accounts. It is an act of the operator, and stands in no ledger: it is the same that `agency list` counts.
 * @param agency - an agency's ID; undefined: all
 * @returns by agency and address
 */
export const listPeople = (database: Database, agency: string | undefined): Promise<ListedPerson[]> =>
  database.performAsService({ service: 'operator', operation: 'identity.person.list' }, ({ tx }) =>
    tx.many<ListedPerson>(
      `select a.slug as agency, p.email, p.name, p.roles, p.clearance, p.active, p.issuer,
              coalesce(identity.vouches(p.issuer, p.agency_id), true) as vouched
       from identity.person p join identity.agency a on a.id = p.agency_id
       where $1::text is null or a.slug = $1 order by a.slug, p.email`,
      [agency ?? null],
    ),
  )

/**
 * Says how an account stands.
 * @param person - as `listPeople` gives it
 * @returns one line for a terminal: agency, address, name, roles, clearance, and how the account stands
 */
export function listedTold(person: ListedPerson): string {
  const { agency, email, name, roles, clearance, active, issuer, vouched } = person
  const stands = !active
    ? 'not active'
    : issuer === null
      ? 'not bound'
      : vouched
        ? 'bound'
        : `bound to ${issuer}, with which this agency does not sign in any more`
  return [agency, email, name, roles.join(','), clearance, stands].join('\t')
}
