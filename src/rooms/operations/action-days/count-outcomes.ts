/** Counts for one's own agency what came of an action day. An entry stays; another one corrects it. */
import { conflict, invalid } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/identifiers.ts'
import { wakeOperation } from '../actions/wake.ts'
import type { NewCount } from './action-day.ts'
import type { ActionDayId, OutcomeCountId } from './ids.ts'
import { notTasking } from './plan-day.ts'
import { findActionDay } from './read-day.ts'

/**
 * Counts.
 * @param day - that runs or is done
 * @param count - checked by parseCount
 * @param id - under which it is kept
 * @returns its id
 * @throws not-found; forbidden `not-tasking`; conflict `not-running`; invalid with `corrects`
 */
export async function countOutcome(
  scope: MemberScope,
  day: ActionDayId,
  { kind, number, corrects }: NewCount,
  id: OutcomeCountId = newId<OutcomeCountId>(),
): Promise<OutcomeCountId> {
  const { types, operationId } = await findActionDay(scope, day)
  if (!types) throw notTasking()
  const { done } = await scope.tx.one<{ done: 'done' | 'not-running' | 'no-such-count' | null }>(
    'select operations.count_outcome($1, $2, $3, $4, $5) as done',
    [id, day, kind, number, corrects ?? null],
  )
  if (done === null) throw notTasking()
  if (done === 'not-running')
    throw conflict('not-running', 'Nothing is counted before the day runs. Ask who runs it to say so.')
  if (done === 'no-such-count')
    throw invalid({
      corrects: 'Choose a count of your own agency, of the same kind, that nothing corrects yet',
    })
  // How many it was stands in the entry.
  scope.record({
    kind: 'alteration',
    subject: { kind: 'action-day', id: day },
    detail: { counted: kind, corrects: corrects !== undefined },
  })
  await wakeOperation(scope, operationId)
  return id
}
