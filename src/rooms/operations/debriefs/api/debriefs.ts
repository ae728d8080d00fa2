/** Debriefs over HTTP: begin, enter what one's agency saw, identify lessons, close, read. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid } from '../../../../platform/errors.ts'
import type { MemberScope } from '../../../../platform/database/scope.ts'
import { idempotencyKey, makeOnce } from '../../../../platform/http/idempotency.ts'
import { bodyOf, pathOf, queryOf } from '../../../../platform/http/input.ts'
import { describe } from '../../../../platform/http/openapi.ts'
import { newId } from '../../../../platform/identifiers.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { findPlace } from '../../actions/read-actions.ts'
import { londonDay } from '../../../../platform/london-day.ts'
import { operationPath } from '../../ids.ts'
import {
  beginSchema,
  closeSchema,
  lessonSchema,
  observationSchema,
  parseClosing,
  parseLesson,
  parseObservation,
} from '../debrief.ts'
import { beginDebrief, closeDebrief } from '../hold-debrief.ts'
import { identifyLesson } from '../identify-lesson.ts'
import { debriefPath, type DebriefId, type LessonId, type ObservationId } from '../ids.ts'
import { observe as enterObservation } from '../observe.ts'
import { listDebriefs, readDebrief } from '../read-debrief.ts'
import { debriefDocument, listDocument, listedDocument, wholeDocument } from './documents.ts'
import * as examples from './examples.ts'

const access = whoever.readsInOperations
const done = z.object({ id: z.uuid() })
const once = {
  'Idempotency-Key': 'repeating the request with the same key does nothing more and answers the same',
}

/** Registers the routes. */
export function debriefsApi(app: FastifyInstance): void {
  app.get('/operations/:operation/debriefs', { config: LIST }, list)
  app.post('/operations/:operation/debriefs', { config: BEGIN }, begin)
  app.get('/operations/debriefs/:debrief', { config: READ }, read)
  app.post('/operations/debriefs/:debrief/observations', { config: OBSERVE }, observe)
  app.post('/operations/debriefs/:debrief/lessons', { config: IDENTIFY }, identify)
  app.post('/operations/debriefs/:debrief/close', { config: CLOSE }, close)
}

/** Makes something once for a key. */
async function made(
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
  work: (scope: MemberScope) => Promise<unknown>,
): Promise<FastifyReply> {
  const key = idempotencyKey(request)
  const body = bodyOf(request, z.unknown())
  const { status, answer } = await request.perform(async (scope) => {
    return await makeOnce(scope, { key, body, answer: { id } }, () => work(scope))
  })
  return reply.status(status).send(answer)
}

const listQuery = z.strictObject({ cursor: z.string().max(300).optional() })

const LIST = {
  operation: describe('operations.debrief.list', {
    summary: 'List the debriefs of an operation',
    query: listQuery,
    path: operationPath,
    answer: listDocument,
    example: examples.list,
  }),
  access,
} as const

async function list(request: FastifyRequest) {
  const { operation } = pathOf(request, operationPath)
  const { cursor } = queryOf(request, listQuery)
  return await request.perform(async (scope) => {
    await findPlace(scope, operation)
    const { rows, next } = await listDebriefs(scope, { operation, cursor })
    return { items: rows.map(listedDocument), next }
  })
}

const BEGIN = {
  operation: describe('operations.debrief.begin', {
    summary: 'Begin a debrief, as the lead or a deputy of the operation',
    headers: once,
    body: beginSchema,
    status: 201,
    path: operationPath,
    answer: done,
    example: examples.begin,
  }),
  access,
} as const

async function begin(request: FastifyRequest, reply: FastifyReply) {
  const { operation } = pathOf(request, operationPath)
  const wanted = bodyOf(request, beginSchema)
  const id = newId<DebriefId>()
  return await made(request, reply, id, (scope) => beginDebrief(scope, operation, wanted, id))
}

const READ = {
  operation: describe('operations.debrief.read', {
    summary: 'Read a debrief: what agencies saw, and how its lessons stand',
    path: debriefPath,
    answer: debriefDocument,
    example: examples.read,
  }),
  access,
} as const

async function read(request: FastifyRequest) {
  const { debrief } = pathOf(request, debriefPath)
  return await request.perform(async (scope) => wholeDocument(await readDebrief(scope, debrief)))
}

const OBSERVE = {
  operation: describe('operations.debrief.observe', {
    summary: 'Enter what your agency saw: about practice, and about nobody by name',
    headers: once,
    body: observationSchema,
    status: 201,
    path: debriefPath,
    answer: done,
    example: examples.observe,
  }),
  access,
} as const

async function observe(request: FastifyRequest, reply: FastifyReply) {
  const { debrief } = pathOf(request, debriefPath)
  const parsed = parseObservation(bodyOf(request, z.unknown()))
  if ('fields' in parsed) throw invalid(parsed.fields)
  const id = newId<ObservationId>()
  return await made(request, reply, id, (scope) => enterObservation(scope, debrief, parsed.said, id))
}

const IDENTIFY = {
  operation: describe('operations.debrief.identify', {
    summary: 'Identify a lesson, for a post of an agency that takes part',
    headers: once,
    body: lessonSchema,
    status: 201,
    path: debriefPath,
    answer: done,
    example: examples.identify,
  }),
  access,
} as const

async function identify(request: FastifyRequest, reply: FastifyReply) {
  const { debrief } = pathOf(request, debriefPath)
  const body = bodyOf(request, z.unknown())
  const id = newId<LessonId>()
  return await made(request, reply, id, async (scope) => {
    const parsed = parseLesson(body, londonDay(scope.now))
    if ('fields' in parsed) throw invalid(parsed.fields)
    await identifyLesson(scope, debrief, parsed.said, id)
  })
}

const CLOSE = {
  operation: describe('operations.debrief.close', {
    summary: 'Close a debrief: its lessons go to the agencies whose posts own them',
    body: closeSchema,
    path: debriefPath,
    answer: done,
    example: examples.close,
  }),
  access,
} as const

async function close(request: FastifyRequest) {
  const { debrief } = pathOf(request, debriefPath)
  const parsed = parseClosing(bodyOf(request, z.unknown()))
  if ('fields' in parsed) throw invalid(parsed.fields)
  await request.perform((scope) => closeDebrief(scope, debrief, parsed.said.words))
  return { id: debrief }
}
