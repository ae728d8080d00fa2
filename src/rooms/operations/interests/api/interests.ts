/** Interests over HTTP: list, add, read, close. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid } from '../../../../platform/errors.ts'
import { idempotencyKey, makeOnce } from '../../../../platform/http/idempotency.ts'
import { bodyOf, pathOf, queryOf } from '../../../../platform/http/input.ts'
import { describe } from '../../../../platform/http/openapi.ts'
import { newId } from '../../../../platform/identifiers.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { codesOf, subjectKind } from '../../../../wire/codes.ts'
import { londonDay } from '../../../../platform/london-day.ts'
import { words } from '../../decisions/decision.ts'
import { operationPath } from '../../ids.ts'
import { addInterest } from '../add-interest.ts'
import { closeInterest } from '../close-interest.ts'
import { interestPath, type InterestId } from '../ids.ts'
import { interestSchema, LONGEST, parseInterest } from '../interest.ts'
import { findPlaceOfInterests, listInterests, LISTS, readInterest, type Interest } from '../read-interests.ts'
import { CATEGORIES, DISCLOSURES } from '../words.ts'
import * as examples from './examples.ts'

const access = whoever.readsInOperations

/** Registers the routes. */
export function interestsApi(app: FastifyInstance): void {
  app.get('/operations/:operation/interests', { config: LIST }, list)
  app.post('/operations/:operation/interests', { config: ADD }, add)
  app.get('/operations/interests/:interest', { config: READ }, read)
  app.post('/operations/interests/:interest/close', { config: CLOSE }, close)
}

const item = z.object({
  id: z.uuid(),
  reference: z.string(),
  kind: z.enum(codesOf(subjectKind)),
  value: z.string().describe('as it was typed'),
  country: z.string().nullable(),
  born: z.string().nullable(),
  category: z.enum(codesOf(CATEGORIES)),
  basis: z.string(),
  disclosure: z.enum(codesOf(DISCLOSURES)),
  desk: z.string(),
  telephone: z.string(),
  review_on: z.iso.date(),
  state: z.enum(['open', 'closed']),
  closed_why: z.string().nullable(),
})

const itemOf = (one: Interest): z.output<typeof item> => ({
  ...{ id: one.id, reference: one.reference, kind: one.kind, value: one.written, country: one.country },
  ...{ born: one.born, category: one.category, basis: one.basis, disclosure: one.disclosure },
  ...{ desk: one.desk, telephone: one.telephone, review_on: one.reviewOn, state: one.state },
  closed_why: one.closedWhy,
})

const listQuery = z.strictObject({
  list: z.enum(codesOf(LISTS)).default('open'),
  cursor: z.string().max(200).optional(),
  back: z.enum(['true', 'false']).default('false').describe('towards newer ones'),
})

const LIST = {
  operation: describe('operations.interest.list', {
    summary: 'List what your own agency works on in an operation that you are in',
    path: operationPath,
    query: listQuery,
    answer: z.object({
      items: z.array(item).describe('the last added first'),
      next: z.string().nullable(),
      previous: z.string().nullable().describe('send it as cursor, with back=true'),
    }),
    example: examples.list,
  }),
  access,
} as const

async function list(request: FastifyRequest) {
  const { operation } = pathOf(request, operationPath)
  const { list: which, cursor, back } = queryOf(request, listQuery)
  return await request.perform(async (scope) => {
    await findPlaceOfInterests(scope, operation)
    const page = await listInterests(scope, operation, which, { cursor, back: back === 'true' })
    return { items: page.rows.map(itemOf), next: page.next, previous: page.previous }
  })
}

const ADD = {
  operation: describe('operations.interest.add', {
    summary: 'Add what the operation works on: it is matched as a report’s identifiers are',
    headers: {
      'Idempotency-Key': 'repeating the request with the same key adds nothing and answers the same',
    },
    path: operationPath,
    body: interestSchema,
    status: 201,
    answer: z.object({ id: z.uuid() }),
    example: examples.add,
  }),
  access,
} as const

async function add(request: FastifyRequest, reply: FastifyReply) {
  const { operation } = pathOf(request, operationPath)
  const key = idempotencyKey(request)
  const body = bodyOf(request, z.unknown())
  const { status, answer } = await request.perform(async (scope) => {
    const parsed = parseInterest(body, scope.now, londonDay(scope.now))
    if ('fields' in parsed) throw invalid(parsed.fields)
    const id = newId<InterestId>()
    return await makeOnce(scope, { key, body: { operation, body }, answer: { id } }, () =>
      addInterest(scope, operation, parsed.interest, id),
    )
  })
  return reply.status(status).send(answer)
}

const READ = {
  operation: describe('operations.interest.read', {
    summary: 'Read one interest of your own agency; its matches are where all matches are',
    path: interestPath,
    answer: item,
    example: examples.read,
  }),
  access,
} as const

async function read(request: FastifyRequest) {
  const { interest } = pathOf(request, interestPath)
  return await request.perform(async (scope) => {
    const one = await readInterest(scope, interest)
    scope.record({ kind: 'consultation', subject: { kind: 'interest', id: interest } })
    return itemOf(one)
  })
}

const closeBody = z.strictObject({ why: words(LONGEST.why, 'Say why it is closed') })

const CLOSE = {
  operation: describe('operations.interest.close', {
    summary: 'Close an interest: it is matched no more, at once',
    path: interestPath,
    body: closeBody,
    answer: z.object({ id: z.uuid() }),
    example: examples.close,
  }),
  access,
} as const

async function close(request: FastifyRequest) {
  const { interest } = pathOf(request, interestPath)
  const { why } = bodyOf(request, closeBody)
  await request.perform((scope) => closeInterest(scope, interest, why))
  return { id: interest }
}
