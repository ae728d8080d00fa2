/** The sealed index over HTTP (docs/wire/sealed-index.md, 5): parameters, keeping records and taking them back. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { bodyOf, pathOf } from '../../../platform/http/input.ts'
import { describe } from '../../../platform/http/openapi.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { keepExample, parametersExample, takeBackExample } from './examples.ts'
import {
  handleOf,
  storeBody,
  storeSealedRecords,
  readSealedInput,
  takeBackSealed,
} from '../store-sealed-records.ts'
import { sealedParameters, SUITE } from '../parameters.ts'

const access = whoever.readsContent
const notSetUpWords = '`not-set-up`: the operator has not entered two key holders yet'
const handlePath = z.object({ handle: handleOf })

const PARAMETERS = {
  operation: describe('deconfliction.sealed.parameters', {
    summary: 'What you need to seal: the epoch, the two key holders and their public keys',
    answer: z.object({
      version: z.literal(1),
      suite: z.literal(SUITE),
      epoch: z.int(),
      names: z.string().describe('version of the symbols that names are sealed by'),
      holders: z.array(z.object({ name: z.string(), url: z.string(), identity: z.string() })),
      keys: z.record(z.string(), z.record(z.string(), z.string())).describe('by kind and holder'),
      kinds: z.array(z.string()),
      tokens_per_call: z.int(),
      tokens_per_record: z.int(),
      expires_after_days: z.int(),
    }),
    problems: { 404: notSetUpWords },
    example: parametersExample,
  }),
  access: 'signed-in' as const,
}
const KEEP = {
  operation: describe('deconfliction.sealed.keep', {
    summary:
      'Share records as tokens only, at most 5,000 a call. A call may be repeated: what is there with the same tokens stays',
    body: storeBody,
    answer: z.object({
      kept: z.int(),
      already: z.int(),
      replaced: z.int(),
      refused: z.array(z.object({ handle: z.string(), code: z.literal('common-value'), kind: z.string() })),
    }),
    problems: { 404: notSetUpWords, 409: '`other-epoch`: ask for the parameters again, and seal anew' },
    example: keepExample,
  }),
  access,
  body: 'large' as const,
}
const TAKE_BACK = {
  operation: describe('deconfliction.sealed.take-back', {
    summary: 'Take a sealed record back; the same answer when it was not there',
    path: handlePath,
    answer: z.null(),
    status: 204,
    example: takeBackExample,
  }),
  access,
}

/** Registers the routes. */
export function sealedApi(app: FastifyInstance): Promise<void> {
  app.get('/deconfliction/sealed/parameters', { config: PARAMETERS }, (request) =>
    request.perform(sealedParameters),
  )

  app.post('/deconfliction/sealed/records', { config: KEEP }, async (request) => {
    const input = await readSealedInput(bodyOf(request, storeBody))
    return await request.perform((scope) => storeSealedRecords(scope, input))
  })

  app.delete('/deconfliction/sealed/records/:handle', { config: TAKE_BACK }, async (request, reply) => {
    const { handle } = pathOf(request, handlePath)
    await request.perform((scope) => takeBackSealed(scope, handle))
    return reply.status(204).send()
  })
  return Promise.resolve()
}
