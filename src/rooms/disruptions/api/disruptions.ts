/** Disruptions over HTTP: draft, read, list, change, throw away. Release and recall are of the room sharing. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid } from '../../../platform/errors.ts'
import { claimAnswer, idempotencyKey } from '../../../platform/http/idempotency.ts'
import { recordPath } from '../../../platform/http/ids.ts'
import { bodyOf, pathOf, queryOf } from '../../../platform/http/input.ts'
import { describe } from '../../../platform/http/openapi.ts'
import { newId, newReference } from '../../../platform/identifiers.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import type { RecordId } from '../../../wire/ids.ts'
import { candidatesOf } from '../candidates.ts'
import { disruptionSchema, parseDisruption } from '../disruption.ts'
import { listDisruptions } from '../list-disruptions.ts'
import { partsOf } from '../parts-of.ts'
import { readDisruption } from '../read-disruption.ts'
import { todayOf } from '../../../platform/london-day.ts'
import { changeDisruption, discardDraft, draftDisruption } from '../write-disruption.ts'
import { actRoutes } from './acts.ts'
import { disruptionDocument, listDocument, rowDocument } from './documents.ts'
import { changeExample, discardExample, draftExample, listExample, readExample } from './examples.ts'
import { revisionToMatch } from '../../../platform/http/if-match.ts'

/** Registers the routes. */
export function disruptionsApi(app: FastifyInstance): void {
  app.post('/disruptions', { config: DRAFT }, draft)
  app.get('/disruptions', { config: LIST }, list)
  app.get('/disruptions/:id', { config: READ }, read)
  app.put('/disruptions/:id', { config: CHANGE }, change)
  app.post('/disruptions/:id/discard', { config: DISCARD }, discard)
  actRoutes(app)
}

const drafted = z.object({ id: z.uuid(), reference: z.string(), revision: z.int() })
const done = z.object({ id: z.uuid() })

const DRAFT = {
  operation: describe('disruptions.disruption.draft', {
    summary: 'Draft a disruption; a draft is shown to nobody else',
    headers: {
      'Idempotency-Key': 'repeating the request with the same key drafts nothing and answers the same',
    },
    body: disruptionSchema,
    status: 201,
    answer: drafted,
    example: draftExample,
  }),
  access: whoever.decides,
} as const

async function draft(request: FastifyRequest, reply: FastifyReply) {
  const key = idempotencyKey(request)
  const body = bodyOf(request, z.unknown())
  const { status, answer } = await request.perform(async (scope) => {
    const parsed = parseDisruption(body, todayOf(scope))
    if ('fields' in parsed) throw invalid(parsed.fields)
    const as = { id: newId<RecordId>(), reference: newReference() }
    if (key !== null) {
      const kept = await claimAnswer(scope, { key, body, status: 201, answer: { ...as, revision: 1 } })
      if (kept) return kept
    }
    return { status: 201, answer: await draftDisruption(scope, parsed.disruption, as) }
  })
  return reply.status(status).send(answer)
}

const listQuery = z.strictObject({
  list: z.enum(['ours', 'partners']).default('ours').describe('of your agency, or of partners'),
  cursor: z.string().max(300).optional(),
})

const LIST = {
  operation: describe('disruptions.disruption.list', {
    summary: 'List disruptions of your agency, or those that partners released to it',
    query: listQuery,
    answer: listDocument,
    example: listExample,
  }),
  access: whoever.readsContent,
} as const

async function list(request: FastifyRequest) {
  const { list: whose, cursor } = queryOf(request, listQuery)
  const page = await request.perform((scope) => listDisruptions(scope, { whose, cursor }))
  return { items: page.rows.map(rowDocument), cursor: page.next }
}

const READ = {
  operation: describe('disruptions.disruption.read', {
    summary:
      'Read a disruption as far as the rule of sight lets you, with its claims and what was said of it',
    path: recordPath,
    answer: disruptionDocument.schema,
    example: readExample,
  }),
  access: 'signed-in',
} as const

async function read(request: FastifyRequest) {
  const { id } = pathOf(request, recordPath)
  return await request.perform(async (scope) => {
    const view = await readDisruption(scope, id)
    const isFull = view.body !== null
    return disruptionDocument.of(
      view,
      isFull ? await partsOf(scope, id) : null,
      isFull ? await candidatesOf(scope, id) : [],
    )
  })
}

const CHANGE = {
  operation: describe('disruptions.disruption.change', {
    summary: 'Say anew what a draft says, or what one that came back with a question says',
    path: recordPath,
    headers: { 'If-Match': 'required: the revision that you have read' },
    body: disruptionSchema,
    answer: done,
    example: changeExample,
  }),
  access: whoever.decides,
} as const

async function change(request: FastifyRequest) {
  const { id } = pathOf(request, recordPath)
  const revision = revisionToMatch(request)
  const body = bodyOf(request, z.unknown())
  await request.perform(async (scope) => {
    const parsed = parseDisruption(body, todayOf(scope))
    if ('fields' in parsed) throw invalid(parsed.fields)
    await changeDisruption(scope, id, revision, parsed.disruption)
  })
  return { id }
}

const DISCARD = {
  operation: describe('disruptions.disruption.discard', {
    summary: 'Throw a draft away',
    path: recordPath,
    answer: done,
    example: discardExample,
  }),
  access: whoever.decides,
} as const

async function discard(request: FastifyRequest) {
  const { id } = pathOf(request, recordPath)
  await request.perform((scope) => discardDraft(scope, id))
  return { id }
}
