/** Planned events and conflicts over HTTP. Lodging, changing and standing down are answered alike, whatever will be found. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid } from '../../../platform/errors.ts'
import { inExamples } from '../../../platform/http/api-documents.ts'
import { claimAnswer, idempotencyKey } from '../../../platform/http/idempotency.ts'
import { bodyOf, pathOf, queryOf } from '../../../platform/http/input.ts'
import { describe } from '../../../platform/http/openapi.ts'
import { newId } from '../../../platform/identifiers.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { codesOf } from '../../../wire/codes.ts'
import { operationId } from '../ids.ts'
import { text } from '../operation.ts'
import { CONFLICT_LISTS, conflictWord, listConflicts, sayOfConflict, type Conflict } from './conflicts.ts'
import { conflictPath, plannedPath, type PlannedEventId } from './ids.ts'
import { changeEvent, lodgeEvent, standDown } from './lodge-event.ts'
import { changeSchema, lodgeSchema, parseChange, parseLodging, reasonOfChange } from './planned-event.ts'
import { groupWords } from './words.ts'

/** Registers the routes. */
export function conflictsApi(app: FastifyInstance): void {
  app.post('/operations/events', { config: LODGE }, lodge)
  app.post('/operations/events/:planned/change', { config: CHANGE }, change)
  app.post('/operations/events/:planned/stand-down', { config: STAND_DOWN }, end)
  app.get('/operations/conflicts', { config: LIST }, list)
  app.post('/operations/conflicts/:conflict/word', { config: WORD }, word)
}

const { record: id, at } = inExamples
const taken = z.object({ id: z.uuid() }).describe('the same, whatever will be found')
const instant = z.iso.datetime().describe('UTC')

const whereExample = {
  ground: 'premises',
  place: { kind: 'premises', at: { lat: 50.91, lon: 0.0005 } },
  ...{ starts_at: '2026-12-02T05:00', ends_at: '2026-12-02T09:00', zone: 'Europe/London' },
  ...{ desk: 'Sussex duty desk', telephone: '01632 960101' },
}

const lodgeBody = lodgeSchema.extend({ operation: operationId.describe('of which you are a member') })

const LODGE = {
  operation: describe('operations.planned-event.lodge', {
    summary: 'Lodge what your own people plan; what it comes near is looked for by the clock',
    headers: {
      'Idempotency-Key': 'repeating the request with the same key lodges nothing and answers the same',
    },
    body: lodgeBody,
    status: 202,
    answer: taken,
    example: {
      headers: { 'Idempotency-Key': '7c1e-planned' },
      body: {
        operation: id,
        kind: 'premises-search',
        purpose: 'To search under a warrant',
        disclosure: 'broker',
        ...whereExample,
      },
      answer: { id },
    },
  }),
  access: whoever.readsInOperations,
} as const

async function lodge(request: FastifyRequest, reply: FastifyReply) {
  const key = idempotencyKey(request)
  const body = bodyOf(request, z.looseObject({ operation: operationId }))
  const { status, answer } = await request.perform(async (scope) => {
    const { operation, ...said } = body
    const read = parseLodging(said, scope.now)
    if ('fields' in read) throw invalid(read.fields)
    const told = { id: newId<PlannedEventId>() }
    if (key !== null) {
      const kept = await claimAnswer(scope, { key, body, status: 202, answer: told })
      if (kept) return kept
    }
    await lodgeEvent(scope, told.id, operation, read)
    return { status: 202, answer: told }
  })
  return reply.status(status).send(answer)
}

const changeBody = changeSchema.extend({
  revision: z.int().min(1).describe('that you have read'),
  reason: reasonOfChange.nullish().describe('needed once a conflict was shown'),
})

const CHANGE = {
  operation: describe('operations.planned-event.change', {
    summary: 'Change place, time or desk: a new version, which is looked at anew',
    path: plannedPath,
    body: changeBody,
    status: 202,
    answer: taken,
    example: { path: { planned: id }, body: { ...whereExample, revision: 1 }, answer: { id } },
  }),
  access: whoever.readsInOperations,
} as const

async function change(request: FastifyRequest, reply: FastifyReply) {
  const { planned } = pathOf(request, plannedPath)
  const { revision, reason = null, ...said } = bodyOf(request, changeBody)
  await request.perform((scope) => {
    const read = parseChange(said, scope.now)
    if ('fields' in read) throw invalid(read.fields)
    return changeEvent(scope, planned, revision, { ...read, reason })
  })
  return reply.status(202).send({ id: planned })
}

const endBody = z.strictObject({
  reason: reasonOfChange.nullish().describe('needed once a conflict was shown'),
})

const STAND_DOWN = {
  operation: describe('operations.planned-event.stand-down', {
    summary: 'Stand an event down; whoever was shown a conflict with it learns that it is over',
    path: plannedPath,
    body: endBody,
    status: 202,
    answer: taken,
    example: { path: { planned: id }, body: { reason: 'The warrant was refused' }, answer: { id } },
  }),
  access: whoever.readsInOperations,
} as const

async function end(request: FastifyRequest, reply: FastifyReply) {
  const { planned } = pathOf(request, plannedPath)
  const { reason = null } = bodyOf(request, endBody)
  await request.perform((scope) => standDown(scope, planned, reason))
  return reply.status(202).send({ id: planned })
}

const listQuery = z.strictObject({
  state: z
    .enum(codesOf(CONFLICT_LISTS))
    .default('open')
    .describe('not answered, those that stand, or those that are over too'),
  cursor: z
    .string()
    .max(500)
    .optional()
    .describe('of the page before: its `next`, or its `previous` with `back`'),
  back: z.enum(['true', 'false']).default('false'),
})

const conflictDocument = z.object({
  id: z.uuid().describe('of your side; the other side has another'),
  event: z.uuid(),
  learned: z.enum(['contact', 'desk', 'told']),
  shown_at: instant,
  agency: z.string().nullable(),
  desk: z.string().nullable(),
  telephone: z.string().nullable(),
  group: z.enum(codesOf(groupWords)).nullable(),
  from: instant.nullable().describe('whole hours, rounded outward'),
  until: instant.nullable(),
  word: z.enum(codesOf(conflictWord)).nullable(),
  ended: z.enum(['changed', 'stood-down', 'finished']).nullable(),
})

const documentOf = (one: Conflict): z.output<typeof conflictDocument> => ({
  ...{ id: one.id, event: one.eventId, learned: one.learned, shown_at: one.shownAt.toISOString() },
  ...{ agency: one.agency, desk: one.desk, telephone: one.telephone, group: one.group },
  ...{ from: one.from?.toISOString() ?? null, until: one.until?.toISOString() ?? null },
  ...{ word: one.word, ended: one.endedWhy },
})

const LIST = {
  operation: describe('operations.conflict.list', {
    summary:
      'List the conflicts that your side has learned of, 50 at a time: what begins soonest first; of all, the newest',
    query: listQuery,
    answer: z.object({
      items: z.array(conflictDocument),
      next: z.string().nullable().describe('cursor of the page behind this one'),
      previous: z
        .string()
        .nullable()
        .describe('cursor of the page before this one, to be asked with `back=true`'),
    }),
    example: {
      query: { state: 'open' },
      answer: {
        items: [
          {
            ...{
              id,
              event: id,
              learned: 'contact',
              shown_at: at,
              agency: 'Kent Police',
              desk: 'Kent duty desk',
            },
            ...{ telephone: '01632 960102', group: 'protected', from: '2026-12-02T03:00:00.000Z' },
            ...{ until: '2026-12-02T11:00:00.000Z', word: null, ended: null },
          },
        ],
        ...{ next: null, previous: null },
      },
    },
  }),
  access: whoever.readsInOperations,
} as const

async function list(request: FastifyRequest) {
  const { state, cursor, back } = queryOf(request, listQuery)
  const { rows, next, previous } = await request.perform((scope) =>
    listConflicts(scope, { list: state, cursor, back: back === 'true' }),
  )
  return { items: rows.map(documentOf), next, previous }
}

const wordBody = z.strictObject({
  word: z.enum(codesOf(conflictWord), { error: 'Choose what came of it' }),
  note: text(1_000, 'Enter a note').nullish().describe('for your own side'),
})

const WORD = {
  operation: describe('operations.conflict.word', {
    summary: 'Say what came of a conflict',
    path: conflictPath,
    body: wordBody,
    answer: z.object({ id: z.uuid() }),
    example: { path: { conflict: id }, body: { word: 'talked' }, answer: { id } },
  }),
  access: whoever.readsInOperations,
} as const

async function word(request: FastifyRequest) {
  const { conflict } = pathOf(request, conflictPath)
  const { word: said, note = null } = bodyOf(request, wordBody)
  await request.perform((scope) => sayOfConflict(scope, conflict, { word: said, note }))
  return { id: conflict }
}
