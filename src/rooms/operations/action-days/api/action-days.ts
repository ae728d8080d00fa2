/** Action days over HTTP: plan, read, say how far, count. Briefings are in briefings.ts. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid } from '../../../../platform/errors.ts'
import { idempotencyKey, makeOnce } from '../../../../platform/http/idempotency.ts'
import { bodyOf, pathOf, queryOf } from '../../../../platform/http/input.ts'
import { describe } from '../../../../platform/http/openapi.ts'
import { newId } from '../../../../platform/identifiers.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { revisionToMatch } from '../../../../platform/http/if-match.ts'
import { findPlace } from '../../actions/read-actions.ts'
import { londonDay } from '../../../../platform/london-day.ts'
import { operationPath } from '../../ids.ts'
import {
  countSchema,
  dayOfList,
  parseCount,
  parsePlan,
  planSchema,
  safeguardingSchema,
} from '../action-day.ts'
import { countOutcome } from '../count-outcomes.ts'
import { actionDayPath, type ActionDayId, type OutcomeCountId } from '../ids.ts'
import { moveActionDay } from '../move-day.ts'
import { planActionDay, writeSafeguarding } from '../plan-day.ts'
import { listActionDays, readActionDay } from '../read-day.ts'
import { briefingsApi } from './briefings.ts'
import { dayDocument, listDocument, rowDocument, wholeDocument } from './documents.ts'
import * as examples from './examples.ts'

const access = whoever.readsInOperations
const done = z.object({ id: z.uuid() })
const once = {
  'Idempotency-Key': 'repeating the request with the same key does nothing more and answers the same',
}

/** Registers the routes. */
export function actionDaysApi(app: FastifyInstance): void {
  app.get('/operations/:operation/action-days', { config: LIST }, list)
  app.post('/operations/:operation/action-days', { config: PLAN }, plan)
  app.get('/operations/action-days/:day', { config: READ }, read)
  app.put('/operations/action-days/:day/safeguarding', { config: SAFEGUARD }, safeguard)
  app.patch('/operations/action-days/:day', { config: MOVE }, move)
  app.post('/operations/action-days/:day/counts', { config: COUNT }, count)
  briefingsApi(app)
}

const listQuery = z.strictObject({ before: dayOfList.optional(), after: dayOfList.optional() })

const LIST = {
  operation: describe('operations.action-day.list', {
    summary: 'List the action days of an operation',
    query: listQuery,
    path: operationPath,
    answer: listDocument,
    example: examples.list,
  }),
  access,
} as const

async function list(request: FastifyRequest) {
  const { operation } = pathOf(request, operationPath)
  const at = queryOf(request, listQuery)
  return await request.perform(async (scope) => {
    await findPlace(scope, operation)
    const { rows, older, newer } = await listActionDays(scope, operation, at)
    return { items: rows.map(rowDocument), older, newer }
  })
}

const PLAN = {
  operation: describe('operations.action-day.plan', {
    summary: 'Plan an action day, as the lead, a deputy or a commander of the operation',
    headers: once,
    body: planSchema,
    status: 201,
    path: operationPath,
    answer: done,
    example: examples.plan,
  }),
  access,
} as const

async function plan(request: FastifyRequest, reply: FastifyReply) {
  const { operation } = pathOf(request, operationPath)
  const key = idempotencyKey(request)
  const body = bodyOf(request, z.unknown())
  const { status, answer } = await request.perform(async (scope) => {
    const read = parsePlan(body, londonDay(scope.now))
    if ('fields' in read) throw invalid(read.fields)
    const id = newId<ActionDayId>()
    return await makeOnce(scope, { key, body, answer: { id } }, () =>
      planActionDay(scope, operation, read.onDay, id),
    )
  })
  return reply.status(status).send(answer)
}

const READ = {
  operation: describe('operations.action-day.read', {
    summary: 'Read an action day; of events, your own agency’s alone',
    path: actionDayPath,
    answer: dayDocument,
    example: examples.read,
  }),
  access,
} as const

async function read(request: FastifyRequest) {
  const { day } = pathOf(request, actionDayPath)
  return await request.perform(async (scope) => wholeDocument(await readActionDay(scope, day)))
}

const SAFEGUARD = {
  operation: describe('operations.action-day.safeguard', {
    summary: 'Write the safeguarding plan: all four parts before anybody says go',
    headers: { 'If-Match': 'the revision that this starts from' },
    body: safeguardingSchema,
    path: actionDayPath,
    answer: done,
    example: examples.safeguard,
  }),
  access,
} as const

async function safeguard(request: FastifyRequest) {
  const { day } = pathOf(request, actionDayPath)
  const revision = revisionToMatch(request)
  const said = bodyOf(request, safeguardingSchema)
  await request.perform((scope) => writeSafeguarding(scope, day, revision, said))
  return { id: day }
}

const moveBody = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.enum(['go', 'no-go']),
    decision: z.int().min(1).max(2_000_000_000).describe('number of an entry of the main log'),
  }),
  z.strictObject({ state: z.enum(['running', 'done']) }),
])

const MOVE = {
  operation: describe('operations.action-day.move', {
    summary: 'Say how far an action day is: a go and a no-go name a decision of the log',
    headers: { 'If-Match': 'the revision that this starts from' },
    body: moveBody,
    path: actionDayPath,
    answer: done,
    example: examples.move,
  }),
  access,
} as const

async function move(request: FastifyRequest) {
  const { day } = pathOf(request, actionDayPath)
  const revision = revisionToMatch(request)
  const body = bodyOf(request, moveBody)
  await request.perform((scope) =>
    moveActionDay(
      scope,
      day,
      revision,
      'decision' in body ? { to: body.state, decision: body.decision } : { to: body.state },
    ),
  )
  return { id: day }
}

const COUNT = {
  operation: describe('operations.action-day.count', {
    summary: 'Count for your agency, or correct a count by another',
    headers: once,
    body: countSchema,
    status: 201,
    path: actionDayPath,
    answer: done,
    example: examples.count,
  }),
  access,
} as const

async function count(request: FastifyRequest, reply: FastifyReply) {
  const { day } = pathOf(request, actionDayPath)
  const key = idempotencyKey(request)
  const body = bodyOf(request, z.unknown())
  const parsed = parseCount(body)
  if ('fields' in parsed) throw invalid(parsed.fields)
  const { status, answer } = await request.perform(async (scope) => {
    const id = newId<OutcomeCountId>()
    return await makeOnce(scope, { key, body, answer: { id } }, () =>
      countOutcome(scope, day, parsed.count, id),
    )
  })
  return reply.status(status).send(answer)
}
