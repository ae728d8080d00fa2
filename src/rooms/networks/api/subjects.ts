/** Subjects over HTTP: the same reads as the pages. What persons decide is decided on the pages. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { describe } from '../../../platform/http/openapi.ts'
import { pathOf, queryOf } from '../../../platform/http/input.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { mentionPath, pairPath, subjectPath } from '../ids.ts'
import { readNeighbours, readPath } from '../paths/read-way.ts'
import { readSubject } from '../subjects/read-subject.ts'
import { subjectOfMention } from '../subjects/subject-in-sight.ts'
import { neighboursDocument, pathDocument, subjectDocument } from './documents.ts'
import { findExample, neighboursExample, pathExample, readExample } from './examples.ts'

const cursorQuery = z.strictObject({
  cursor: z.string().min(1).max(500).optional().describe('of the next page of its reports'),
})
const stepsQuery = z.strictObject({
  steps: z.enum(['1', '2']).default('1').describe('how far'),
})

/** Registers the routes. */
export function subjectsApi(app: FastifyInstance): void {
  app.get('/subjects/of/:record/:number', { config: FIND }, find)
  app.get('/subjects/:id', { config: READ }, read)
  app.get('/subjects/:id/neighbours', { config: NEIGHBOURS }, neighbours)
  app.get('/subjects/:id/path/:other', { config: PATH }, way)
}

const FIND = {
  operation: describe('networks.subject.open-card', {
    summary: 'Find the subject that a report names at a number',
    path: mentionPath,
    answer: z.object({ id: z.uuid() }),
    example: findExample,
  }),
  access: whoever.readsContent,
} as const

async function find(request: FastifyRequest) {
  const { record, number } = pathOf(request, mentionPath)
  return { id: await request.perform((scope) => subjectOfMention(scope, record, number)) }
}

const READ = {
  operation: describe('networks.subject.read', {
    summary: 'Read what reports in your sight say of a subject',
    path: subjectPath,
    query: cursorQuery,
    answer: subjectDocument.schema,
    example: readExample,
  }),
  access: whoever.readsContent,
} as const

async function read(request: FastifyRequest) {
  const { id } = pathOf(request, subjectPath)
  const { cursor } = queryOf(request, cursorQuery)
  return subjectDocument.of(await request.perform((scope) => readSubject(scope, id, cursor)))
}

const NEIGHBOURS = {
  operation: describe('networks.subject.show-neighbours', {
    summary: 'List what stands one or two steps from a subject, in your sight',
    path: subjectPath,
    query: stepsQuery,
    answer: neighboursDocument.schema,
    example: neighboursExample,
  }),
  access: whoever.readsContent,
} as const

async function neighbours(request: FastifyRequest) {
  const { id } = pathOf(request, subjectPath)
  const steps = queryOf(request, stepsQuery).steps === '2' ? 2 : 1
  const found = await request.perform((scope) => readNeighbours(scope, id, steps))
  return neighboursDocument.of(found.neighbours)
}

const PATH = {
  operation: describe('networks.subject.show-path', {
    summary: 'Find the shortest way between two subjects, of six steps at most, in your sight',
    path: pairPath,
    answer: pathDocument.schema,
    example: pathExample,
  }),
  access: whoever.readsContent,
} as const

async function way(request: FastifyRequest) {
  const { id, other } = pathOf(request, pairPath)
  return pathDocument.of(await request.perform((scope) => readPath(scope, id, other)))
}
