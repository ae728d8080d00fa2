/** Decision logs over HTTP: list, read, enter, print. Nothing changes an entry. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid } from '../../../../platform/errors.ts'
import { idempotencyKey, makeOnce } from '../../../../platform/http/idempotency.ts'
import { bodyOf, pathOf, queryOf } from '../../../../platform/http/input.ts'
import { describe } from '../../../../platform/http/openapi.ts'
import { newId } from '../../../../platform/identifiers.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { ledgerFolder } from '../../../../platform/ledger/folder.ts'
import type { RoomServices } from '../../../../platform/rooms/services.ts'
import { operationPath } from '../../ids.ts'
import { decisionSchema, parseDecision } from '../decision.ts'
import { enterDecision } from '../enter-decision.ts'
import { decisionPath, logId, type DecisionId } from '../ids.ts'
import { findLogToRead } from '../logs.ts'
import { printLog } from '../print/print-log.ts'
import { digestedText, linksOf, listDecisions, readDecision } from '../read-log.ts'
import { decisionDocument, enteredDocument, entryDocument, listDocument, rowDocument } from './documents.ts'
import * as examples from './examples.ts'

const access = whoever.readsInOperations
const number = z.coerce.number().int().min(1).max(2_000_000_000).optional()
const ofLog = z.strictObject({ log: logId.optional().describe('a narrower log in which you are named') })
const listQuery = ofLog.extend({ before: number, after: number })

/**
 * Registers the routes.
 * @param services - what draws documents, and the ledger's files
 */
export function decisionsApi(app: FastifyInstance, services: RoomServices): void {
  app.get('/operations/:operation/decisions', { config: LIST }, list)
  app.post('/operations/:operation/decisions', { config: ENTER }, enter)
  app.get('/operations/decisions/:entry', { config: READ }, read)
  app.get('/operations/:operation/log.pdf', { config: PRINT }, printer(services))
}

const LIST = {
  operation: describe('operations.decision.list', {
    summary: 'List the decision log of an operation, the newest entry first',
    query: listQuery,
    path: operationPath,
    answer: listDocument,
    example: examples.list,
  }),
  access,
} as const

async function list(request: FastifyRequest) {
  const { operation } = pathOf(request, operationPath)
  const { log: which, before, after } = queryOf(request, listQuery)
  return await request.perform(async (scope) => {
    const log = await findLogToRead(scope, operation, which ?? null)
    const { rows, older, newer } = await listDecisions(scope, log, { before, after })
    return { entries: log.entries, items: rows.map(rowDocument), older, newer }
  })
}

const ENTER = {
  operation: describe('operations.decision.enter', {
    summary: 'Enter a decision; it is never changed, and another entry corrects it',
    headers: {
      'Idempotency-Key': 'repeating the request with the same key enters nothing and answers the same',
    },
    query: ofLog,
    body: decisionSchema,
    status: 201,
    path: operationPath,
    answer: enteredDocument,
    example: examples.enter,
  }),
  access,
  body: 'large',
} as const

async function enter(request: FastifyRequest, reply: FastifyReply) {
  const { operation } = pathOf(request, operationPath)
  const { log } = queryOf(request, ofLog)
  const key = idempotencyKey(request)
  const body = bodyOf(request, z.unknown())
  const { status, answer } = await request.perform(async (scope) => {
    const parsed = parseDecision(body, scope.now)
    if ('fields' in parsed) throw invalid(parsed.fields)
    const id = newId<DecisionId>()
    return await makeOnce(scope, { key, body, answer: { id } }, () =>
      enterDecision(scope, { operation, log: log ?? null }, parsed.decision, id, scope.finish),
    )
  })
  return reply.status(status).send(answer)
}

const READ = {
  operation: describe('operations.decision.read', {
    summary: 'Read one decision, and what its digest is of',
    path: decisionPath,
    answer: decisionDocument,
    example: examples.read,
  }),
  access,
} as const

async function read(request: FastifyRequest) {
  const { entry } = pathOf(request, decisionPath)
  return await request.perform(async (scope) => {
    const found = await readDecision(scope, entry)
    return entryDocument(found, await linksOf(scope, [entry]), await digestedText(scope, entry))
  })
}

const fileQuery = ofLog.extend({
  from: z.coerce
    .number()
    .int()
    .min(1)
    .max(2_000_000_000)
    .default(1)
    .describe('a part has at most a hundred entries'),
})

const PRINT = {
  operation: describe('operations.decision-log.print', {
    summary: 'Print the decision log as PDF, with the proofs of the ledger',
    query: fileQuery,
    path: operationPath,
    answer: z.string().describe('application/pdf'),
    example: examples.file,
  }),
  access,
} as const

const printer =
  ({ render, dataFolder, config }: RoomServices) =>
  async (request: FastifyRequest, reply: FastifyReply) => {
    const { operation } = pathOf(request, operationPath)
    const { log, from } = queryOf(request, fileQuery)
    const by = {
      ...{ render, ledger: ledgerFolder(dataFolder), perform: request.perform.bind(request) },
      exercise: config.demo ? 'Exercise: all data is invented.' : '',
    }
    const { bytes, type, name } = await printLog(by, { operation, log: log ?? null, form: 'pdf', from })
    return reply.type(type).header('content-disposition', `attachment; filename="${name}"`).send(bytes)
  }
