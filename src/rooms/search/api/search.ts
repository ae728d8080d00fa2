/** Search over HTTP. */
import { whoever } from '../../../platform/identity/roles.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { queryOf } from '../../../platform/http/input.ts'
import { describe } from '../../../platform/http/openapi.ts'
import { agencyDocument } from '../../../platform/http/api-documents.ts'
import type { RecordKind } from '../../../platform/rooms/record-kind.ts'
import * as codes from '../../../wire/codes.ts'
import { searchExample } from './examples.ts'
import { LONGEST_QUERY } from '../search-query.ts'
import { searchRecords, type SearchQuery } from '../search-records.ts'

const several = (one: z.ZodType<string>) =>
  z
    .union([one, z.array(one)])
    .optional()
    .transform((value) => [value ?? []].flat())

const GRADE = /^[123][A-E]$/

const searchQuery = z.strictObject({
  q: z
    .string()
    .max(LONGEST_QUERY, `Must be ${String(LONGEST_QUERY)} characters or fewer`)
    .optional()
    .describe(
      'words, "phrases", OR for either, NOT or - for without (in any case), references and identifiers in any spelling, also in running text; no wildcards and no brackets (see `not_understood`)',
    ),
  agency: several(z.string().max(60)).describe('slug of the owner; may be repeated'),
  from: z.iso.date('Enter a day, like 2026-11-22').optional(),
  to: z.iso.date('Enter a day, like 2026-11-22').optional(),
  grade: several(z.string().regex(GRADE, 'A grade is like 2C')).describe('may be repeated'),
  handling: z.enum(codes.codesOf(codes.handling)).optional(),
  kind: several(z.enum(codes.codesOf(codes.subjectKind))).describe('of a subject; may be repeated'),
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
})

const searchDocument = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      reference: z.string(),
      title: z.string(),
      owner: agencyDocument,
      classification: z.enum(codes.codesOf(codes.classification)),
      handling: z.enum(codes.codesOf(codes.handling)),
      status: z.enum(['submitted', 'disseminated', 'withdrawn']),
      created_at: z.iso.datetime(),
      grades: z.array(z.string()),
      kinds: z.array(z.string()),
      excerpt: z
        .array(z.object({ text: z.string(), mark: z.boolean() }))
        .describe('pieces of text, in order; those that match are marked'),
    }),
  ),
  total: z.int().describe('within your sight; the newest five hundred are counted and ranked'),
  more: z.boolean().describe('there are more than these'),
  not_understood: z.array(z.string()).describe('what of `q` was left out, as it was typed: `dri*`'),
  cursor: z.string().nullable().describe('of the next page'),
})

const SEARCH = {
  operation: describe('intelligence.search', {
    summary: 'Search the reports that you may read in full',
    query: searchQuery,
    answer: searchDocument,
    example: searchExample,
  }),
  access: whoever.readsContent,
} as const

/** Registers the route. @param kinds - of every record that is searched */
export function searchApi(app: FastifyInstance, kinds: readonly RecordKind[]): void {
  app.get('/intelligence/reports', { config: SEARCH }, (request, reply) => search(request, reply, kinds))
}

async function search(request: FastifyRequest, reply: FastifyReply, kinds: readonly RecordKind[]) {
  const asked = queryOf(request, searchQuery)
  const query: SearchQuery = {
    agencies: asked.agency,
    grades: asked.grade,
    kinds: asked.kind as codes.SubjectKind[],
    ...(asked.q === undefined ? {} : { q: asked.q }),
    ...(asked.from === undefined ? {} : { from: asked.from }),
    ...(asked.to === undefined ? {} : { to: asked.to }),
    ...(asked.handling === undefined ? {} : { handling: asked.handling }),
    ...(asked.cursor === undefined ? {} : { cursor: asked.cursor }),
    ...(asked.limit === undefined ? {} : { limit: asked.limit }),
  }
  const found = await request.perform((scope) => searchRecords(scope, kinds, query))
  const { results, notUnderstood, ...rest } = found
  return reply.send({
    ...rest,
    not_understood: notUnderstood,
    items: results.map(({ createdAt, of: _kind, ...row }) => ({
      ...row,
      created_at: createdAt.toISOString(),
    })),
  })
}
