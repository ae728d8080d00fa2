/** Ranks over HTTP, for administrators: list, attest, end. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid } from '../../../../platform/errors.ts'
import { idempotencyKey, makeOnce } from '../../../../platform/http/idempotency.ts'
import { bodyOf, pathOf, queryOf } from '../../../../platform/http/input.ts'
import { describe } from '../../../../platform/http/openapi.ts'
import { newId } from '../../../../platform/identifiers.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { codesOf, rank } from '../../../../wire/codes.ts'
import { attestRank, endAttestation } from '../attest-rank.ts'
import { attestationPath, rankPath, type AttestationId } from '../ids.ts'
import { listAttestations, LISTS, type Attestation } from '../list-attestations.ts'
import { londonDay } from '../../../../platform/london-day.ts'
import { attestationSchema, parseAttestation, reasonSchema } from '../rank.ts'
import * as examples from './examples.ts'

const access = whoever.administers

/** Registers the routes. */
export function ranksApi(app: FastifyInstance): void {
  app.get('/people/ranks', { config: LIST }, list)
  app.post('/people/:id/ranks', { config: ATTEST }, attest)
  app.post('/people/ranks/:attestation/end', { config: ENDED }, end)
}

const item = z.object({
  id: z.uuid(),
  person: z.uuid(),
  name: z.string(),
  rank: z.enum(codesOf(rank)),
  grade: z.string().nullable().describe('what the agency calls it; null: the rank itself'),
  from: z.iso.date(),
  until: z.iso.date().describe('the last day on which it counts'),
  state: z.enum(['counts', 'later', 'over']),
  runs_out: z.boolean().describe('within 30 days, and none follows'),
  attested_by: z.string(),
  attested_at: z.iso.datetime().describe('UTC'),
  ended_at: z.iso.datetime().nullable(),
  ended_why: z.string().nullable(),
})

const itemOf = (one: Attestation): z.output<typeof item> => ({
  ...{ id: one.id, person: one.personId, name: one.person, rank: one.rank, grade: one.grade },
  ...{ from: one.from, until: one.until, state: one.state, runs_out: one.runsOut },
  ...{ attested_by: one.attestedBy, attested_at: one.attestedAt.toISOString() },
  ended_at: one.endedAt?.toISOString() ?? null,
  ended_why: one.endedWhy,
})

const listQuery = z.strictObject({
  show: z.enum(codesOf(LISTS)).default('running').describe('which of them'),
  cursor: z.string().max(200).optional(),
  back: z.enum(['true', 'false']).default('false').describe('towards newer ones'),
})

const LIST = {
  operation: describe('people.rank.list', {
    summary: 'List the ranks that are attested in your agency, for administrators',
    query: listQuery,
    answer: z.object({
      items: z.array(item).describe('the last attested first'),
      next: z.string().nullable(),
      previous: z.string().nullable().describe('send it as cursor, with back=true'),
    }),
    example: examples.list,
  }),
  access,
} as const

async function list(request: FastifyRequest) {
  const { show, cursor, back } = queryOf(request, listQuery)
  const page = await request.perform((scope) =>
    listAttestations(scope, show, { cursor, back: back === 'true' }),
  )
  return { items: page.rows.map(itemOf), next: page.next, previous: page.previous }
}

const ATTEST = {
  operation: describe('people.rank.attest', {
    summary: 'Attest that one of your people holds a rank, until a day within two years; never your own',
    headers: {
      'Idempotency-Key': 'repeating the request with the same key attests nothing and answers the same',
    },
    path: rankPath,
    body: attestationSchema,
    status: 201,
    answer: z.object({ id: z.uuid() }),
    example: examples.attest,
  }),
  access,
} as const

async function attest(request: FastifyRequest, reply: FastifyReply) {
  const { id: personId } = pathOf(request, rankPath)
  const key = idempotencyKey(request)
  const body = bodyOf(request, z.unknown())
  const { status, answer } = await request.perform(async (scope) => {
    const read = parseAttestation(body, londonDay(scope.now))
    if ('fields' in read) throw invalid(read.fields)
    const id = newId<AttestationId>()
    return await makeOnce(scope, { key, body: { personId, body }, answer: { id } }, () =>
      attestRank(scope, personId, read.attestation, id),
    )
  })
  return reply.status(status).send(answer)
}

const endBody = z.strictObject({ reason: reasonSchema })

const ENDED = {
  operation: describe('people.rank.end', {
    summary: 'End an attested rank before its last day: it counts no more, at once',
    path: attestationPath,
    body: endBody,
    answer: z.object({ person: z.uuid() }),
    example: examples.end,
  }),
  access,
} as const

async function end(request: FastifyRequest) {
  const { attestation } = pathOf(request, attestationPath)
  const { reason } = bodyOf(request, endBody)
  return { person: await request.perform((scope) => endAttestation(scope, attestation, reason)) }
}
