/**
 * The clock of a request for access stands while the agency waits for what it asked the person, in order to find their
 * data: DPA 2018 s.54(3C), as the operators' manual says with what is not sure of it.
 */
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { conflict, invalid } from '../../../platform/errors.ts'
import { mustBeOneWho } from '../../../platform/identity/wrong-role.ts'
import { londonDay } from '../../../platform/london-day.ts'
import { requestOf, type RequestId, type RequestRow } from './request-store.ts'
import { changedMeanwhile, dayOfForm, notOpen, written } from './take-in-request.ts'

export const pauseSchema = z.object({
  asked_on: dayOfForm('Enter the day on which you asked them'),
  asked_what: written(2_000, 'Say what you asked for, and why you cannot find their data without it'),
})
export const resumeSchema = z.object({
  came_on: dayOfForm('Enter the day on which it came'),
  came_what: written(2_000, 'Say what came, in a few words'),
})

/** Days as YYYY-MM-DD. */
export type PauseRow = {
  askedOn: string
  askedWhat: string
  askedBy: string
  cameOn: string | null
  cameWhat: string | null
  cameBy: string | null
}

/**
 * Reads when the clock of a request stood.
 * @param id - of the request
 * @returns the oldest first, 50 at most; the last may still run
 */
export const pausesOf = (scope: MemberScope, id: string): Promise<PauseRow[]> =>
  scope.tx.many<PauseRow>(
    `select p.asked_on::text as "askedOn", p.asked_what as "askedWhat", identity.person_label(p.asked_by) as "askedBy",
            p.came_on::text as "cameOn", p.came_what as "cameWhat", identity.person_label(p.came_by) as "cameBy"
     from records.request_pause p where p.request_id = $1 order by p.asked_on, p.asked_at limit 50`,
    [id],
  )

async function openRequest(scope: MemberScope, id: RequestId): Promise<RequestRow> {
  mustBeOneWho(scope, 'managesRecords')
  const row = await requestOf(scope, id)
  if (row.state !== 'open') throw notOpen()
  return row
}

/**
 * Stops the clock: they were asked for what is needed to find their data.
 * @param id - of the request
 * @param input - the day, and what was asked for
 * @throws forbidden `wrong-role`; not-found; conflict `not-open`, `clock-cannot-stand`; invalid with `asked_on`
 */
export async function pauseClock(
  scope: MemberScope,
  id: RequestId,
  input: z.output<typeof pauseSchema>,
): Promise<void> {
  const row = await openRequest(scope, id)
  const today = londonDay(scope.now)
  if (!row.rights.includes('access') || row.dueOn === null || today > row.dueOn || !(await mayStand(scope)))
    throw conflict(
      'clock-cannot-stand',
      'The clock stands only while it runs, before the last day, and for a request for access.',
    )
  if (input.asked_on > today) throw invalid({ asked_on: 'Must be today or earlier' })
  if (input.asked_on < row.receivedOn) throw invalid({ asked_on: 'Must not be before the request came' })
  const last = (await pausesOf(scope, id)).at(-1)
  if (last?.cameOn && input.asked_on < last.cameOn)
    throw invalid({ asked_on: 'Must not be before the last pause ended' })
  await scope.tx.run(
    `insert into records.request_pause (request_id, agency_id, asked_on, asked_what, asked_by, asked_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [id, scope.actor.agencyId, input.asked_on, input.asked_what, scope.actor.personId, scope.now],
  )
  note(scope, id, 'clock-stands')
}

/**
 * Lets the clock run again: what was asked for has come.
 * @param id - of the request
 * @param input - the day, and what came
 * @throws forbidden `wrong-role`; not-found; conflict `not-open`, `stale`; invalid with `came_on`
 */
export async function resumeClock(
  scope: MemberScope,
  id: RequestId,
  input: z.output<typeof resumeSchema>,
): Promise<void> {
  await openRequest(scope, id)
  const last = (await pausesOf(scope, id)).at(-1)
  if (last === undefined || last.cameOn !== null) throw changedMeanwhile()
  if (input.came_on > londonDay(scope.now)) throw invalid({ came_on: 'Must be today or earlier' })
  if (input.came_on < last.askedOn) throw invalid({ came_on: 'Must not be before you asked' })
  const ended = await scope.tx.run(
    `update records.request_pause set came_on = $2, came_what = $3, came_by = $4, came_at = $5
     where request_id = $1 and came_on is null`,
    [id, input.came_on, input.came_what, scope.actor.personId, scope.now],
  )
  if (ended === 0) throw changedMeanwhile()
  note(scope, id, 'clock-runs')
}

/** The operator may have said that it never stands. */
async function mayStand(scope: MemberScope): Promise<boolean> {
  const { days } = await scope.tx.one<{ days: number }>('select pause_days as days from records.setting')
  return days > 0
}

function note(scope: MemberScope, id: RequestId, step: string): void {
  scope.record({ kind: 'alteration', subject: { kind: 'subject-request', id }, detail: { step } })
  scope.wake([scope.actor.agencyId])
}
