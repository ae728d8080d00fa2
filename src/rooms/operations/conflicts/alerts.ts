/**
 * Who lodges planned events and stands them down again far more often than colleagues: for the records manager of their own
 * agency, with two counts and nothing beside them (db/code/operations/conflicts-alerts.sql).
 */
import { notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { PersonId } from '../../../wire/ids.ts'

export type WithdrawalAlert = {
  personId: PersonId
  person: string
  /** YYYY-MM-DD */
  day: string
  /** lodged and stood down by this person */
  withdrawn: number
  /** the median of those colleagues who lodged anything */
  colleagues: number
  at: Date
  seenAt: Date | null
}

/** Older ones stand in the ledger. */
const MOST_SHOWN = 100

/**
 * Lists the alerts of the agency.
 * @returns what is not dealt with first, then the newest; at most 100, and none for whoever does not manage records
 */
export const listWithdrawalAlerts = (scope: MemberScope): Promise<WithdrawalAlert[]> =>
  scope.tx.many<WithdrawalAlert>(
    `select a.person_id as "personId", p.name as person, a.day::text as day, a.withdrawn, a.colleagues::float8 as colleagues,
            a.at, a.seen_at as "seenAt"
     from operations.planned_alert a join identity.person p on p.id = a.person_id
     order by a.seen_at is not null, a.at desc, a.person_id limit $1`,
    [MOST_SHOWN],
  )

/**
 * Notes that the records manager has dealt with an alert; not with one about themself.
 * @param alert - whom it is about, and the day, as YYYY-MM-DD
 * @throws not-found
 */
export async function settleWithdrawalAlert(
  scope: MemberScope,
  { personId, day }: { personId: PersonId; day: string },
): Promise<void> {
  const done = await scope.tx.one<{ done: boolean }>(
    'select operations.settle_planned_alert($1, $2::date) as done',
    [personId, day],
  )
  if (!done.done) throw notFound()
  scope.record({
    kind: 'administration',
    subject: { kind: 'person', id: personId },
    detail: { planned_alert: 'settled' },
  })
  scope.wake([scope.actor.agencyId])
}
