/** The sealed index over HTTP (docs/wire/sealed-index.md, 5): parameters, keeping records and taking them back. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { bodyOf, pathOf } from '../../../platform/http/input.ts'
import { describe } from '../../../platform/http/openapi.ts'
import { handleOf, keepBody, keepSealed, readSealedInput, takeBackSealed } from '../keep.ts'
import { sealedParameters, SUITE } from '../parameters.ts'

const access = ['intelligence_officer', 'analyst', 'coordinator'] as const

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
  }),
  access: 'signed-in' as const,
}
const KEEP = {
  operation: describe('deconfliction.sealed.keep', {
    summary:
      'Share records as tokens only, at most 5,000 a call. A call may be repeated: what is there with the same tokens stays',
    body: keepBody,
    answer: z.object({
      kept: z.int(),
      already: z.int(),
      replaced: z.int(),
      refused: z.array(z.object({ handle: z.string(), code: z.literal('common-value'), kind: z.string() })),
    }),
  }),
  access,
  body: 'large' as const,
}
const TAKE_BACK = {
  operation: describe('deconfliction.sealed.take-back', {
    summary: 'Take a sealed record back; the same answer when it was not there',
    answer: z.null(),
    status: 204,
  }),
  access,
}

/** Registers the routes. */
export function sealedApi(app: FastifyInstance): Promise<void> {
  app.get('/deconfliction/sealed/parameters', { config: PARAMETERS }, (request) =>
    request.perform(sealedParameters),
  )

  app.post('/deconfliction/sealed/records', { config: KEEP }, async (request) => {
    const input = await readSealedInput(bodyOf(request, keepBody))
    return await request.perform((scope) => keepSealed(scope, input))
  })

  app.delete('/deconfliction/sealed/records/:handle', { config: TAKE_BACK }, async (request, reply) => {
    const { handle } = pathOf(request, z.object({ handle: handleOf }))
    await request.perform((scope) => takeBackSealed(scope, handle))
    return reply.status(204).send()
  })
  return Promise.resolve()
}
