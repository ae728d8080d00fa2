/** Requests of data subjects over HTTP, for a records system of the agency's own: steps and counts, and who asks. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { inExamples } from '../../../platform/http/api-documents.ts'
import { idOf, pathOf, queryOf } from '../../../platform/http/input.ts'
import { describe } from '../../../platform/http/openapi.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { codesOf } from '../../../wire/codes.ts'
import {
  countsOf,
  listRequests,
  requestOf,
  type RequestCounts,
  type RequestId,
  type RequestRow,
} from './request-store.ts'
import { channelWords, rightWords } from './words.ts'

const access = whoever.reviewsRecords

const requestDocument = z.object({
  id: z.uuid(),
  number: z.int().describe('counts the agency’s requests'),
  rights: z.array(z.enum(codesOf(rightWords))),
  channel: z.enum(codesOf(channelWords)),
  received_on: z.iso.date(),
  identity: z.enum(['unchecked', 'asked', 'proven', 'not-proven']),
  answer_by: z.iso
    .date()
    .nullable()
    .describe(
      'the last day of the applicable time period (DPA 2018 s.54); null while proof of identity is awaited, and while the clock stands because the person was asked for something',
    ),
  extended: z.boolean(),
  state: z.enum(['open', 'ready', 'answered', 'closed']),
  officer_named: z.boolean(),
  searched: z.boolean(),
  answered_on: z.iso.date().nullable(),
  closed_because: z.enum(['not-proven', 'withdrawn', 'unfounded', 'excessive']).nullable(),
  records: z
    .object({
      found: z.int(),
      undecided: z.int(),
      about_them: z.int(),
      parts_given: z.int(),
      parts_left_out: z.int(),
    })
    .nullable()
    .describe('counts, and never which; null before anybody has searched'),
})

const example: z.output<typeof requestDocument> = {
  ...{ id: inExamples.side, number: 4, rights: ['access'], channel: 'letter', received_on: '2026-11-02' },
  ...{ identity: 'proven', answer_by: '2026-12-01', extended: false, state: 'open' },
  ...{ officer_named: true, searched: true, answered_on: null, closed_because: null },
  records: { found: 3, undecided: 1, about_them: 2, parts_given: 4, parts_left_out: 1 },
}

const listQuery = z.strictObject({
  open: z.literal('yes').optional().describe('only those that are not answered and not closed'),
  cursor: z.string().max(300).optional(),
})
const requestPath = z.object({ id: idOf<RequestId>() })

/** Registers the routes. */
export function requestApi(app: FastifyInstance): void {
  const list = describe('records.requests.read', {
    summary: 'Requests of data subjects of your agency, the newest first; without names',
    query: listQuery,
    answer: z.object({ items: z.array(requestDocument), cursor: z.string().nullable() }),
    example: { query: { open: 'yes' }, answer: { items: [example], cursor: null } },
  })
  app.get('/records/requests', { config: { operation: list, access } }, async (request) => {
    const { open, cursor } = queryOf(request, listQuery)
    return await request.perform(async (scope) => {
      const page = await listRequests(scope, { open: open === 'yes', cursor })
      const counts = await countsOf(
        scope,
        page.rows.map(({ id }) => id),
      )
      return { items: page.rows.map((row) => documentOf(row, counts.get(row.id))), cursor: page.next }
    })
  })

  const read = describe('records.request.read', {
    summary: 'One request of a data subject: its clock, its steps and counts; without names',
    path: requestPath,
    answer: requestDocument,
    example: { path: { id: example.id }, answer: example },
  })
  app.get('/records/requests/:id', { config: { operation: read, access } }, async (request) => {
    const { id } = pathOf(request, requestPath)
    return await request.perform(async (scope) => {
      const row = await requestOf(scope, id)
      scope.record({ kind: 'consultation', subject: { kind: 'subject-request', id } })
      return documentOf(row, (await countsOf(scope, [id])).get(id))
    })
  })
}

const documentOf = (
  row: RequestRow,
  counts: RequestCounts | undefined,
): z.output<typeof requestDocument> => ({
  ...{ id: row.id, number: row.number, rights: row.rights, channel: row.channel },
  ...{ received_on: row.receivedOn, identity: row.identity, answer_by: row.dueOn, state: row.state },
  extended: row.extendedAt !== null,
  officer_named: row.officerId !== null,
  searched: row.searchedAt !== null,
  answered_on: row.answeredOn,
  closed_because: row.closedBecause,
  records:
    row.searchedAt === null || counts === undefined
      ? null
      : {
          ...{ found: counts.found, undecided: counts.undecided, about_them: counts.theirs },
          ...{ parts_given: counts.given, parts_left_out: counts.leftOut },
        },
})
