/** Requests to systems of record over HTTP: list, write, read, change, decide, and bring to another state. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { invalid } from '../../../platform/errors.ts'
import { idempotencyKey, makeOnce } from '../../../platform/http/idempotency.ts'
import { revisionToMatch } from '../../../platform/http/if-match.ts'
import { bodyOf, pathOf, queryOf } from '../../../platform/http/input.ts'
import { describe } from '../../../platform/http/openapi.ts'
import { newId } from '../../../platform/identifiers.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { ukParts } from '../../operations/index.ts'
import { corroborate, linkAction, sayWrong } from '../corroborate.ts'
import { changeRequest, draftAgain, draftRequest, safeguard, throwAway } from '../draft-request.ts'
import { requestPath, type SystemRequestId } from '../ids.ts'
import { moveRequest } from '../move-request.ts'
import { listQuery } from '../pages/list.page.ts'
import { listRequests, listSystems, readRequest } from '../read-requests.ts'
import {
  authoriserSchema,
  corroborationSchema,
  madeSchema,
  outcomeSchema,
  parseRequest,
  refusalSchema,
  requestSchema,
  safeguardingSchema,
  wrongSchema,
} from '../request.ts'
import {
  documentOf,
  listDocument,
  requestDocument,
  rowDocument,
  systemDocument,
  systemsDocument,
} from './documents.ts'
import * as examples from './examples.ts'

const access = whoever.asksSystems
const done = z.object({ id: z.uuid() })
const IF_MATCH = { 'If-Match': 'the revision that this starts from' }

/** Registers the routes. */
export function systemRequestsApi(app: FastifyInstance): void {
  app.get('/system-requests', { config: LIST }, list)
  app.post('/system-requests', { config: DRAFT }, draft)
  app.get('/system-requests/systems', { config: SYSTEMS }, systems)
  app.get('/system-requests/:asking', { config: READ }, read)
  app.put('/system-requests/:asking', { config: CHANGE }, change)
  app.delete('/system-requests/:asking', { config: THROW_AWAY }, remove)
  app.patch('/system-requests/:asking', { config: MOVE }, move)
  app.post('/system-requests/:asking/safeguarding', { config: SAFEGUARD }, (request) =>
    act(request, safeguardingSchema, (scope, id, revision, { decision }) =>
      safeguard(scope, id, revision, decision),
    ),
  )
  app.post('/system-requests/:asking/authorise', { config: AUTHORISE }, (request) =>
    act(request, verdictBody, (scope, id, revision, said) =>
      moveRequest(
        scope,
        id,
        revision,
        said.verdict === 'authorised'
          ? { to: 'authorised' }
          : { to: 'refused', refused_for: said.refused_for, reason: said.reason },
      ),
    ),
  )
  app.post('/system-requests/:asking/corroboration', { config: CORROBORATE }, (request) =>
    act(request, corroborationSchema, corroborate),
  )
  app.post('/system-requests/:asking/wrong-person', { config: WRONG }, (request) =>
    act(request, wrongSchema, sayWrong),
  )
  app.post('/system-requests/:asking/actions', { config: LINK }, link)
  app.post('/system-requests/:asking/again', { config: AGAIN }, again)
}

async function act<Schema extends z.ZodType>(
  request: FastifyRequest,
  schema: Schema,
  work: (scope: MemberScope, id: SystemRequestId, revision: number, said: z.output<Schema>) => Promise<void>,
) {
  const { asking } = pathOf(request, requestPath)
  const revision = revisionToMatch(request)
  const said = bodyOf(request, schema)
  await request.perform((scope) => work(scope, asking, revision, said))
  return { id: asking }
}

const LIST = {
  operation: describe('system-requests.request.list', {
    summary: 'List the requests to systems of record that you see',
    query: listQuery,
    answer: listDocument,
    example: examples.list,
  }),
  access,
} as const

async function list(request: FastifyRequest) {
  const { list: which, cursor, back } = queryOf(request, listQuery)
  const { rows, next, previous } = await request.perform((scope) =>
    listRequests(scope, { list: which, cursor, back: back === 'yes' }),
  )
  return { items: rows.map(rowDocument), next, previous }
}

const SYSTEMS = {
  operation: describe('system-requests.system.list', {
    summary: 'List systems of record, whether your agency has access, and whom to ask',
    answer: systemsDocument,
    example: examples.systems,
  }),
  access,
} as const

async function systems(request: FastifyRequest) {
  return { items: (await request.perform(listSystems)).map(systemDocument) }
}

const DRAFT = {
  operation: describe('system-requests.request.draft', {
    summary: 'Write the draft of a request: one subject, in words',
    headers: {
      'Idempotency-Key': 'repeating the request with the same key writes nothing and answers the same',
    },
    body: requestSchema,
    status: 201,
    answer: done,
    example: examples.draft,
  }),
  access,
} as const

/** @throws invalid by the field */
function sound(body: unknown, now: Date) {
  const read = parseRequest(body, ukParts(now).day)
  if ('fields' in read) throw invalid(read.fields)
  return read.value
}

async function draft(request: FastifyRequest, reply: FastifyReply) {
  const key = idempotencyKey(request)
  const body = bodyOf(request, z.unknown())
  const { status, answer } = await request.perform(async (scope) => {
    const said = sound(body, scope.now)
    const id = newId<SystemRequestId>()
    return await makeOnce(scope, { key, body, answer: { id } }, () => draftRequest(scope, said, id))
  })
  return reply.status(status).send(answer)
}

const READ = {
  operation: describe('system-requests.request.read', {
    summary: 'Read a request',
    path: requestPath,
    answer: requestDocument,
    example: examples.read,
  }),
  access,
} as const

async function read(request: FastifyRequest) {
  const { asking } = pathOf(request, requestPath)
  return documentOf(await request.perform((scope) => readRequest(scope, asking)))
}

const CHANGE = {
  operation: describe('system-requests.request.change', {
    summary: 'Write your draft anew',
    headers: IF_MATCH,
    path: requestPath,
    body: requestSchema,
    answer: done,
    example: examples.change,
  }),
  access,
} as const

async function change(request: FastifyRequest) {
  const { asking } = pathOf(request, requestPath)
  const revision = revisionToMatch(request)
  const body = bodyOf(request, z.unknown())
  await request.perform((scope) => changeRequest(scope, asking, revision, sound(body, scope.now)))
  return { id: asking }
}

const THROW_AWAY = {
  operation: describe('system-requests.request.throw-away', {
    summary: 'Throw your draft away',
    path: requestPath,
    answer: done,
    example: examples.throwAway,
  }),
  access,
} as const

async function remove(request: FastifyRequest) {
  const { asking } = pathOf(request, requestPath)
  await request.perform((scope) => throwAway(scope, asking))
  return { id: asking }
}

const moveBody = z.discriminatedUnion('state', [
  authoriserSchema.extend({ state: z.literal('asked') }),
  z.strictObject({ state: z.literal('drafted') }),
  madeSchema.extend({ state: z.literal('made') }),
  outcomeSchema.extend({ state: z.literal('outcome') }),
  z.strictObject({ state: z.literal('closed') }),
])

const MOVE = {
  operation: describe('system-requests.request.move', {
    summary: 'Ask for authorisation, take it back, say that it is made, enter the answer, or close it',
    headers: IF_MATCH,
    path: requestPath,
    body: moveBody,
    answer: done,
    example: examples.move,
  }),
  access,
} as const

const move = (request: FastifyRequest) =>
  act(request, moveBody, (scope, id, revision, said) => {
    const { state, ...rest } = said
    return moveRequest(scope, id, revision, { to: state, ...rest } as Parameters<typeof moveRequest>[3])
  })

const SAFEGUARD = {
  operation: describe('system-requests.request.safeguard', {
    summary: 'Write the safeguarding decision on a colleague’s draft',
    headers: IF_MATCH,
    path: requestPath,
    body: safeguardingSchema,
    answer: done,
    example: examples.safeguarding,
  }),
  access,
} as const

const verdictBody = z.discriminatedUnion('verdict', [
  z.strictObject({ verdict: z.literal('authorised') }),
  refusalSchema.extend({ verdict: z.literal('refused') }),
])

const AUTHORISE = {
  operation: describe('system-requests.request.authorise', {
    summary: 'Authorise a request that was asked of you, or refuse it; your rank is asked now',
    headers: IF_MATCH,
    path: requestPath,
    body: verdictBody,
    answer: done,
    example: examples.authorise,
  }),
  access,
} as const

const CORROBORATE = {
  operation: describe('system-requests.request.corroborate', {
    summary: 'Write what corroborates a possible answer that another entered',
    headers: IF_MATCH,
    path: requestPath,
    body: corroborationSchema,
    answer: done,
    example: examples.corroborate,
  }),
  access,
} as const

const WRONG = {
  operation: describe('system-requests.request.say-wrong', {
    summary: 'Say that it was the wrong person',
    headers: IF_MATCH,
    path: requestPath,
    body: wrongSchema,
    answer: done,
    example: examples.wrong,
  }),
  access,
} as const

const linkBody = z.strictObject({
  action: z.int().min(1).max(1_000_000).describe('its number in the operation'),
})

const LINK = {
  operation: describe('system-requests.request.link-action', {
    summary: 'Link an answered request with an action of its operation; a possible answer with no arrest',
    path: requestPath,
    body: linkBody,
    answer: done,
    example: examples.link,
  }),
  access,
} as const

async function link(request: FastifyRequest) {
  const { asking } = pathOf(request, requestPath)
  const { action } = bodyOf(request, linkBody)
  await request.perform((scope) => linkAction(scope, asking, action))
  return { id: asking }
}

const AGAIN = {
  operation: describe('system-requests.request.again', {
    summary: 'Ask a lapsed request again: a draft that names the old one',
    path: requestPath,
    status: 201,
    answer: done,
    example: examples.again,
  }),
  access,
} as const

async function again(request: FastifyRequest, reply: FastifyReply) {
  const { asking } = pathOf(request, requestPath)
  const { id } = await request.perform((scope) => draftAgain(scope, asking))
  return await reply.status(201).send({ id })
}
