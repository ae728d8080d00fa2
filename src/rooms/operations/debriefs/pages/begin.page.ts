/** Beginning a debrief of an action day, or of the operation as a whole. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ukDate } from '../../../../design/dates.ts'
import { invalid } from '../../../../platform/errors.ts'
import { fieldErrors } from '../../../../platform/http/field-errors.ts'
import { pathOf, queryOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedText } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { actionDayId } from '../../action-days/ids.ts'
import { findPlace } from '../../actions/read-actions.ts'
import { operationPath } from '../../ids.ts'
import { beginSchema } from '../debrief.ts'
import { beginDebrief, notLeading } from '../hold-debrief.ts'
import { daysToDebrief } from '../read-debrief.ts'
import { DEBRIEF_KINDS, kindHints, type DebriefKind } from '../words.ts'

const access = whoever.readsInOperations
const at = '/operations/:operation/debriefs/new'
const asked = z.object({ day: actionDayId.optional().catch(undefined) })

/** Registers the page and its form. */
export function beginPages(app: FastifyInstance): void {
  app.get(at, { config: { operation: 'operations.debrief.show-begin', access } }, (request, reply) =>
    show(request, reply, null),
  )
  app.post(at, { config: { operation: 'operations.debrief.begin', access } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const { operation } = pathOf(request, operationPath)
        const typed = formOf(request)
        const read = beginSchema.safeParse({
          kind: typedText(typed, 'kind'),
          action_day: typedText(typed, 'action_day'),
        })
        if (!read.success) throw invalid(fieldErrors(read.error))
        const id = await request.perform((scope) => beginDebrief(scope, operation, read.data))
        return await reply.done(`/operations/debriefs/${id}`, 'Begun. Each agency can enter what it saw now.')
      },
      (refused) => show(request, reply, refused),
    ),
  )
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { operation } = pathOf(request, operationPath)
  const { day } = queryOf(request, asked)
  const { place, days, hints } = await request.perform(async (scope) => {
    const found = await findPlace(scope, operation)
    const { leads } = await scope.tx.one<{ leads: boolean }>(
      'select operations.viewer_leads_debriefs($1) as leads',
      [operation],
    )
    if (!leads) throw notLeading()
    const { hours } = await scope.tx.one<{ hours: number }>(
      'select debrief_hours as hours from operations.setting',
    )
    return { place: found, days: await daysToDebrief(scope, operation), hints: kindHints(hours) }
  })
  return await reply.page('rooms/operations/debriefs/pages/begin.njk', {
    title: 'Begin a debrief',
    classification: place.classification,
    back: { text: 'Back to the debriefs', href: `/operations/${operation}/debriefs` },
    caption: place.codename,
    kinds: (Object.keys(DEBRIEF_KINDS) as DebriefKind[]).map((value) => ({
      ...{ value, text: DEBRIEF_KINDS[value], hint: { text: hints[value] } },
    })),
    days: days.map((one) => ({ value: one.id, text: ukDate(one.onDay) })),
    values: refused?.values ?? { kind: 'hot', action_day: day ?? '' },
    ...(refused ? { errors: refused.errors } : {}),
  })
}
