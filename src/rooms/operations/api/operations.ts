/** Operations over HTTP: list, read, propose; who is in one, and proposing somebody. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid } from '../../../platform/errors.ts'
import { claimAnswer, idempotencyKey } from '../../../platform/http/idempotency.ts'
import { bodyOf, pathOf } from '../../../platform/http/input.ts'
import { describe } from '../../../platform/http/openapi.ts'
import { newId, newReference } from '../../../platform/identifiers.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import * as codes from '../../../wire/codes.ts'
import { operationPath, type OperationId } from '../ids.ts'
import { LONGEST, operationSchema, parseOperation, text } from '../operation.ts'
import { proposePost } from '../people/posts.ts'
import { proposeOperation } from '../propose-operation.ts'
import { agenciesOf, listOperations, peopleOf, readOperation } from '../read-operation.ts'
import { todayOf } from '../../../platform/london-day.ts'
import { listDocument, memberDocument, membersDocument, operationDocument } from './documents.ts'
import * as examples from './examples.ts'

/** Registers the routes. */
export function operationsApi(app: FastifyInstance): void {
  app.get('/operations', { config: LIST }, list)
  app.post('/operations', { config: PROPOSE }, propose)
  app.get('/operations/:operation', { config: READ }, read)
  app.get('/operations/:operation/members', { config: MEMBERS }, members)
  app.post('/operations/:operation/members', { config: MEMBER }, member)
}

const LIST = {
  operation: describe('operations.operation.list', {
    summary: 'List the operations that you are in; nothing else exists',
    answer: listDocument,
    example: examples.list,
  }),
  access: whoever.readsInOperations,
} as const

async function list(request: FastifyRequest) {
  const rows = await request.perform(listOperations)
  return {
    items: rows.map(({ id, reference, codename, classification, lead, state, posts, endsOn }) => ({
      ...{ id, reference, codename, classification, lead_agency: lead, state, posts, ends_on: endsOn },
    })),
  }
}

const PROPOSE = {
  operation: describe('operations.operation.propose', {
    summary: 'Propose an operation; a coordinator of your agency opens it by accepting its terms',
    headers: {
      'Idempotency-Key': 'repeating the request with the same key proposes nothing and answers the same',
    },
    body: operationSchema,
    status: 201,
    answer: z.object({ id: z.uuid(), reference: z.string() }),
    example: examples.propose,
  }),
  access: whoever.proposesOperations,
} as const

async function propose(request: FastifyRequest, reply: FastifyReply) {
  const key = idempotencyKey(request)
  const body = bodyOf(request, z.unknown())
  const { status, answer } = await request.perform(async (scope) => {
    const parsed = parseOperation(body, todayOf(scope))
    if ('fields' in parsed) throw invalid(parsed.fields)
    const as = { id: newId<OperationId>(), reference: newReference() }
    if (key !== null) {
      const kept = await claimAnswer(scope, { key, body, status: 201, answer: as })
      if (kept) return kept
    }
    return { status: 201, answer: await proposeOperation(scope, parsed.operation, as) }
  })
  return reply.status(status).send(answer)
}

const READ = {
  operation: describe('operations.operation.read', {
    summary: 'Read an operation that you are in',
    path: operationPath,
    answer: operationDocument.schema,
    example: examples.read,
  }),
  access: whoever.readsInOperations,
} as const

async function read(request: FastifyRequest) {
  const { operation } = pathOf(request, operationPath)
  return await request.perform(async (scope) =>
    operationDocument.of(await readOperation(scope, operation), await agenciesOf(scope, operation)),
  )
}

const MEMBERS = {
  operation: describe('operations.member.list', {
    summary: 'List who is in an operation; people of other agencies without their names',
    path: operationPath,
    answer: membersDocument,
    example: examples.members,
  }),
  access: whoever.readsInOperations,
} as const

async function members(request: FastifyRequest) {
  const { operation } = pathOf(request, operationPath)
  return await request.perform(async (scope) => {
    await readOperation(scope, operation)
    return { items: (await peopleOf(scope, operation)).map(memberDocument.of) }
  })
}

const memberBody = z.strictObject({
  address: text(LONGEST.address, 'Enter the e-mail address of the account'),
  post: z.enum(codes.codesOf(codes.operationPost), { error: 'Choose a post' }),
})

const MEMBER = {
  operation: describe('operations.post.propose', {
    summary: 'Propose somebody, as its lead or deputy; a coordinator of their own agency accepts',
    path: operationPath,
    body: memberBody,
    status: 201,
    answer: z.object({ id: z.uuid() }),
    example: examples.member,
  }),
  access: whoever.readsInOperations,
} as const

async function member(request: FastifyRequest, reply: FastifyReply) {
  const { operation } = pathOf(request, operationPath)
  const who = bodyOf(request, memberBody)
  const id = await request.perform((scope) => proposePost(scope, operation, who))
  return reply.status(201).send({ id })
}
