/** By the clock: what is kept no longer is gone, and who asks far more than colleagues is told to their records manager. */
import { notFound } from '../../platform/errors.ts'
import type { MemberScope, Scope } from '../../platform/database/scope.ts'
import type { Task } from '../../platform/jobs/worker.ts'
import type { PersonId } from '../../wire/ids.ts'

export const FORGET = 'system-requests.forget'
export const WATCH = 'system-requests.watch'

/**
 * Forgets requests of operations that are erased, and others after their time. A legal hold outranks it.
 * @param scope of the service `system-requests`: as anybody else the database forgets nothing
 * @returns how many; at most a thousand at once
 */
export async function forgetRequests(scope: Scope): Promise<number> {
  const { forgotten } = await scope.tx.one<{ forgotten: number }>(
    'select system_requests.forget() as forgotten',
  )
  return forgotten
}

/** Goes on until nothing is left whose time is over. */
export const forgetTask: Task = async ({ database }) => {
  const once = () =>
    database.performAsService(
      { service: 'system-requests', operation: 'system-requests.request.forget' },
      forgetRequests,
    )
  while ((await once()) >= 1_000);
}

/** Looks who asked far more in a day than colleagues: two counts, and no score. */
export async function watchRequests(scope: Scope): Promise<void> {
  const { told } = await scope.tx.one<{ told: number[] }>('select system_requests.watch() as told')
  scope.wake(told)
}

/** Every hour. */
export const watchTask: Task = ({ database }) =>
  database.performAsService(
    { service: 'system-requests', operation: 'system-requests.alert.raise' },
    watchRequests,
  )

export type RequestAlert = {
  personId: PersonId
  person: string
  day: string
  asked: number
  colleagues: number
  seenAt: Date | null
}

/** Lists alerts of the agency for its records manager, newest first, 100 at most. */
export const listAlerts = (scope: MemberScope): Promise<RequestAlert[]> =>
  scope.tx.many<RequestAlert>(
    `select a.person_id as "personId", coalesce(identity.person_label(a.person_id), 'Somebody') as person, a.day::text as day, a.asked,
            a.colleagues::float8 as colleagues, a.seen_at as "seenAt"
     from system_requests.alert a order by a.day desc, a.at desc limit 100`,
  )

/**
 * Notes that the records manager has dealt with an alert; not with one about themself.
 * @param alert - whom it is about, and the day, as YYYY-MM-DD
 * @throws not-found
 */
export async function settleAlert(
  scope: MemberScope,
  { personId, day }: { personId: PersonId; day: string },
): Promise<void> {
  const { settled } = await scope.tx.one<{ settled: boolean }>(
    'select system_requests.settle_alert($1, $2) as settled',
    [personId, day],
  )
  if (!settled) throw notFound()
  scope.record({
    kind: 'administration',
    subject: { kind: 'person', id: personId },
    detail: { request_alert: 'settled' },
  })
  scope.wake([scope.actor.agencyId])
}
