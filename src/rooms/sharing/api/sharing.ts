/** Sharing over HTTP: audience, history, release, acceptance, recall. The same routes for each kind of record. */
import { whoever } from '../../../platform/identity/roles.ts'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { invalid } from '../../../platform/errors.ts'
import { recordPath } from '../../../platform/http/ids.ts'
import { bodyOf, pathOf } from '../../../platform/http/input.ts'
import { describe } from '../../../platform/http/openapi.ts'
import type { RecordKind } from '../../../platform/rooms/record-kind.ts'
import { codesOf } from '../../../wire/codes.ts'
import { acceptConditions } from '../accept-conditions.ts'
import { audienceOf } from '../audience.ts'
import { historyOf } from '../holders.ts'
import { reasonSchema } from '../reason.ts'
import { acknowledgeRecall, copiesWords } from '../recall-notices.ts'
import { recallRecord } from '../recall-record.ts'
import { releaseRecord, type ReleaseInput } from '../release-record.ts'
import {
  acceptExample,
  acknowledgeExample,
  audienceExample,
  historyExample,
  recallExample,
  releaseExample,
} from './examples.ts'
import { audienceDocument, audienceOfRows, historyDocument, historyOfRows } from './documents.ts'

/**
 * Registers the routes of a kind.
 * @param kind - whose records they share
 */
export function sharingApi(app: FastifyInstance, kind: RecordKind): void {
  const at = kind.apiHref(':id')
  audienceRoutes(app, kind, at)
  releaseRoute(app, kind, at)
  acceptRoute(app, kind, at)
  recallRoutes(app, kind, at)
}

const done = z.object({ id: z.uuid() })

function audienceRoutes(app: FastifyInstance, kind: RecordKind, at: string): void {
  const audience = describe(`${kind.operationPrefix}.audience`, {
    summary: `Who will see or has seen which part of an own ${kind.words.one}, and why`,
    path: recordPath,
    answer: audienceDocument,
    example: audienceExample,
  })
  app.get(
    `${at}/audience`,
    { config: { operation: audience, access: whoever.readsContent } },
    async (request) => {
      const { id } = pathOf(request, recordPath)
      return audienceOfRows(await request.perform((scope) => audienceOf(scope, kind, id)))
    },
  )

  const history = describe(`${kind.operationPrefix}.history`, {
    summary: `What has happened to an own ${kind.words.one}, the last first`,
    path: recordPath,
    answer: historyDocument,
    example: historyExample,
  })
  app.get(
    `${at}/history`,
    { config: { operation: history, access: whoever.readsContent } },
    async (request) => {
      const { id } = pathOf(request, recordPath)
      return historyOfRows(await request.perform((scope) => historyOf(scope, kind, id)))
    },
  )
}

const releaseBody = z.strictObject({
  agencies: z.union([z.literal('all'), z.array(z.string().max(41)).min(1).max(500)], {
    error: 'Name at least one agency, or say "all"',
  }),
  reason: reasonSchema,
})

function releaseRoute(app: FastifyInstance, kind: RecordKind, at: string): void {
  const operation = describe(`${kind.operationPrefix}.release`, {
    summary: `Release an own ${kind.words.one} to agencies (by slug) or to all partners`,
    path: recordPath,
    body: releaseBody,
    answer: done,
    example: releaseExample,
  })
  app.post(`${at}/release`, { config: { operation, access: whoever.decides } }, async (request) => {
    const { id } = pathOf(request, recordPath)
    const { agencies, reason } = bodyOf(request, releaseBody)
    await request.perform(async (scope) => {
      await releaseRecord(scope, kind, id, { to: await recipients(scope, agencies), reason })
    })
    return { id }
  })
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

function acceptRoute(app: FastifyInstance, kind: RecordKind, at: string): void {
  const operation = describe(`${kind.operationPrefix}.accept`, {
    summary: `Accept the conditions of a ${kind.words.one} under handling code C, for yourself`,
    path: recordPath,
    body: acceptBody,
    answer: done,
    problems: { 409: '`changed-meanwhile`: another version is current' },
    example: acceptExample,
  })
  app.post(
    `${at}/accept-conditions`,
    { config: { operation, access: whoever.readsContent } },
    async (request) => {
      const { id } = pathOf(request, recordPath)
      const { version } = bodyOf(request, acceptBody)
      const seen = version === undefined ? undefined : { version }
      await request.perform((scope) => acceptConditions(scope, kind, id, seen))
      return { id }
    },
  )
}

const recallBody = z.strictObject({ reason: reasonSchema })
const copiesBody = z.strictObject({
  copies: z.enum(codesOf(copiesWords)).describe('what your agency did with its copies'),
  note: z
    .string()
    .max(2_000, 'Must be 2,000 characters or fewer')
    .optional()
    .describe('required when a copy is kept: what is kept, and on what legal ground. The owner reads it'),
})

function recallRoutes(app: FastifyInstance, kind: RecordKind, at: string): void {
  const recall = describe(`${kind.operationPrefix}.recall`, {
    summary: `Recall an own ${kind.words.one}: each agency that had it is told and asked to acknowledge`,
    path: recordPath,
    body: recallBody,
    answer: done,
    example: recallExample,
  })
  app.post(`${at}/recall`, { config: { operation: recall, access: whoever.decides } }, async (request) => {
    const { id } = pathOf(request, recordPath)
    const { reason } = bodyOf(request, recallBody)
    await request.perform((scope) => recallRecord(scope, kind, id, reason))
    return { id }
  })

  const acknowledge = describe('intelligence.recall.acknowledge', {
    summary: 'Acknowledge a recall for your agency: say what was done with its copies',
    path: recordPath,
    body: copiesBody,
    answer: done,
    example: acknowledgeExample,
  })
  app.post(
    `${at}/acknowledge-recall`,
    { config: { operation: acknowledge, access: whoever.readsContent } },
    async (request) => {
      const { id } = pathOf(request, recordPath)
      const { copies, note } = bodyOf(request, copiesBody)
      await request.perform((scope) => acknowledgeRecall(scope, kind, id, { copies, note: note ?? null }))
      return { id }
    },
  )
}
