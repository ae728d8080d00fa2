/** The ledger of the caller's own agency, for the programs that watch over its security. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { inExamples } from '../../../platform/http/api-documents.ts'
import { queryOf } from '../../../platform/http/input.ts'
import { describe } from '../../../platform/http/openapi.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { sharedSecret } from '../../../platform/processes/shared-secret.ts'
import type { RoomServices } from '../../../platform/rooms/services.ts'
import { FEED, feedLedger, MOST_EVENTS } from '../feed-ledger.ts'
import { ecsDocument, ecsOf } from './ecs.ts'

const feedQuery = z.strictObject({
  after: z
    .string()
    .max(64)
    .optional()
    .describe('`cursor` of the answer before; left out: from the beginning; `latest`: from now on'),
  limit: z.coerce.number().int().min(1).max(MOST_EVENTS).optional(),
})

const feedDocument = z.object({
  items: z.array(ecsDocument),
  cursor: z.string().nullable().describe('keep it: the next call goes on behind it'),
  more: z.boolean().describe('there are more already; else ask again in a minute'),
})

const READ = {
  operation: describe(FEED, {
    summary: 'Your agency’s ledger in the order of its events, without content, for your security operations',
    query: feedQuery,
    answer: feedDocument,
    example: {
      query: { limit: '1' },
      answer: {
        items: [
          ecsOf({
            ...{
              id: 'mGx3sealed',
              at: new Date('2026-11-22T09:30:00Z'),
              kind: 'disclosure',
              agency: 'sussex-police',
            },
            ...{ operation: 'intelligence.report.release', person: null, service: null, reason: null },
            ...{ record: { kind: 'report', id: inExamples.record }, recipients: ['kent-police'] },
          }),
        ],
        cursor: 'kQ9sealed',
        more: false,
      },
    },
  }),
  access: whoever.managesRecords,
} as const

/**
 * Registers the route.
 * @param services - cursors are sealed with a key of the installation's, made when the first is asked for
 */
export function feedApi(app: FastifyInstance, { database }: RoomServices): void {
  let key: Promise<Buffer> | null = null
  app.get('/ledger/events', { config: READ }, async (request) => {
    const { after = null, limit = MOST_EVENTS } = queryOf(request, feedQuery)
    const secret = await (key ??= sharedSecret(database, 'ledger-feed').catch((fault: unknown) => {
      key = null
      throw fault
    }))
    const { events, cursor, more } = await request.perform((scope) =>
      feedLedger(scope, secret, after === '' ? null : after, limit),
    )
    return { items: events.map(ecsOf), cursor, more }
  })
}
