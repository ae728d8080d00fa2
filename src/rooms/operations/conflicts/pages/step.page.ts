/** The pages of the form of a planned event: one question each. What was typed is kept, right or wrong. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { invalid, notFound } from '../../../../platform/errors.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedText, type Typed } from '../../../../platform/http/typed-form.ts'
import { stretchLines, type StretchLine } from '../../../coast/index.ts'
import { operationId, type OperationId } from '../../ids.ts'
import { findDraft, keepDraft, type PlannedDraft, type TypedEvent } from '../drafts.ts'
import { draftPath } from '../ids.ts'
import { operationsToLodgeIn } from '../list-events.ts'
import { draftAddress, showStep } from './step.view.ts'
import { inOperations } from './form-of-event.ts'
import { faultsOfStep, firstOpen, keptOf, steps, stepsOf, withStep, type Step } from './steps.ts'

/**
 * Registers a page for each question.
 * @param dataFolder - of the node, where the layers of the map lie
 */
export function stepPages(app: FastifyInstance, dataFolder: string): void {
  for (const step of steps) {
    const path = `/operations/events/drafts/:draft/${step}`
    app.get(path, inOperations('operations.planned-event.show-step'), (request, reply) =>
      show(request, reply, { step, dataFolder, refused: null }),
    )
    app.post(path, inOperations('operations.planned-event.keep-step'), (request, reply) =>
      orAgain(
        request,
        () => keep(request, reply, step),
        (refused) => show(request, reply, { step, dataFolder, refused }),
      ),
    )
  }
}

/** Keeps what the page says, and only then says what is wrong with it. */
async function keep(request: FastifyRequest, reply: FastifyReply, step: Step): Promise<FastifyReply> {
  const { draft: id } = pathOf(request, draftPath)
  const sent = formOf(request)
  const said = keptOf(step, step === 'where' ? withPin(sent) : sent)
  const { draft, faults, open } = await request.perform(async (scope) => {
    const before = await findDraft(scope, id)
    if (!before || !stepsOf(before).includes(step)) throw notFound()
    const typed = withStep(step, before.typed, said)
    const operation =
      step === 'what' ? await actsIn(typed, () => operationsToLodgeIn(scope)) : before.operationId
    const kept: PlannedDraft = { ...before, operationId: operation, typed }
    await keepDraft(scope, id, { operation, typed })
    const at = { now: scope.now, stretches: await stretchesFor(typed, () => stretchLines(scope)) }
    return {
      draft: kept,
      faults: faultsOfStep(step, typed, { ...kept, ...at }),
      open: firstOpen(kept, at),
    }
  })
  const go = typedText(sent, 'go')
  if (go === 'back') {
    const before = stepsOf(draft)[stepsOf(draft).indexOf(step) - 1]
    return await reply.done(before === undefined ? '/operations/events/new' : draftAddress(id, before), 'Kept.')
  }
  if (Object.keys(faults).length > 0) throw invalid(faults)
  if (go === 'look') return await reply.redirect(draftAddress(id, step), 303)
  return await reply.redirect(draftAddress(id, open?.step ?? 'check'), 303)
} // prettier-ignore

/** The operation that was chosen, where the viewer may lodge in it. */
export async function actsIn(
  typed: TypedEvent,
  mine: () => Promise<{ id: OperationId }[]>,
): Promise<OperationId | null> {
  const chosen = operationId.safeParse(typed['operation'])
  if (!chosen.success) return null
  return (await mine()).find(({ id }) => id === chosen.data)?.id ?? null
}

/** The plan is read where a stretch is chosen from it, and nowhere else. */
export const stretchesFor = async (
  typed: TypedEvent,
  read: () => Promise<StretchLine[]>,
): Promise<StretchLine[]> => (typed['place_kind'] === 'stretch' ? await read() : [])

/** A pin that was set on the map that moves: the one position, or one more corner or point. */
function withPin(typed: Typed): Typed {
  const pin = [typedText(typed, 'pin_lat'), typedText(typed, 'pin_lon')]
  if (!pin.every((one) => one !== undefined && /^-?\d{1,3}(?:\.\d{1,8})?$/.test(one))) return typed
  const at = pin.join(', ')
  const where = typedText(typed, 'where')
  const adds = typedText(typed, 'adds') === 'yes' && where !== undefined
  return { ...typed, where: adds ? `${where}\n${at}` : at }
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  { step, dataFolder, refused }: { step: Step; dataFolder: string; refused: Refused | null },
): Promise<FastifyReply> {
  const { draft: id } = pathOf(request, draftPath)
  const found = await request.perform(async (scope) => {
    const draft = await findDraft(scope, id)
    if (!draft || !stepsOf(draft).includes(step)) throw notFound()
    return {
      draft,
      now: scope.now,
      operations: step === 'what' ? await operationsToLodgeIn(scope) : [],
      stretches: step === 'where' ? await stretchesFor(draft.typed, () => stretchLines(scope)) : [],
    }
  })
  return await showStep(reply, { ...found, step, dataFolder, refused })
}
