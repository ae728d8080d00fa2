/** Events over HTTP. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { agencyDocument, inExamples } from '../../../platform/http/api-documents.ts'
import { invalid } from '../../../platform/errors.ts'
import { queryOf } from '../../../platform/http/input.ts'
import { describe } from '../../../platform/http/openapi.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import * as codes from '../../../wire/codes.ts'
import { askedQuery, eventKinds, MOST_KM, understand } from './asked.ts'
import { listEvents, recordLooking, type EventRow } from './list-events.ts'

const text = (most: number) => z.string().max(most).optional()
const eventsQuery = z.strictObject({
  near: z.uuid().optional().describe('of a site or a stretch of your own coastal plan'),
  at: text(1_000).describe('a position in any notation; not with `near`'),
  km: text(5).describe(`kilometres around it, 1 to ${String(MOST_KM)}; 5 where nothing is said`),
  days: text(5).describe('only of the last so many days; not with `from` or `to`'),
  from: text(60).describe('a day in London'),
  to: text(60).describe('a day in London, which is in it'),
  kind: z
    .union([z.enum(eventKinds), z.array(z.enum(eventKinds))])
    .optional()
    .describe('what happened; may be repeated'),
  cursor: text(500),
  newer: text(500).describe('the cursor `newer` of an answer: the events before that page'),
  limit: z.coerce.number().int().min(1).max(100).optional(),
})

const eventDocument = z.object({
  id: z.uuid(),
  report: z.uuid(),
  reference: z.string(),
  title: z.string(),
  owner: agencyDocument,
  classification: z.enum(codes.codesOf(codes.classification)),
  handling: z.enum(codes.codesOf(codes.handling)),
  item: z.int().describe('number of the item in the report, from 1'),
  kind: z.enum(eventKinds),
  when: z.string().nullable().describe('as the item keeps it'),
  from: z.iso.datetime().nullable(),
  until: z.iso.datetime().nullable().describe('it is over by then'),
  position: z.object({ lat: z.number(), lon: z.number() }).nullable(),
  where_sure: z.enum(codes.codesOf(codes.positionSureness)).nullable(),
  within_m: z.int().nullable(),
  place: z.string().nullable(),
})

const { record: report, reference, agency } = inExamples

const LIST = {
  operation: describe('networks.event.list', {
    summary: 'List where and when something happened, in the reports that you may read in full',
    query: eventsQuery,
    answer: z.object({
      items: z.array(eventDocument),
      cursor: z.string().nullable().describe('of the next page: older events'),
      newer: z.string().nullable().describe('of the page before'),
    }),
    example: {
      query: { at: '50.91, 0.775', km: '10', days: '14' },
      answer: {
        items: [
          {
            ...{ id: '5d0b8a4e-3c1f-4a52-9f0e-2b7c61d8e9a4', report, reference, owner: agency },
            ...{
              title: 'Boats stored behind a builder’s yard',
              classification: 'OFFICIAL',
              handling: 'P',
              item: 1,
            },
            ...{ kind: 'equipment-stored', when: '2026-11-02T05:10Z', from: '2026-11-02T05:10:00.000Z' },
            ...{
              until: '2026-11-02T05:11:00.000Z',
              position: { lat: 50.91, lon: 0.775 },
              where_sure: 'within',
            },
            ...{ within_m: 500, place: 'Behind the yard at Winchelsea Beach' },
          },
        ],
        cursor: null,
        newer: null,
      },
    },
  }),
  access: whoever.readsContent,
} as const

/** Registers the route. */
export function eventsApi(app: FastifyInstance): void {
  app.get('/events', { config: LIST }, async (request, reply) => {
    const { limit, ...query } = queryOf(request, eventsQuery)
    const asked = askedQuery.parse(query)
    const page = await request.perform(async (scope) => {
      const { filter, errors } = await understand(scope, asked)
      if (Object.keys(errors).length > 0) throw invalid(errors)
      const { cursor, newer } = asked
      const found = await listEvents(scope, filter, {
        cursor,
        newer,
        ...(limit === undefined ? {} : { limit }),
      })
      recordLooking(scope, filter, found.rows.length)
      return found
    })
    return reply.send({ items: page.rows.map(documentOf), cursor: page.older, newer: page.newer })
  })
}

function documentOf({ lat, lon, sure, withinM, listedAt: _order, ...row }: EventRow) {
  return {
    ...row,
    from: row.from?.toISOString() ?? null,
    until: row.until?.toISOString() ?? null,
    position: lat === null || lon === null ? null : { lat, lon },
    where_sure: sure,
    within_m: withinM,
  }
}
