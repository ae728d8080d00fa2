/** What an operation is about, over HTTP: groups and stretches of coast, as far as whoever asks sees them. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { forbidden } from '../../../platform/errors.ts'
import { bodyOf, pathOf } from '../../../platform/http/input.ts'
import { describe } from '../../../platform/http/openapi.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { classification, codesOf } from '../../../wire/codes.ts'
import { aboutOf, chooseAbout } from '../about/choose.ts'
import { operationPath } from '../ids.ts'
import { readOperation } from '../read-operation.ts'
import * as examples from './examples.ts'

const access = whoever.readsInOperations
const aboutDocument = z.object({
  groups: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      owner: z.string(),
      classification: z.enum(codesOf(classification)),
    }),
  ),
  stretches: z.array(z.object({ id: z.uuid(), name: z.string() })),
})

/** Registers the routes. */
export function aboutApi(app: FastifyInstance): void {
  app.get('/operations/:operation/about', { config: READ }, read)
  app.put('/operations/:operation/about', { config: CHOOSE }, choose)
}

const READ = {
  operation: describe('operations.operation.read-about', {
    summary: 'Read which groups and stretches an operation is about, of those that you see',
    path: operationPath,
    answer: aboutDocument,
    example: examples.about,
  }),
  access,
} as const

async function read(request: FastifyRequest) {
  const { operation } = pathOf(request, operationPath)
  return await request.perform(async (scope) => {
    await readOperation(scope, operation)
    return await aboutOf(scope, operation)
  })
}

const chosen = z.strictObject({
  groups: z.array(z.uuid()).max(100).describe('those that you see; what you do not see stays as it is'),
  stretches: z.array(z.uuid()).max(500),
  reference: z.string().trim().min(1).max(40).optional().describe('of a group that is added'),
})

const CHOOSE = {
  operation: describe('operations.operation.choose-about', {
    summary: 'Say which groups and stretches an operation is about, as its lead or deputy',
    path: operationPath,
    body: chosen,
    answer: aboutDocument,
    example: examples.chooseAbout,
  }),
  access,
} as const

async function choose(request: FastifyRequest) {
  const { operation } = pathOf(request, operationPath)
  const { groups, stretches, reference } = bodyOf(request, chosen)
  return await request.perform(async (scope) => {
    const { leads, deputises, state } = await readOperation(scope, operation)
    if (!(leads || deputises) || (state !== 'open' && state !== 'winding-down'))
      throw forbidden('wrong-post', 'The lead or a deputy of an open operation does this. Ask one of them.')
    await chooseAbout(scope, operation, { groups, stretches, reference: reference ?? null })
    return await aboutOf(scope, operation)
  })
}
