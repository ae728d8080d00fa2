/**
 * Somebody gained a role or a clearance: brought to the agency's records manager at once, and there until they
 * have looked into it. The database writes the row whichever way it was given; nobody settles what they gained
 * or gave themself.
 */
import type { MemberScope, Role } from '../../platform/database/scope.ts'
import { notFound } from '../../platform/errors.ts'
import { roleWords } from './roles.ts'

export type Appointment = {
  id: string
  personId: string
  person: string
  /** null: the operator of the node */
  givenBy: string | null
  roles: Role[]
  clearance: string | null
  at: Date
  seenAt: Date | null
  seenBy: string | null
  /** one's own, or given by oneself: for another records manager */
  own: boolean
}

export type PeopleTask = {
  kind: 'appointment'
  text: string
  from: null
  since: Date
  href: string
  classification: 'OFFICIAL'
}

const MOST_TASKS = 50

const APPOINTMENTS = `
  select a.id, a.person_id as "personId", p.name as person, g.name as "givenBy", a.roles, a.clearance, a.at,
         a.seen_at as "seenAt", s.name as "seenBy",
         a.person_id = identity.viewer_person() or a.given_by is not distinct from identity.viewer_person() as own
  from identity.appointment a join identity.person p on p.id = a.person_id
  left join identity.person g on g.id = a.given_by left join identity.person s on s.id = a.seen_by
  where a.agency_id = $1`

/** All of the agency, newest first. */
export const listAppointments = (scope: MemberScope, most: number) =>
  scope.tx.many<Appointment>(`${APPOINTMENTS} order by a.at desc, a.id limit $2`, [
    scope.actor.agencyId,
    most,
  ])

/** What waits for a records manager in this room. */
export async function peopleTasks(scope: MemberScope): Promise<PeopleTask[]> {
  if (!scope.actor.roles.includes('records_manager')) return []
  const unseen = await scope.tx.many<Appointment>(
    `${APPOINTMENTS} and a.seen_at is null and a.person_id <> identity.viewer_person()
       and a.given_by is distinct from identity.viewer_person() order by a.at, a.id limit $2`,
    [scope.actor.agencyId, MOST_TASKS],
  )
  return unseen.map((one) => ({
    kind: 'appointment',
    text: `${one.person} is now ${gainOf(one)}`,
    from: null,
    since: one.at,
    href: '/appointments',
    classification: 'OFFICIAL',
  }))
}

/** What somebody gained, in words. */
export function gainOf({ roles, clearance }: Pick<Appointment, 'roles' | 'clearance'>): string {
  const words = roles.map((role) => roleWords[role])
  return [...words, ...(clearance === null ? [] : [`cleared for ${clearance}`])].join(', ')
}

/** A records manager has looked into it. @throws not-found, for what one gained or gave oneself as well */
export async function settleAppointment(scope: MemberScope, id: string): Promise<void> {
  const row = await scope.tx.maybe<{ personId: string }>(
    `update identity.appointment set seen_at = $2, seen_by = identity.viewer_person()
     where id = $1 and seen_at is null returning person_id as "personId"`,
    [id, scope.now],
  )
  if (!row) throw notFound()
  scope.record({
    kind: 'administration',
    subject: { kind: 'person', id: row.personId },
    detail: { appointment: 'settled' },
  })
  scope.wake([scope.actor.agencyId])
}
