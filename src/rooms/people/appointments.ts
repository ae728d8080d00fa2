/**
 * Somebody gained a role, a clearance or a rank: brought to the agency's records manager at once, and there until they
 * have reviewed it. The database writes the row whichever way it was given; nobody settles what they gained
 * or gave themself.
 */
import type { WaitingItem } from '../../platform/rooms/waiting.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { notFound } from '../../platform/errors.ts'
import type { Id, PersonId } from '../../wire/ids.ts'
import { may } from '../../platform/identity/roles.ts'
import { roleWords, type Rank, type Role } from '../../wire/codes.ts'
import { ukDate } from '../../design/dates.ts'
import { rankTold } from './ranks/rank.ts'

export type AppointmentId = Id<'appointment'>

export type Appointment = {
  id: AppointmentId
  personId: PersonId
  person: string
  email: string
  /** null: the operator of the node */
  givenBy: string | null
  roles: Role[]
  clearance: string | null
  /** a rank that was attested, with the grade that counts as it, and its last day */
  rank: { rank: Rank; grade: string | null; until: string } | null
  at: Date
  seenAt: Date | null
  seenBy: string | null
  /** one's own, or given by oneself: for another records manager */
  own: boolean
}

const MOST_TASKS = 50

const APPOINTMENTS = `
  select a.id, a.person_id as "personId", p.name as person, p.email, g.name as "givenBy", a.roles, a.clearance, a.at,
         case when t.id is not null
           then jsonb_build_object('rank', t.rank, 'grade', d.name, 'until', t.until_on) end as rank,
         a.seen_at as "seenAt", s.name as "seenBy",
         a.person_id = identity.viewer_person() or a.given_by is not distinct from identity.viewer_person() as own
  from identity.appointment a join identity.person p on p.id = a.person_id
  left join identity.person g on g.id = a.given_by left join identity.person s on s.id = a.seen_by
  left join identity.rank_attestation t on t.id = a.attestation_id left join identity.grade d on d.id = t.grade_id
  where a.agency_id = $1`

const ON_A_PAGE = 50

/**
 * All of the agency: those that nobody has reviewed first, each newest first.
 * @param page - from 1
 * @returns the page, how many there are, and whether another page follows
 */
export async function listAppointments(
  scope: MemberScope,
  page = 1,
): Promise<{ appointments: Appointment[]; total: number; more: boolean }> {
  const appointments = await scope.tx.many<Appointment>(
    `${APPOINTMENTS} order by a.seen_at is not null, a.at desc, a.id limit $2 offset $3`,
    [scope.actor.agencyId, ON_A_PAGE, (page - 1) * ON_A_PAGE],
  )
  const { total } = await scope.tx.one<{ total: number }>(
    'select count(*)::integer as total from identity.appointment where agency_id = $1',
    [scope.actor.agencyId],
  )
  return { appointments, total, more: page * ON_A_PAGE < total }
}

/**
 * What waits for a records manager in this room.
 * @returns tasks, the oldest first; none for anybody else
 */
export async function appointmentTasks(scope: MemberScope): Promise<WaitingItem[]> {
  if (!may(scope.actor.roles, 'managesRecords')) return []
  const unseen = await scope.tx.many<Appointment>(
    `${APPOINTMENTS} and a.seen_at is null and a.person_id <> identity.viewer_person()
       and a.given_by is distinct from identity.viewer_person() order by a.at, a.id limit $2`,
    [scope.actor.agencyId, MOST_TASKS],
  )
  return unseen.map((one) => ({
    kind: 'appointment',
    text: `${one.person} was given: ${gainOf(one)}`,
    from: null,
    since: one.at,
    href: '/appointments',
    classification: 'OFFICIAL',
  }))
}

/**
 * Says what somebody gained.
 * @param gain - roles, clearance and rank; null: not this
 * @returns in words, between commas
 */
export function gainOf({
  roles,
  clearance,
  rank,
}: Pick<Appointment, 'roles' | 'clearance' | 'rank'>): string {
  const words = roles.map((role) => roleWords[role])
  return [
    ...words,
    ...(clearance === null ? [] : [`cleared for ${clearance}`]),
    ...(rank === null ? [] : [`the rank ${rankTold(rank)}, until ${ukDate(rank.until)}`]),
  ].join(', ')
}

/**
 * A records manager has reviewed it.
 * @param id - of the appointment
 * @returns who had done so before, or null; the first one stays
 * @throws not-found, for what one gained or gave oneself as well
 */
export async function settleAppointment(scope: MemberScope, id: AppointmentId): Promise<string | null> {
  const row = await scope.tx.maybe<{ personId: PersonId }>(
    `update identity.appointment set seen_at = $2, seen_by = identity.viewer_person()
     where id = $1 and seen_at is null returning person_id as "personId"`,
    [id, scope.now],
  )
  if (!row) {
    const [before] = await scope.tx.many<Appointment>(`${APPOINTMENTS} and a.id = $2`, [
      scope.actor.agencyId,
      id,
    ])
    if (!before || before.seenBy === null) throw notFound()
    return before.seenBy
  }
  scope.record({
    kind: 'administration',
    subject: { kind: 'person', id: row.personId },
    detail: { appointment: 'settled' },
  })
  scope.wake([scope.actor.agencyId])
  return null
}
