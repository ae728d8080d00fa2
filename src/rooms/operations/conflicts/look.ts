/** The finder: looks at every lodged version, by the clock, whatever it will find. */
import type { Scope } from '../../../platform/database/scope.ts'
import type { Task } from '../../../platform/jobs/worker.ts'
import { areNear, readPlace, type Place } from '../../../library/planned-events/index.ts'
import type { PlannedEventId } from './ids.ts'

export const LOOK = 'operations.look-at-planned-events'
export const END = 'operations.end-planned-events'
/** Between two looks. */
export const BEAT_MS = 15_000
/** More at once would hold the list back; what is left is taken on the next beat. */
const MOST_AT_ONCE = 200

type Candidate = { id: PlannedEventId; place: unknown; buffer_m: number }

/**
 * Looks at what was lodged, changed or ended since the last beat.
 * @returns how many were looked at
 */
export async function lookAtPlanned(scope: Scope): Promise<number> {
  const taken = await scope.tx.many<{ event_id: PlannedEventId }>(
    'select * from operations.take_planned_looks($1)',
    [MOST_AT_ONCE],
  )
  for (const { event_id: event } of taken) {
    const candidates = await scope.tx.many<Candidate>('select * from operations.planned_candidates($1)', [
      event,
    ])
    const { told } = await scope.tx.one<{ told: number[] }>(
      'select operations.keep_planned_pairs($1, $2::uuid[]) as told',
      [event, nearOf(event, candidates)],
    )
    scope.wake(told)
  }
  return taken.length
}

function nearOf(event: PlannedEventId, candidates: readonly Candidate[]): PlannedEventId[] {
  const read = candidates.flatMap(({ id, place, buffer_m: buffer }) => {
    const known = readPlace(place)
    return 'fault' in known ? [] : [{ id, place: known satisfies Place, buffer }]
  })
  const own = read.find(({ id }) => id === event)
  return own === undefined ? [] : read.filter((one) => one !== own && areNear(own, one)).map(({ id }) => id)
}

/** By the clock, every fifteen seconds. */
export const lookTask: Task = async ({ database }) => {
  await database.performAsService({ service: 'planned-events', operation: LOOK }, async (scope) => {
    await scope.tx.one('select operations.finish_planned()')
    await lookAtPlanned(scope)
  })
}

/** Each hour: what ended 28 days ago loses its place, and what ended two years ago is gone. */
export const endTask: Task = async ({ database }) => {
  await database.performAsService({ service: 'planned-events', operation: END }, (scope) =>
    scope.tx.one('select operations.coarsen_planned()'),
  )
}
