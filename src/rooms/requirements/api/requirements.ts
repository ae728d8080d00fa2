/** Requirements over HTTP: write, read, list, plan, answer, say where it stands. Release and recall are of the room sharing. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid } from '../../../platform/errors.ts'
import { claimAnswer, idempotencyKey } from '../../../platform/http/idempotency.ts'
import { personId, recordId, recordPath } from '../../../platform/http/ids.ts'
import { bodyOf, pathOf, queryOf } from '../../../platform/http/input.ts'
import { describe } from '../../../platform/http/openapi.ts'
import { newId, newReference } from '../../../platform/identifiers.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import * as codes from '../../../wire/codes.ts'
import type { RecordId } from '../../../wire/ids.ts'
import { answerRequirement } from '../answer-requirement.ts'
import { answersOf } from '../answers-of.ts'
import { changeState } from '../change-state.ts'
import { lineId } from '../ids.ts'
import { linesOf } from '../line-store.ts'
import { listAsked, listOwn } from '../list-requirements.ts'
import { proposeLine } from '../plan.ts'
import { readRequirement } from '../read-requirement.ts'
import { nextState, day, LONGEST, parseRequirement, requirementSchema, text } from '../requirement.ts'
import { todayOf } from '../../../platform/london-day.ts'
import { writeRequirement } from '../write-requirement.ts'
import { askedDocument, listDocument, ownDocument, requirementDocument } from './documents.ts'
import {
  answerExample,
  listExample,
  proposeExample,
  readExample,
  stateExample,
  writeExample,
} from './examples.ts'
import { lineRoutes } from './lines.ts'
import { revisionToMatch } from '../../../platform/http/if-match.ts'

/** Registers the routes. */
export function requirementsApi(app: FastifyInstance): void {
  app.post('/requirements', { config: WRITE }, write)
  app.get('/requirements', { config: LIST }, list)
  app.get('/requirements/:id', { config: READ }, read)
  app.post('/requirements/:id/lines', { config: PROPOSE }, propose)
  app.post('/requirements/:id/answers', { config: ANSWER }, answer)
  app.post('/requirements/:id/state', { config: STATE }, standing)
  lineRoutes(app)
}

const filed = z.object({ id: z.uuid(), reference: z.string(), version: z.int() })
const done = z.object({ id: z.uuid() })

const WRITE = {
  operation: describe('requirements.requirement.write', {
    summary: 'File an intelligence requirement; nobody else learns of it before its release',
    headers: {
      'Idempotency-Key': 'repeating the request with the same key files nothing and answers the same',
    },
    body: requirementSchema,
    status: 201,
    answer: filed,
    example: writeExample,
  }),
  access: whoever.keepsRequirements,
} as const

async function write(request: FastifyRequest, reply: FastifyReply) {
  const key = idempotencyKey(request)
  const body = bodyOf(request, z.unknown())
  const { status, answer: told } = await request.perform(async (scope) => {
    const parsed = parseRequirement(body, todayOf(scope))
    if ('fields' in parsed) throw invalid(parsed.fields)
    const as = { id: newId<RecordId>(), reference: newReference() }
    if (key !== null) {
      const kept = await claimAnswer(scope, { key, body, status: 201, answer: { ...as, version: 1 } })
      if (kept) return kept
    }
    return { status: 201, answer: await writeRequirement(scope, parsed.requirement, as) }
  })
  return reply.status(status).send(told)
}

const listQuery = z.strictObject({
  list: z.enum(['asked', 'ours']).default('asked').describe('what partners ask of us, or what we ask'),
  state: z.enum(['open', 'all']).default('open').describe('those that are still asked, or all'),
  cursor: z.string().max(300).optional(),
})

const LIST = {
  operation: describe('requirements.requirement.list', {
    summary: 'List what partners ask of your agency, or what it asks',
    query: listQuery,
    answer: listDocument,
    example: listExample,
  }),
  access: whoever.readsContent,
} as const

async function list(request: FastifyRequest) {
  const { list: which, state, cursor } = queryOf(request, listQuery)
  const options = { which: state, cursor }
  if (which === 'ours') {
    const page = await request.perform((scope) => listOwn(scope, options))
    return { items: page.rows.map(ownDocument), cursor: page.cursor }
  }
  const page = await request.perform((scope) => listAsked(scope, options))
  return { items: page.rows.map(askedDocument), cursor: page.cursor }
}

const READ = {
  operation: describe('requirements.requirement.read', {
    summary: 'Read a requirement as far as the rule of sight lets you',
    path: recordPath,
    answer: requirementDocument.schema,
    example: readExample,
  }),
  access: 'signed-in',
} as const

async function read(request: FastifyRequest) {
  const { id } = pathOf(request, recordPath)
  return await request.perform(async (scope) => {
    const view = await readRequirement(scope, id)
    const full = view.body !== null
    return requirementDocument.of(view, full ? await linesOf(scope, id) : [], full ? await answersOf(scope, id) : [])
  })
} // prettier-ignore

const proposeBody = z.strictObject({
  source: z.enum(codes.codesOf(codes.collectionSource), { error: 'Choose where an answer may come from' }),
  basis: text(LONGEST.basis, 'Say on what lawful basis'),
  by_when: day('Enter by when it is wanted'),
  agency: z.string().max(41).nullish().describe('slug of the partner, with source `partner`'),
  person: personId.nullish().describe('who of your agency does it, with any other source'),
})

const PROPOSE = {
  operation: describe('requirements.line.propose', {
    summary: 'Add a line to the collection plan of an own requirement',
    path: recordPath,
    body: proposeBody,
    status: 201,
    answer: done,
    example: proposeExample,
  }),
  access: whoever.keepsRequirements,
} as const

async function propose(request: FastifyRequest, reply: FastifyReply) {
  const { id } = pathOf(request, recordPath)
  const { by_when: byWhen, agency = null, person = null, ...rest } = bodyOf(request, proposeBody)
  const line = await request.perform((scope) => proposeLine(scope, id, { ...rest, byWhen, agency, person }))
  return reply.status(201).send({ id: line })
}

const answerBody = z.strictObject({
  report: recordId.describe('a filed report of your own agency'),
  line: lineId
    .nullish()
    .describe('of the plan; left out: the one that your agency is asked, where it is one'),
})

const ANSWER = {
  operation: describe('requirements.answer.give', {
    summary:
      'Say that a report of your agency answers a requirement; who asked learns that an answer is there',
    path: recordPath,
    body: answerBody,
    answer: done,
    example: answerExample,
  }),
  access: whoever.filesIntelligence,
} as const

async function answer(request: FastifyRequest) {
  const { id } = pathOf(request, recordPath)
  const { report, line } = bodyOf(request, answerBody)
  await request.perform((scope) => answerRequirement(scope, id, report, line))
  return { id }
}

const stateBody = z.strictObject({
  state: z.enum(codes.codesOf(nextState), { error: 'Choose where it stands' }),
  words: text(LONGEST.words, 'Say what became of it')
    .nullish()
    .describe('needed to close it; everybody who reads it reads them'),
})

const STATE = {
  operation: describe('requirements.requirement.change-state', {
    summary: 'Say where an own requirement stands: partly answered, answered, overtaken or withdrawn',
    path: recordPath,
    headers: { 'If-Match': 'required: the revision that you have read' },
    body: stateBody,
    answer: done,
    example: stateExample,
  }),
  access: whoever.keepsRequirements,
} as const

async function standing(request: FastifyRequest) {
  const { id } = pathOf(request, recordPath)
  const revision = revisionToMatch(request)
  const { state, words = null } = bodyOf(request, stateBody)
  await request.perform((scope) => changeState(scope, id, revision, { state, words }))
  return { id }
}
