/** Sharing over HTTP: audience, release, acceptance, recall. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { invalid } from '../../../platform/errors.ts'
import { bodyOf, idPath, pathOf } from '../../../platform/http/input.ts'
import { codesOf } from '../../../wire/codes.ts'
import { describe } from '../../../platform/http/openapi.ts'
import { acceptConditions } from '../accept-conditions.ts'
import { audienceOf } from '../audience.ts'
import { acknowledgeRecall, copiesWords } from '../recall-notices.ts'
import { recallReport } from '../recall-report.ts'
import { releaseReport, type ReleaseInput } from '../release-report.ts'
import { audienceDocument, audienceOfRows } from './documents.ts'

/** Registers the routes. */
export function sharingApi(app: FastifyInstance): Promise<void> {
  app.get('/intelligence/reports/:id/audience', { config: AUDIENCE }, audience)
  app.post('/intelligence/reports/:id/release', { config: RELEASE }, release)
  app.post('/intelligence/reports/:id/accept-conditions', { config: ACCEPT }, accept)
  app.post('/intelligence/reports/:id/recall', { config: RECALL }, recall)
  app.post('/intelligence/reports/:id/acknowledge-recall', { config: ACKNOWLEDGE }, acknowledge)
  return Promise.resolve()
}

const readers = ['intelligence_officer', 'analyst', 'coordinator'] as const
const deciders = ['intelligence_officer', 'coordinator'] as const

const done = z.object({ id: z.uuid() })
const reason = z
  .string({ error: 'Enter a reason' })
  .trim()
  .min(1, 'Enter a reason')
  .max(2_000, 'Must be 2,000 characters or fewer')

const AUDIENCE = {
  operation: describe('intelligence.report.audience', {
    summary: 'Who will see or has seen which part of an own report, and why',
    answer: audienceDocument,
  }),
  access: readers,
} as const

async function audience(request: FastifyRequest) {
  const { id } = pathOf(request, idPath)
  return audienceOfRows(await request.perform((scope) => audienceOf(scope, id)))
}

const releaseBody = z.strictObject({
  agencies: z.union([z.literal('all'), z.array(z.string().max(41)).min(1).max(500)], {
    error: 'Name at least one agency, or say "all"',
  }),
  reason,
})
const RELEASE = {
  operation: describe('intelligence.report.release', {
    summary: 'Release an own report to agencies (by slug) or to all partners',
    body: releaseBody,
    answer: done,
  }),
  access: deciders,
} as const

async function release(request: FastifyRequest) {
  const { id } = pathOf(request, idPath)
  const body = bodyOf(request, releaseBody)
  await request.perform(async (scope) => {
    await releaseReport(scope, id, { to: await recipients(scope, body.agencies), reason: body.reason })
  })
  return { id }
}

/** @throws invalid with the place of each slug that is no agency's */
async function recipients(scope: MemberScope, wanted: 'all' | string[]): Promise<ReleaseInput['to']> {
  if (wanted === 'all') return { all: true }
  const known = await scope.tx.many<{ id: number; slug: string }>(
    'select id, slug from identity.agency where slug = any ($1)',
    [wanted],
  )
  const ids = new Map(known.map(({ id, slug }) => [slug, id]))
  const fields: Record<string, string> = {}
  wanted.forEach((slug, index) => {
    if (!ids.has(slug)) fields[`agencies.${String(index)}`] = 'No agency here has this name'
  })
  if (Object.keys(fields).length > 0) throw invalid(fields)
  return { agencies: [...ids.values()] }
}

const acceptBody = z.strictObject({
  version: z
    .int()
    .min(1)
    .optional()
    .describe(
      'the version whose conditions were read; refused with 409 `changed-meanwhile` when it is not current',
    ),
})
const ACCEPT = {
  operation: describe('intelligence.report.accept', {
    summary: 'Accept the conditions of a report under handling code C, for yourself',
    body: acceptBody,
    answer: done,
  }),
  access: readers,
} as const

async function accept(request: FastifyRequest) {
  const { id } = pathOf(request, idPath)
  const { version } = bodyOf(request, acceptBody)
  await request.perform((scope) =>
    acceptConditions(scope, id, version === undefined ? undefined : { version }),
  )
  return { id }
}

const recallBody = z.strictObject({ reason })
const RECALL = {
  operation: describe('intelligence.report.recall', {
    summary: 'Recall an own report: each agency that had it is told and asked to acknowledge',
    body: recallBody,
    answer: done,
  }),
  access: deciders,
} as const

async function recall(request: FastifyRequest) {
  const { id } = pathOf(request, idPath)
  const body = bodyOf(request, recallBody)
  await request.perform((scope) => recallReport(scope, id, body.reason))
  return { id }
}

const copiesBody = z.strictObject({
  copies: z.enum(codesOf(copiesWords)).describe('what your agency did with its copies'),
  note: z
    .string()
    .max(2_000, 'Must be 2,000 characters or fewer')
    .optional()
    .describe('required when a copy is kept: what is kept, and on what legal ground. The owner reads it'),
})
const ACKNOWLEDGE = {
  operation: describe('intelligence.recall.acknowledge', {
    summary: 'Acknowledge a recall for your agency: say what was done with its copies',
    body: copiesBody,
    answer: done,
  }),
  access: readers,
} as const

async function acknowledge(request: FastifyRequest) {
  const { id } = pathOf(request, idPath)
  const { copies, note } = bodyOf(request, copiesBody)
  await request.perform((scope) => acknowledgeRecall(scope, id, { copies, note: note ?? null }))
  return { id }
}
