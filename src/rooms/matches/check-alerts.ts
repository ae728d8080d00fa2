/**
 * Somebody checks far more than their colleagues: said to the records manager of their own agency, with the
 * two counts and nothing beside them. It is no score and no judgement; a large operation looks the same.
 */
import type { MemberScope } from '../../platform/database/scope.ts'
import { notFound } from '../../platform/errors.ts'
import type { Task } from '../../platform/jobs/worker.ts'
import type { AgencyId, PersonId } from '../../wire/ids.ts'

/** Fewer checks in a day are never remarked upon: a quiet desk would make anybody stand out. */
export const REMARKABLE_CHECKS = 20
/** How many times the median of those colleagues who checked anything. */
export const TIMES_COLLEAGUES = 5
const HOURS = 24

export type DayOfChecks = { agencyId: AgencyId; personId: PersonId; checks: number }

/**
 * Finds who checks far more than colleagues: more than REMARKABLE_CHECKS, and more than TIMES_COLLEAGUES times the
 * median of the others of the same agency who checked anything. Where nobody else did, the first half decides.
 * @param days - how many checks each person made in one day; of any agencies
 * @returns those whom the rule marks, each with the median of the colleagues
 */
export function remarkable(days: readonly DayOfChecks[]): (DayOfChecks & { colleagues: number })[] {
  return days.flatMap((one) => {
    const others = days.filter((day) => day.agencyId === one.agencyId && day.personId !== one.personId)
    const colleagues = median(others.map((day) => day.checks))
    return one.checks > REMARKABLE_CHECKS && one.checks > TIMES_COLLEAGUES * colleagues
      ? [{ ...one, colleagues }]
      : []
  })
}

function median(counts: readonly number[]): number {
  const sorted = counts.toSorted((left, right) => left - right)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}

/** Every hour, by the clock. One alert a person and day; a later pass of the day brings its counts up to date. */
export const watchChecks: Task = async ({ database }) => {
  await database.performAsService(
    { service: 'checks', operation: 'deconfliction.watch-checks' },
    async (scope) => {
      const days = await scope.tx.many<DayOfChecks>(
        `select agency_id as "agencyId", person_id as "personId", count(*)::integer as checks
         from deconfliction."check" where at > $1::timestamptz - make_interval(hours => $2)
         group by agency_id, person_id`,
        [scope.now, HOURS],
      )
      const alerts = remarkable(days)
      for (const { agencyId, personId, checks, colleagues } of alerts) {
        const raised = await scope.tx.one<{ fresh: boolean }>(
          `insert into deconfliction.check_alert as a (agency_id, person_id, day, checks, colleagues, at)
           values ($1, $2, ($5::timestamptz at time zone 'UTC')::date, $3, $4, $5)
           on conflict (agency_id, person_id, day) do update
             set checks = greatest(a.checks, excluded.checks), colleagues = excluded.colleagues
           returning xmax = 0 as fresh`,
          [agencyId, personId, checks, colleagues, scope.now],
        )
        if (raised.fresh) scope.wake([agencyId])
      }
    },
  )
}

export type CheckAlert = {
  personId: PersonId
  person: string
  day: string
  checks: number
  colleagues: number
  at: Date
  seenAt: Date | null
}

const ALERTS = `
  select a.person_id as "personId", p.name as person, a.day::text as day, a.checks, a.colleagues::float8 as colleagues,
         a.at, a.seen_at as "seenAt"
  from deconfliction.check_alert a join identity.person p on p.id = a.person_id
  where a.agency_id = $1`

/**
 * Lists alerts about others that the agency's records manager has not dealt with, oldest first.
 * @param most - how many are read
 * @returns the alerts
 */
export async function unseenAlerts(scope: MemberScope, most: number): Promise<CheckAlert[]> {
  return await scope.tx.many<CheckAlert>(
    `${ALERTS} and a.seen_at is null and a.person_id <> identity.viewer_person() order by a.at limit $2`,
    [scope.actor.agencyId, most],
  )
}

/**
 * Lists all alerts of the agency, newest first.
 * @param most - how many are read
 * @returns the alerts
 */
export async function listAlerts(scope: MemberScope, most: number): Promise<CheckAlert[]> {
  return await scope.tx.many<CheckAlert>(`${ALERTS} order by a.day desc, a.at desc limit $2`, [
    scope.actor.agencyId,
    most,
  ])
}

/**
 * Notes that the records manager has dealt with an alert; not with one about themself.
 * @param alert - whom it is about, and the day, as YYYY-MM-DD
 * @throws not-found
 */
export async function settleAlert(
  scope: MemberScope,
  alert: { personId: PersonId; day: string },
): Promise<void> {
  const settled = await scope.tx.run(
    `update deconfliction.check_alert set seen_at = $4 where agency_id = $1 and person_id = $2 and day = $3`,
    [scope.actor.agencyId, alert.personId, alert.day, scope.now],
  )
  if (settled === 0) throw notFound()
  scope.record({
    kind: 'administration',
    subject: { kind: 'person', id: alert.personId },
    detail: { check_alert: 'settled' },
  })
  scope.wake([scope.actor.agencyId])
}
