/** The check over HTTP: is this held by a partner? */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { bodyOf } from '../../../platform/http/input.ts'
import { describe } from '../../../platform/http/openapi.ts'
import { checkBody, checkValue, isQuotaUsed } from '../check-value.ts'
import { partnerDocument } from './documents.ts'

const CHECK = {
  operation: describe('deconfliction.check', {
    summary:
      'Is this held by a partner? Answers 429 `quota` with Retry-After once the day’s checks are used up',
    body: checkBody,
    answer: z.object({
      held: z.boolean(),
      partners: z.array(partnerDocument),
      common: z.boolean().describe('so many reports hold it that it says nothing'),
      tier: z.enum(['valid', 'possible']),
      checks_left: z.int().describe('until midnight UTC'),
    }),
  }),
  access: ['intelligence_officer', 'analyst', 'coordinator'] as const,
}

/** Registers the route. */
export function checkApi(app: FastifyInstance): Promise<void> {
  app.post('/deconfliction/check', { config: CHECK }, async (request, reply) => {
    const input = bodyOf(request, checkBody)
    try {
      return await request.perform((scope) => checkValue(scope, input))
    } catch (thrown) {
      if (isQuotaUsed(thrown)) reply.header('retry-after', String(thrown.retryAfter))
      throw thrown
    }
  })
  return Promise.resolve()
}
