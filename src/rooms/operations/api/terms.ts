/** Terms of an operation over HTTP: read its versions, write the next, accept it for one's agency. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid } from '../../../platform/errors.ts'
import { bodyOf, pathOf } from '../../../platform/http/input.ts'
import { describe } from '../../../platform/http/openapi.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import {
  acceptNewTerms,
  newTermsOfAgency,
  parseTerms,
  termsSchema,
  versionsOfTerms,
  writeTerms,
} from '../agencies/terms.ts'
import { operationPath, partPath } from '../ids.ts'
import { readOperation } from '../read-operation.ts'
import { todayOf } from '../../../platform/london-day.ts'
import * as examples from './examples.ts'

const says = {
  aim: z.string(),
  information_owner: z.string(),
  ends_on: z.iso.date(),
  leaving: z.string(),
}

/** Registers the routes. */
export function termsApi(app: FastifyInstance): void {
  app.get('/operations/:operation/terms', { config: LIST }, list)
  app.post('/operations/:operation/terms', { config: WRITE }, write)
  app.get('/operations/asked/terms', { config: ASKED }, asked)
  app.post('/operations/asked/terms/:part/accept', { config: ACCEPT }, accept)
}

const LIST = {
  operation: describe('operations.terms.list', {
    summary: 'Read the versions of the terms of an operation that you are in',
    path: operationPath,
    answer: z.object({
      items: z
        .array(z.object({ version: z.int(), at: z.iso.datetime(), ...says }))
        .describe('the newest first, twenty-one at most'),
    }),
    example: examples.terms,
  }),
  access: whoever.readsInOperations,
} as const

async function list(request: FastifyRequest) {
  const { operation } = pathOf(request, operationPath)
  return await request.perform(async (scope) => {
    await readOperation(scope, operation)
    const versions = await versionsOfTerms(scope, operation)
    return {
      items: versions.map((one) => ({
        ...{ version: one.version, at: one.at.toISOString(), aim: one.aim, leaving: one.leaving },
        ...{ information_owner: one.informationOwner, ends_on: one.endsOn },
      })),
    }
  })
}

const WRITE = {
  operation: describe('operations.terms.write', {
    summary: 'Write the next version, as the lead or a deputy; each agency accepts it by its coordinator',
    path: operationPath,
    body: termsSchema,
    status: 201,
    answer: z.object({ version: z.int() }),
    example: examples.writeTerms,
  }),
  access: whoever.readsInOperations,
} as const

async function write(request: FastifyRequest, reply: FastifyReply) {
  const { operation } = pathOf(request, operationPath)
  const body = bodyOf(request, z.unknown())
  const version = await request.perform(async (scope) => {
    const read = parseTerms(body, todayOf(scope))
    if ('fields' in read) throw invalid(read.fields)
    return await writeTerms(scope, operation, read.terms)
  })
  return reply.status(201).send({ version })
}

const ASKED = {
  operation: describe('operations.terms.list-asked', {
    summary: 'List new versions of terms that wait for a coordinator of your agency',
    answer: z.object({
      items: z.array(
        z.object({
          part: z.uuid().describe('your agency’s part in the operation'),
          version: z.int(),
          ...says,
          own: z.boolean().describe('you wrote it: another coordinator accepts'),
        }),
      ),
    }),
    example: examples.askedTerms,
  }),
  access: whoever.acceptsOperations,
} as const

async function asked(request: FastifyRequest) {
  const versions = await request.perform(newTermsOfAgency)
  return {
    items: versions.map(({ id, version, aim, informationOwner, endsOn, leaving, own }) => ({
      ...{ part: id, version, aim, information_owner: informationOwner, ends_on: endsOn, leaving, own },
    })),
  }
}

const acceptBody = z.strictObject({ version: z.int().min(1).max(2_000_000_000) })

const ACCEPT = {
  operation: describe('operations.terms.accept', {
    summary: 'Accept the newest version for your agency, as its coordinator',
    path: partPath,
    body: acceptBody,
    answer: z.object({ operation: z.uuid() }),
    example: examples.acceptTerms,
  }),
  access: whoever.acceptsOperations,
} as const

async function accept(request: FastifyRequest) {
  const { part } = pathOf(request, partPath)
  const { version } = bodyOf(request, acceptBody)
  return { operation: await request.perform((scope) => acceptNewTerms(scope, part, version)) }
}
