/** The action days of an operation, and planning one. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ukDate } from '../../../../design/dates.ts'
import { faultOfDate, readDateField } from '../../../../design/fields.ts'
import { invalid } from '../../../../platform/errors.ts'
import { pathOf, queryOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, type Typed } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { findPlace } from '../../actions/read-actions.ts'
import { londonDay } from '../../../../platform/london-day.ts'
import { operationPath } from '../../ids.ts'
import { dayOfList, missingOf, parsePlan } from '../action-day.ts'
import { notYours, planActionDay } from '../plan-day.ts'
import { listActionDays, type ActionDay } from '../read-day.ts'
import { dayTag } from '../words.ts'

const access = whoever.readsInOperations
const at = '/operations/:operation/action-days'
const listQuery = z.object({
  before: dayOfList.optional().catch(undefined),
  after: dayOfList.optional().catch(undefined),
})

/** Registers the list, and the page to plan a day with its form. */
export function listPages(app: FastifyInstance): void {
  app.get(at, { config: { operation: 'operations.action-day.list', access } }, async (request, reply) => {
    const { operation } = pathOf(request, operationPath)
    const from = queryOf(request, listQuery)
    const { place, page, runs } = await request.perform(async (scope) => ({
      place: await findPlace(scope, operation),
      page: await listActionDays(scope, operation, from),
      ...(await scope.tx.one<{ runs: boolean }>('select operations.viewer_runs_days($1) as runs', [
        operation,
      ])),
    }))
    const here = `/operations/${operation}/action-days`
    return reply.page('rooms/operations/action-days/pages/list.njk', {
      title: 'Action days',
      classification: place.classification,
      back: { text: `Back to ${place.codename}`, href: `/operations/${operation}` },
      place,
      planHref: runs ? `${here}/new` : undefined,
      rows: page.rows.map(rowOf),
      olderHref: page.older === null ? undefined : `${here}?before=${page.older}`,
      newerHref: page.newer === null ? undefined : `${here}?after=${page.newer}`,
    })
  })
  app.get(
    `${at}/new`,
    { config: { operation: 'operations.action-day.show-plan', access } },
    (request, reply) => showPlan(request, reply, null),
  )
  app.post(`${at}/new`, { config: { operation: 'operations.action-day.plan', access } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const { operation } = pathOf(request, operationPath)
        const typed = formOf(request)
        const day = await request.perform((scope) =>
          planActionDay(scope, operation, readDay(typed, londonDay(scope.now))),
        )
        return await reply.done(
          `/operations/action-days/${day}`,
          'Planned. Write the safeguarding plan next.',
        )
      },
      (refused) => showPlan(request, reply, refused),
    ),
  )
}

/** @throws invalid with `on_day` */
function readDay(typed: Typed, today: string): string {
  const fault = faultOfDate(typed, 'on_day', 'The day')
  const read = parsePlan({ on_day: readDateField(typed, 'on_day') }, today)
  if (fault !== undefined) throw invalid({ on_day: fault })
  if ('fields' in read) throw invalid(read.fields)
  return read.onDay
}

async function showPlan(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { operation } = pathOf(request, operationPath)
  const place = await request.perform(async (scope) => {
    const found = await findPlace(scope, operation)
    const { runs } = await scope.tx.one<{ runs: boolean }>('select operations.viewer_runs_days($1) as runs', [
      operation,
    ])
    if (!runs) throw notYours()
    return found
  })
  return await reply.page('rooms/operations/action-days/pages/new.njk', {
    title: 'Plan an action day',
    classification: place.classification,
    back: { text: 'Back to the action days', href: `/operations/${operation}/action-days` },
    place,
    values: refused?.values ?? {},
    ...(refused ? { errors: refused.errors } : {}),
  })
}

const rowOf = (one: ActionDay) => [
  { text: ukDate(one.onDay), href: `/operations/action-days/${one.id}` },
  missingOf(one).length === 0 ? 'Complete' : 'Not complete',
  { tag: dayTag(one.state) },
]
