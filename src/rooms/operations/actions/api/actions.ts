/** Actions over HTTP: list, raise, read, and bring to another state. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid } from '../../../../platform/errors.ts'
import { idempotencyKey, makeOnce } from '../../../../platform/http/idempotency.ts'
import { personId } from '../../../../platform/http/ids.ts'
import { bodyOf, LARGEST_INTEGER, pathOf, queryOf } from '../../../../platform/http/input.ts'
import { describe } from '../../../../platform/http/openapi.ts'
import { newId } from '../../../../platform/identifiers.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { codesOf } from '../../../../wire/codes.ts'
import { londonDay } from '../../../../platform/london-day.ts'
import { words } from '../../decisions/decision.ts'
import { operationPath } from '../../ids.ts'
import { actionSchema, LONGEST, parseAction } from '../action.ts'
import { actionPath, type ActionId } from '../ids.ts'
import { moveAction } from '../move-action.ts'
import { raiseAction } from '../raise-action.ts'
import { findPlace, listActions, LISTS, readAction } from '../read-actions.ts'
import { actionDocument, listDocument, rowDocument } from './documents.ts'
import * as examples from './examples.ts'
import { revisionToMatch } from '../../../../platform/http/if-match.ts'

const access = whoever.readsInOperations
const number = z.coerce.number().int().min(1).max(2_000_000_000).optional()
const done = z.object({ id: z.uuid() })

/** Registers the routes. */
export function actionsApi(app: FastifyInstance): void {
  app.get('/operations/:operation/actions', { config: LIST }, list)
  app.post('/operations/:operation/actions', { config: RAISE }, raise)
  app.get('/operations/actions/:action', { config: READ }, read)
  app.patch('/operations/actions/:action', { config: MOVE }, move)
}

const listQuery = z.strictObject({
  list: z
    .enum(codesOf(LISTS))
    .default('open')
    .describe('open ones, your own, your agency’s, overdue ones, or all'),
  before: number,
  after: number,
})

const LIST = {
  operation: describe('operations.action.list', {
    summary: 'List actions of an operation: of each as much as you may know',
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
    const { rows, older, newer } = await listActions(scope, operation, at)
    return { items: rows.map(rowDocument), older, newer }
  })
}

const RAISE = {
  operation: describe('operations.action.raise', {
    summary: 'Raise an action; offer it to an agency afterwards',
    headers: {
      'Idempotency-Key': 'repeating the request with the same key raises nothing and answers the same',
    },
    body: actionSchema,
    status: 201,
    path: operationPath,
    answer: done,
    example: examples.raise,
  }),
  access,
} as const

async function raise(request: FastifyRequest, reply: FastifyReply) {
  const { operation } = pathOf(request, operationPath)
  const key = idempotencyKey(request)
  const body = bodyOf(request, z.unknown())
  const { status, answer } = await request.perform(async (scope) => {
    const parsed = parseAction(body, londonDay(scope.now))
    if ('fields' in parsed) throw invalid(parsed.fields)
    const id = newId<ActionId>()
    return await makeOnce(scope, { key, body, answer: { id } }, () =>
      raiseAction(scope, operation, parsed.action, id),
    )
  })
  return reply.status(status).send(answer)
}

const READ = {
  operation: describe('operations.action.read', {
    summary: 'Read one action, as far as you may know of it',
    path: actionPath,
    answer: actionDocument,
    example: examples.read,
  }),
  access,
} as const

async function read(request: FastifyRequest) {
  const { action: id } = pathOf(request, actionPath)
  return await request.perform(async (scope) => {
    const { action, steps } = await readAction(scope, id)
    return { ...rowDocument(action), steps }
  })
}

const reason = words(LONGEST.reason, 'Say why')
const moveBody = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('offered'),
    agency: z.int().min(1).max(LARGEST_INTEGER).describe('number of an agency that takes part'),
  }),
  z.strictObject({ state: z.literal('accepted') }),
  z.strictObject({ state: z.literal('declined'), reason }),
  z.strictObject({
    state: z.literal('allocated'),
    person: personId.optional(),
    team: words(LONGEST.team, 'Enter a team').optional(),
  }),
  z.strictObject({
    state: z.literal('done'),
    result: words(LONGEST.result, 'Say what came of it'),
    shared: z.boolean().default(false),
  }),
  z.strictObject({ state: z.literal('checked') }),
  z.strictObject({ state: z.literal('filed') }),
  z.strictObject({ state: z.literal('not-pursued'), reason }),
])

const MOVE = {
  operation: describe('operations.action.move', {
    summary:
      'Bring an action to another state; only an agency’s own tasking post accepts and allocates its people',
    headers: { 'If-Match': 'the revision that this starts from' },
    body: moveBody,
    path: actionPath,
    answer: done,
    example: examples.move,
  }),
  access,
} as const

async function move(request: FastifyRequest) {
  const { action: id } = pathOf(request, actionPath)
  const revision = revisionToMatch(request)
  const step = bodyOf(request, moveBody)
  await request.perform((scope) => {
    switch (step.state) {
      case 'offered':
        return moveAction(scope, id, revision, { to: step.state, agency: step.agency })
      case 'allocated':
        if (step.person !== undefined && step.team !== undefined)
          throw invalid({ person: 'Give a person or a team, not both' })
        return moveAction(scope, id, revision, {
          ...{ to: step.state, person: step.person ?? null, team: step.team ?? null },
        })
      case 'done':
        return moveAction(scope, id, revision, { to: step.state, result: step.result, shared: step.shared })
      case 'declined':
      case 'not-pursued':
        return moveAction(scope, id, revision, { to: step.state, reason: step.reason })
      case 'accepted':
      case 'checked':
      case 'filed':
        return moveAction(scope, id, revision, { to: step.state })
    }
  })
  return { id }
}
