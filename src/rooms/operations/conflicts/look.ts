/** The finder: looks at every lodged version, by the clock, whatever it will find. */
import type { Scope } from '../../../platform/database/scope.ts'
import type { Task } from '../../../platform/jobs/worker.ts'
import { areNear, type Place } from '../../../library/planned-events/index.ts'
import type { PlannedEventId } from './ids.ts'

export const LOOK = 'operations.look-at-planned-events'
export const LOOK_QUIET = 'operations.look-at-silent-events'
export const END = 'operations.end-planned-events'
/** Between two looks. */
export const BEAT_MS = 15_000
/** More at once would hold the list back; what is left is taken on the next beat. */
const MOST_AT_ONCE = 200

type Candidate = { id: PlannedEventId; place: unknown; buffer_m: number; slack_m: number }

/**
 * Looks at what was lodged, changed or ended since the last beat.
 * @param quiet - at pairs in which one side is silent, and at no others: they are a list of their own, so that what everybody
 *   else learns comes neither later nor sooner for a silent event that is near
 * @returns how many were looked at
 */
export async function lookAtPlanned(scope: Scope, quiet = false): Promise<number> {
  const taken = await scope.tx.many<{ event_id: PlannedEventId }>(
    'select * from operations.take_planned_looks($1, $2)',
    [MOST_AT_ONCE, quiet],
  )
  for (const { event_id: event } of taken) {
    const candidates = await scope.tx.many<Candidate>('select * from operations.planned_candidates($1, $2)', [
      event,
      quiet,
    ])
    const { told } = await scope.tx.one<{ told: number[] }>(
      'select operations.keep_planned_pairs($1, $2::uuid[], $3) as told',
      [event, nearOf(event, candidates), quiet],
    )
    scope.wake(told)
  }
  return taken.length
}

function nearOf(event: PlannedEventId, candidates: readonly Candidate[]): PlannedEventId[] {
  const read = candidates.flatMap(({ id, place, buffer_m: buffer, slack_m: slack }) => {
    const known = placeOf(place)
    return known === null ? [] : [{ id, place: known, buffer, slack }]
  })
  const own = read.find(({ id }) => id === event)
  return own === undefined ? [] : read.filter((one) => one !== own && areNear(own, one)).map(({ id }) => id)
}

/** It was read when it was lodged; in the middles of their cells two corners may be one, which no form would take. */
const placeOf = (place: unknown): Place | null =>
  typeof place === 'object' && place !== null && 'kind' in place ? (place as Place) : null

/** By the clock, every fifteen seconds: pairs in which one side is silent. */
export const lookQuietTask: Task = async ({ database }) => {
  await database.performAsService({ service: 'planned-events', operation: LOOK_QUIET }, (scope) =>
    lookAtPlanned(scope, true),
  )
}

/** By the clock, every fifteen seconds. */
export const lookTask: Task = async ({ database }) => {
  await database.performAsService({ service: 'planned-events', operation: LOOK }, async (scope) => {
    await scope.tx.one('select operations.finish_planned()')
    await lookAtPlanned(scope)
  })
}

/**
 * Each hour: what is planned in a closed operation is over, what ended 28 days ago loses its place, what ended two years ago is gone, drafts that nobody went on with too;
 * and whoever withdraws far more than colleagues is said to their records manager.
 */
export const endTask: Task = async ({ database }) => {
  await database.performAsService({ service: 'planned-events', operation: END }, async (scope) => {
    await scope.tx.one('select operations.finish_planned_of_closed()')
    await scope.tx.one('select operations.coarsen_planned()')
    await scope.tx.one('select operations.forget_planned_drafts()')
    const { told } = await scope.tx.one<{ told: number[] }>('select operations.watch_withdrawals() as told')
    scope.wake(told)
  })
}
