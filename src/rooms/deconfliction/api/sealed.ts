/** The sealed index over HTTP (docs/wire/sealed-index.md, 5): parameters, records, and the check by token. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { bodyOf, pathOf, queryOf } from '../../../platform/http/input.ts'
import { describe } from '../../../platform/http/openapi.ts'
import { isQuotaUsed } from '../check-value.ts'
import { checkSealed, checkSealedBody } from '../sealed/index-check.ts'
import { handleOf, keepBody, keepSealed, readSealedInput, takeBackSealed } from '../sealed/index-keep.ts'
import { sealedParameters, SUITE } from '../sealed/index-parameters.ts'
import { sealedRecords, sealedRecordsQuery } from '../sealed/index-records.ts'
import { matchStates } from '../list-matches.ts'
import { partnerDocument } from './documents.ts'

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
const LIST = {
  operation: describe('deconfliction.sealed.list', {
    summary: 'Your agency’s sealed records in the order of their handles, with the matches of each',
    query: sealedRecordsQuery,
    answer: z.object({
      records: z.array(
        z.object({
          handle: z.string(),
          tokens: z.int(),
          expires_on: z.iso.date(),
          matches: z.array(
            z.object({
              side: z.uuid(),
              kind: z.string(),
              element: z.string().describe('the token that met'),
              partner: z.string(),
              state: z.enum(matchStates),
            }),
          ),
        }),
      ),
      next: z.string().nullable().describe('send it as `after` for the next page'),
    }),
  }),
  access,
}
const TAKE_BACK = {
  operation: describe('deconfliction.sealed.take-back', {
    summary: 'Take a sealed record back; the same answer when it was not there',
    answer: z.null(),
    status: 204,
  }),
  access,
}
const CHECK = {
  operation: describe('deconfliction.sealed.check', {
    summary:
      'Is the value of this token held by a partner? Purpose, quota and answer are those of the check by value',
    body: checkSealedBody,
    answer: z.object({
      held: z.boolean(),
      partners: z.array(partnerDocument),
      common: z.boolean().describe('so many records hold it that it says nothing'),
      tier: z.literal('possible').describe('the node does not know the value'),
      checks_left: z.int().describe('until midnight UTC'),
    }),
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

  app.get('/deconfliction/sealed/records', { config: LIST }, (request) => {
    const query = queryOf(request, sealedRecordsQuery)
    return request.perform((scope) => sealedRecords(scope, query))
  })

  app.delete('/deconfliction/sealed/records/:handle', { config: TAKE_BACK }, async (request, reply) => {
    const { handle } = pathOf(request, z.object({ handle: handleOf }))
    await request.perform((scope) => takeBackSealed(scope, handle))
    return reply.status(204).send()
  })

  app.post('/deconfliction/sealed/check', { config: CHECK }, async (request, reply) => {
    const input = bodyOf(request, checkSealedBody)
    try {
      return await request.perform((scope) => checkSealed(scope, input))
    } catch (thrown) {
      if (isQuotaUsed(thrown)) reply.header('retry-after', String(thrown.retryAfter))
      throw thrown
    }
  })
  return Promise.resolve()
}
