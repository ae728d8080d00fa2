/** Encounters over HTTP: list, record, read, count again, answer steps, add to them, and bring to another state. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid } from '../../../platform/errors.ts'
import { idempotencyKey, makeOnce } from '../../../platform/http/idempotency.ts'
import { revisionToMatch } from '../../../platform/http/if-match.ts'
import { bodyOf, pathOf, queryOf } from '../../../platform/http/input.ts'
import { describe } from '../../../platform/http/openapi.ts'
import { newId } from '../../../platform/identifiers.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { addChildren, addHandover, addOpportunity, answerStep, takeOut } from '../answer-step.ts'
import {
  answerSchema,
  childrenSchema,
  encounterSchema,
  handoverSchema,
  opportunitySchema,
  parseAnswer,
  parseChildren,
  parseEncounter,
  parseHandover,
  parseOpportunity,
} from '../encounter.ts'
import { faultsOfPeople, LONGEST, moment, momentOf, noPerson, words, type Parsed } from '../fields.ts'
import { encounterPath, entryPath, stepPath, type EncounterId } from '../ids.ts'
import { moveEncounter } from '../move-encounter.ts'
import { listQuery } from '../pages/list.page.ts'
import { listEncounters, readEncounter } from '../read-encounters.ts'
import { countAgain, recordEncounter } from '../record-encounter.ts'
import { documentOf, encounterDocument, listDocument, rowDocument } from './documents.ts'
import * as examples from './examples.ts'

const access = whoever.recordsEncounters
const done = z.object({ id: z.uuid() })
const IF_MATCH = { 'If-Match': 'the revision that this starts from' }

/** Registers the routes. */
export function encountersApi(app: FastifyInstance): void {
  app.get('/encounters', { config: LIST }, list)
  app.post('/encounters', { config: RECORD }, record)
  app.get('/encounters/:encounter', { config: READ }, read)
  app.put('/encounters/:encounter/counts', { config: COUNT }, count)
  app.put('/encounters/:encounter/steps/:step', { config: ANSWER }, answer)
  app.patch('/encounters/:encounter', { config: MOVE }, move)
  for (const [path, config, add] of [
    ['children', CHILDREN, adds(parseChildren, addChildren)],
    ['opportunities', OPPORTUNITY, adds(parseOpportunity, addOpportunity)],
    ['handovers', HANDOVER, adds(parseHandover, addHandover)],
  ] as const)
    app.post(`/encounters/:encounter/${path}`, { config }, add)
  app.delete('/encounters/:encounter/entries/:mistake', { config: TAKE_OUT }, remove)
}

/** @throws invalid by the field */
function valueOf<Value>(parsed: Parsed<Value>): Value {
  if ('fields' in parsed) throw invalid(parsed.fields)
  return parsed.value
}

const LIST = {
  operation: describe('encounters.encounter.list', {
    summary: 'List the encounters of your agency',
    query: listQuery,
    answer: listDocument,
    example: examples.list,
  }),
  access,
} as const

async function list(request: FastifyRequest) {
  const { list: which, cursor, back } = queryOf(request, listQuery)
  const { rows, next, previous } = await request.perform((scope) =>
    listEncounters(scope, { list: which, cursor, back: back === 'yes' }),
  )
  return { items: rows.map(rowDocument), next, previous }
}

const RECORD = {
  operation: describe('encounters.encounter.record', {
    summary: 'Record an encounter: place, time and counts; the steps follow, care first',
    headers: {
      'Idempotency-Key': 'repeating the request with the same key records nothing and answers the same',
    },
    body: encounterSchema,
    status: 201,
    answer: done,
    example: examples.record,
  }),
  access,
} as const

async function record(request: FastifyRequest, reply: FastifyReply) {
  const key = idempotencyKey(request)
  const body = bodyOf(request, z.unknown())
  const { status, answer: said } = await request.perform(async (scope) => {
    const encounter = valueOf(parseEncounter(body, scope.now))
    const id = newId<EncounterId>()
    return await makeOnce(scope, { key, body, answer: { id } }, () => recordEncounter(scope, encounter, id))
  })
  return reply.status(status).send(said)
}

const READ = {
  operation: describe('encounters.encounter.read', {
    summary: 'Read an encounter of your agency',
    path: encounterPath,
    answer: encounterDocument,
    example: examples.read,
  }),
  access,
} as const

async function read(request: FastifyRequest) {
  const { encounter } = pathOf(request, encounterPath)
  return documentOf(await request.perform((scope) => readEncounter(scope, encounter)))
}

const COUNT = {
  operation: describe('encounters.encounter.count', {
    summary: 'Say place, time and counts anew, while the encounter is open',
    headers: IF_MATCH,
    path: encounterPath,
    body: encounterSchema,
    answer: done,
    example: examples.count,
  }),
  access,
} as const

async function count(request: FastifyRequest) {
  const { encounter } = pathOf(request, encounterPath)
  const revision = revisionToMatch(request, 1)
  const body = bodyOf(request, z.unknown())
  await request.perform((scope) =>
    countAgain(scope, encounter, revision, valueOf(parseEncounter(body, scope.now))),
  )
  return { id: encounter }
}

const ANSWER = {
  operation: describe('encounters.step.answer', {
    summary: 'Answer a step, 1 to 8; step 7 opens when 1 to 6 are answered',
    headers: { 'If-Match': 'the revision of the answer that stands; 0 where there is none' },
    path: stepPath,
    body: answerSchema,
    answer: done,
    example: examples.answer,
  }),
  access,
} as const

async function answer(request: FastifyRequest) {
  const { encounter, step } = pathOf(request, stepPath)
  const revision = revisionToMatch(request, 0)
  const body = bodyOf(request, z.unknown())
  await request.perform((scope) =>
    answerStep(scope, encounter, step, revision, valueOf(parseAnswer(step, body, scope.now))),
  )
  return { id: encounter }
}

const CHILDREN = {
  operation: describe('encounters.children.add', {
    summary: 'Put possible children on the child path',
    path: encounterPath,
    body: childrenSchema,
    status: 201,
    answer: done,
    example: examples.addChildren,
  }),
  access,
} as const
const OPPORTUNITY = {
  operation: describe('encounters.opportunity.add', {
    summary: 'Add an opportunity of one adult, taken or not; anybody else is refused',
    path: encounterPath,
    body: opportunitySchema,
    status: 201,
    answer: done,
    example: examples.addOpportunity,
  }),
  access,
} as const
const HANDOVER = {
  operation: describe('encounters.handover.add', {
    summary: 'Add to whom some of the people were handed over',
    path: encounterPath,
    body: handoverSchema,
    status: 201,
    answer: done,
    example: examples.addHandover,
  }),
  access,
} as const

/** @returns what adds an entry */
const adds =
  <Value>(
    parse: (body: unknown, now: Date) => Parsed<Value>,
    add: (scope: Parameters<typeof addChildren>[0], id: EncounterId, said: Value) => Promise<string>,
  ) =>
  async (request: FastifyRequest, reply: FastifyReply) => {
    const { encounter } = pathOf(request, encounterPath)
    const body = bodyOf(request, z.unknown())
    const id = await request.perform((scope) => add(scope, encounter, valueOf(parse(body, scope.now))))
    return await reply.status(201).send({ id })
  }

const TAKE_OUT = {
  operation: describe('encounters.entry.take-out', {
    summary: 'Take out an entry that was made by mistake, while the encounter is open',
    path: entryPath,
    answer: done,
    example: examples.takeOut,
  }),
  access,
} as const

async function remove(request: FastifyRequest) {
  const { encounter, mistake: entry } = pathOf(request, entryPath)
  await request.perform((scope) => takeOut(scope, encounter, entry))
  return { id: encounter }
}

const note = words(LONGEST.note, 'Enter a note')
const moveBody = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('handed-over') }),
  z.strictObject({ state: z.literal('open'), note: note.optional(), no_person: noPerson }),
  z.strictObject({ state: z.literal('checked'), note: note.optional(), no_person: noPerson }),
  z.strictObject({
    state: z.literal('closed'),
    confirmed_at: moment('Enter when the handover was confirmed'),
  }),
])

const MOVE = {
  operation: describe('encounters.encounter.move', {
    summary: 'Bring an encounter to another state; nobody checks what they recorded part of',
    headers: IF_MATCH,
    path: encounterPath,
    body: moveBody,
    answer: done,
    example: examples.move,
  }),
  access,
} as const

async function move(request: FastifyRequest) {
  const { encounter } = pathOf(request, encounterPath)
  const revision = revisionToMatch(request, 1)
  const said = bodyOf(request, moveBody)
  await request.perform((scope) => {
    switch (said.state) {
      case 'handed-over':
        return moveEncounter(scope, encounter, revision, { to: said.state })
      case 'open':
      case 'checked': {
        const faults = faultsOfPeople({ note: said.note }, { note: 'text' }, said.no_person)
        if (Object.keys(faults).length > 0) throw invalid(faults)
        return moveEncounter(scope, encounter, revision, { to: said.state, note: said.note })
      }
      case 'closed': {
        const at = momentOf(said.confirmed_at, scope.now)
        if ('fault' in at) throw invalid({ confirmed_at: at.fault })
        return moveEncounter(scope, encounter, revision, {
          to: said.state,
          confirmed_at: at.at.toISOString(),
        })
      }
    }
  })
  return { id: encounter }
}
