/** Says how an action day goes: go or no-go by a decision of the log, running, done. Nothing moves by itself. */
import { forbidden, invalid, notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { sentenceList } from '../../../design/words.ts'
import { wakeOperation } from '../actions/wake.ts'
import { missingOf } from './action-day.ts'
import type { ActionDayId } from './ids.ts'
import { stale } from './plan-day.ts'
import { findActionDay } from './read-day.ts'
import { PLAN_PARTS, type ActionDayState } from './words.ts'

/** A step; a go and a no-go name an entry of the main log by its number. */
export type DayStep = { to: 'go' | 'no-go'; decision: number } | { to: 'running' | 'done' }

/**
 * Brings a day to another state. The database asks who may, and refuses a go without a safeguarding plan.
 * @param id - of a day
 * @param revision - of the day that was on the page
 * @param step - where it goes
 * @throws not-found; forbidden `not-yours-to-do`; conflict `stale`; invalid with `decision` or `to`
 */
export async function moveActionDay(
  scope: MemberScope,
  id: ActionDayId,
  revision: number,
  step: DayStep,
): Promise<void> {
  const day = await findActionDay(scope, id)
  const { done } = await scope.tx.one<{
    done: 'done' | 'stale' | 'refused' | 'no-such-decision' | 'no-safeguarding' | null
  }>('select operations.move_action_day($1, $2, $3, $4) as done', [
    ...[id, revision, step.to, 'decision' in step ? step.decision : null],
  ])
  switch (done) {
    case null:
      throw notFound()
    case 'stale':
      throw stale()
    case 'refused':
      throw forbidden(
        'not-yours-to-do',
        'This step is not yours to take, or not how an action day goes on. The lead, a deputy or a commander takes it.',
      )
    case 'no-such-decision':
      throw invalid({
        decision: 'Enter the number of an entry of the main log that was not named for this day before',
      })
    case 'no-safeguarding':
      throw invalid({
        to: `Complete the safeguarding plan before anybody says go: ${sentenceList(
          missingOf(day).map((part) => PLAN_PARTS[part]),
        )}`,
      })
    case 'done':
  }
  scope.record({
    kind: 'alteration',
    subject: { kind: 'action-day', id },
    detail: { from: day.state, state: step.to, decision: 'decision' in step },
  })
  await wakeOperation(scope, day.operationId)
}

/** The states to which a form may bring a day. */
export const isStep = (state: ActionDayState): state is DayStep['to'] => state !== 'planned'
