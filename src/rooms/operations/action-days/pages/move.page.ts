/** Saying how far an action day has come: go and no-go by a decision, running, done. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { invalid } from '../../../../platform/errors.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedCode, typedNumber, type Typed } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { missingOf } from '../action-day.ts'
import { actionDayPath } from '../ids.ts'
import { isStep, moveActionDay, type DayStep } from '../move-day.ts'
import { notYours } from '../plan-day.ts'
import { findActionDay, stepsOf } from '../read-day.ts'
import { DAY_STATES, PLAN_PARTS } from '../words.ts'
import { aroundForm } from './plan.page.ts'

const access = whoever.readsInOperations
const at = '/operations/action-days/:day/state'

/** Registers the page and its form. */
export function movePages(app: FastifyInstance): void {
  app.get(at, { config: { operation: 'operations.action-day.show-move', access } }, (request, reply) =>
    show(request, reply, null),
  )
  app.post(at, { config: { operation: 'operations.action-day.move', access } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const { day } = pathOf(request, actionDayPath)
        const typed = formOf(request)
        const step = readStep(typed)
        await request.perform((scope) => moveActionDay(scope, day, typedNumber(typed, 'revision'), step))
        return await reply.done(
          `/operations/action-days/${day}`,
          `Noted: ${DAY_STATES[step.to].toLowerCase()}.`,
        )
      },
      (refused) => show(request, reply, refused),
    ),
  )
}

/** @throws invalid by the field */
function readStep(typed: Typed): DayStep {
  const to = typedCode(typed, 'to', DAY_STATES)
  if (to === undefined || !isStep(to)) throw invalid({ to: 'Choose how far it is' })
  if (to === 'running' || to === 'done') return { to }
  const decision = typedNumber(typed, 'decision')
  if (decision === 0)
    throw invalid({ decision: 'Enter the number of the decision, which stands in the main log' })
  return { to, decision }
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { day: id } = pathOf(request, actionDayPath)
  const day = await request.perform(async (scope) => {
    const found = await findActionDay(scope, id)
    if (!found.runs) throw notYours()
    return found
  })
  const steps = stepsOf(day)
  return await reply.page('rooms/operations/action-days/pages/move.njk', {
    ...aroundForm(day, 'How far is it?', refused),
    state: DAY_STATES[day.state],
    steps: steps.map((step) => ({ value: step, text: DAY_STATES[step] })),
    decides: steps.some((step) => step === 'go' || step === 'no-go'),
    missing: steps.includes('go') ? missingOf(day).map((part) => PLAN_PARTS[part]) : [],
    enterHref: `/operations/${day.operationId}/decisions/new`,
    planHref: `/operations/action-days/${id}/safeguarding`,
  })
}
