/** The people of the cases: three agencies, one viewer of each kind, and those who stand beside them. */
import type { Database } from '../../platform/database/perform.ts'
import { newId } from '../../platform/identifiers.ts'
import type { AccessCase } from './read-cases.ts'

export type AgencyPart = 'owner' | 'partner' | 'third'
export type Person = { id: string; email: string; agency: AgencyPart }
export type Viewer = Person & { active: boolean }

export type Cast = {
  agencies: Record<AgencyPart, number>
  /** by `kindOf` */
  viewers: ReadonlyMap<string, Viewer>
  /** who wrote what the viewer did not */
  author: Person
  /** works beside the viewer, and has accepted what the viewer has not */
  colleagues: Record<'owner' | 'partner', Person>
  compartments: { viewer_inside: string; viewer_outside: string }
}

/**
 * Says of which kind a case's viewer is. Cases with the same kind of viewer share one person, who signs in
 * once.
 * @param one - the case
 * @returns role, agency, clearance and state, in one text
 */
export const kindOf = (one: AccessCase): string =>
  [one.viewer_role, one.viewer_agency, one.viewer_clearance, one.viewer_active ? 'active' : 'inactive'].join(
    '.',
  )

/**
 * Enters agencies, people and two compartments: one that holds every viewer and one that holds none.
 * @param cases - all of them
 * @returns the ids of agencies and compartments, and the viewers by kind
 */
export async function enterCast(database: Database, cases: readonly AccessCase[]): Promise<Cast> {
  return await database.performAsService(
    { service: 'access-cases', operation: 'access-cases.people.enter' },
    async (scope) => {
      const agencies = { owner: 0, partner: 0, third: 0 }
      for (const slug of ['owner', 'partner', 'third'] as const) {
        const { id } = await scope.tx.one<{ id: number }>(
          `insert into identity.agency (slug, name, desk_name, desk_email, desk_phone)
           values ($1, initcap($1) || ' agency', initcap($1) || ' desk', 'desk@' || $1 || '.example', '01632 960199') returning id`,
          [slug],
        )
        agencies[slug] = id
        const domain = newId()
        await scope.tx.run(`insert into identity.agency_domain (id, domain, agency_id) values ($1, $2, $3)`, [
          domain,
          `${slug}.example`,
          id,
        ])
        scope.record({ kind: 'administration', subject: { kind: 'agency-domain', id: domain } })
      }
      const enter = async (account: string, agency: AgencyPart, role: string, clearance: string) => {
        const person = { id: newId(), email: `${account.toLowerCase()}@${agency}.example`, agency }
        await scope.tx.run(
          `insert into identity.person (id, agency_id, email, name, roles, clearance) values ($1, $2, $3, $4, $5, $6)`,
          [person.id, agencies[agency], person.email, account, [role], clearance],
        )
        scope.record({ kind: 'administration', subject: { kind: 'person', id: person.id } })
        return person
      }
      const viewers = new Map<string, Viewer>()
      for (const one of cases) {
        const kind = kindOf(one)
        if (viewers.has(kind)) continue
        const person = await enter(kind, one.viewer_agency, one.viewer_role, one.viewer_clearance)
        viewers.set(kind, { ...person, active: one.viewer_active })
      }
      const beside = (account: string, agency: AgencyPart) =>
        enter(account, agency, 'intelligence_officer', 'OFFICIAL-SENSITIVE')
      const author = await beside('author', 'owner')
      const colleagues = {
        owner: await beside('colleague', 'owner'),
        partner: await beside('colleague', 'partner'),
      }
      const compartments = { viewer_inside: newId(), viewer_outside: newId() }
      for (const [name, id] of Object.entries(compartments)) {
        await scope.tx.run(`insert into access.compartment (id, name, agency_id) values ($1, $2, $3)`, [
          id,
          `Operation ${name}`,
          agencies.owner,
        ])
        scope.record({ kind: 'administration', subject: { kind: 'compartment', id } })
      }
      await scope.tx.run(
        `insert into access.compartment_member (compartment_id, person_id)
         select $1, viewer from unnest($3::uuid[]) as viewer
         union all select unnest($4::uuid[]), $2`,
        [
          compartments.viewer_inside,
          author.id,
          [...viewers.values()].map((one) => one.id),
          Object.values(compartments),
        ],
      )
      return { agencies, viewers, author, colleagues, compartments }
    },
  )
}

/**
 * Ends the accounts of the viewers who are not active: after they have signed in.
 * @param cast - as `enterCast` gave it
 */
export async function deactivate(database: Database, cast: Cast): Promise<void> {
  await database.performAsService(
    { service: 'access-cases', operation: 'access-cases.people.deactivate' },
    async (scope) => {
      const gone = [...cast.viewers.values()].filter((one) => !one.active).map((one) => one.id)
      await scope.tx.run(`update identity.person set active = false where id = any ($1)`, [gone])
      for (const id of gone) scope.record({ kind: 'administration', subject: { kind: 'person', id } })
    },
  )
}
