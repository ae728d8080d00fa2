/** What an agency that shares tokens only asks of matches (docs/wire/sealed-index.md, 5): its records' hits, and a check. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { bodyOf, queryOf } from '../../../platform/http/input.ts'
import { describe } from '../../../platform/http/openapi.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { isQuotaUsed } from '../check-value.ts'
import { checkSealed, checkSealedBody } from '../check-token.ts'
import { matchStates } from '../list-matches.ts'
import { sealedRecords, sealedRecordsQuery } from '../sealed-records.ts'
import { partnerDocument } from './documents.ts'
import { sealedCheckExample, sealedListExample } from './examples.ts'

const access = whoever.readsContent
const notSetUpWords = '`not-set-up`: the operator has not entered two key holders yet'

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
    example: sealedListExample,
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
    problems: {
      404: notSetUpWords,
      409: '`other-epoch`: ask for the parameters again, and seal anew',
      429: '`quota`: the day’s checks are used up; Retry-After says until when',
    },
    example: sealedCheckExample,
  }),
  access,
}

/** Registers the routes. */
export function sealedMatchesApi(app: FastifyInstance): Promise<void> {
  app.get('/deconfliction/sealed/records', { config: LIST }, (request) => {
    const query = queryOf(request, sealedRecordsQuery)
    return request.perform((scope) => sealedRecords(scope, query))
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
