/** Briefings over HTTP: issue a version, read it, and say that one has. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid } from '../../../../platform/errors.ts'
import { bodyOf, pathOf } from '../../../../platform/http/input.ts'
import { describe } from '../../../../platform/http/openapi.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { briefingSchema, parseBriefing } from '../action-day.ts'
import { acknowledgeBriefing, issueBriefing, readBriefing } from '../brief.ts'
import { actionDayPath, briefingPath } from '../ids.ts'
import { briefingDocument, versionDocument } from './documents.ts'
import * as examples from './examples.ts'

const access = whoever.readsInOperations

/** Registers the routes. */
export function briefingsApi(app: FastifyInstance): void {
  app.post('/operations/action-days/:day/briefings', { config: ISSUE }, issue)
  app.get('/operations/briefings/:briefing', { config: READ }, read)
  app.post('/operations/briefings/:briefing/read', { config: ACKNOWLEDGE }, acknowledge)
}

const ISSUE = {
  operation: describe('operations.briefing.issue', {
    summary: 'Issue the next version of a briefing, for everybody or for some posts',
    body: briefingSchema,
    status: 201,
    path: actionDayPath,
    answer: z.object({ id: z.uuid(), version: z.int() }),
    example: examples.issue,
  }),
  access,
  body: 'large',
} as const

async function issue(request: FastifyRequest, reply: FastifyReply) {
  const { day } = pathOf(request, actionDayPath)
  const parsed = parseBriefing(bodyOf(request, z.unknown()))
  if ('fields' in parsed) throw invalid(parsed.fields)
  const issued = await request.perform((scope) => issueBriefing(scope, day, parsed.briefing))
  return reply.status(201).send(issued)
}

const READ = {
  operation: describe('operations.briefing.read', {
    summary: 'Read a version of a briefing',
    path: briefingPath,
    answer: briefingDocument,
    example: examples.readVersion,
  }),
  access,
} as const

async function read(request: FastifyRequest) {
  const { briefing } = pathOf(request, briefingPath)
  return await request.perform(async (scope) => versionDocument(await readBriefing(scope, briefing)))
}

const ACKNOWLEDGE = {
  operation: describe('operations.briefing.acknowledge', {
    summary: 'Say that you have read a version',
    path: briefingPath,
    answer: z.object({ id: z.uuid() }),
    example: examples.acknowledge,
  }),
  access,
} as const

async function acknowledge(request: FastifyRequest) {
  const { briefing } = pathOf(request, briefingPath)
  await request.perform((scope) => acknowledgeBriefing(scope, briefing))
  return { id: briefing }
}
