/** Reports over HTTP: file, read, change. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid } from '../../../platform/errors.ts'
import { claimAnswer, idempotencyKey } from '../../../platform/http/idempotency.ts'
import { recordPath } from '../../../platform/http/ids.ts'
import { revisionToMatch } from '../../../platform/http/if-match.ts'
import { bodyOf, pathOf, queryOf } from '../../../platform/http/input.ts'
import { describe } from '../../../platform/http/openapi.ts'
import { newId, newReference } from '../../../platform/identifiers.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { fileReport } from '../file-reports.ts'
import { readReport } from '../read-report.ts'
import { parseReport, type Report } from '../report.ts'
import { isStaleVersion, type StaleVersion } from '../submit-draft.ts'
import { wholeReport } from '../whole-report.ts'
import { writeVersion } from '../write-version.ts'
import { fileExample, readExample, replaceExample } from './examples.ts'
import {
  changedDocument,
  documentOf,
  filedDocument,
  reportBody,
  reportDocument,
  unnamedOf,
} from './documents.ts'
import type { RecordId } from '../../../wire/ids.ts'

const readQuery = z.strictObject({
  version: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, 'Enter the number of a version')
    .optional(),
})

/** Registers the routes. */
export function reportsApi(app: FastifyInstance): Promise<void> {
  app.post('/intelligence/reports', { config: FILE }, file)
  app.get('/intelligence/reports/:id', { config: READ }, read)
  app.put('/intelligence/reports/:id', { config: REPLACE }, replace)
  return Promise.resolve()
}

const FILE = {
  operation: describe('intelligence.report.file', {
    summary: 'File an intelligence report',
    headers: {
      'Idempotency-Key': 'repeating the request with the same key files nothing and answers the same',
    },
    body: reportBody,
    status: 201,
    answer: filedDocument,
    problems: {
      409: '`idempotency-key-reused`: the key came with another body before',
    },
    example: fileExample,
  }),
  access: whoever.filesIntelligence,
  body: 'large',
} as const

async function file(request: FastifyRequest, reply: FastifyReply) {
  const key = idempotencyKey(request)
  const report = reportOf(request)
  const { status, answer } = await request.perform(async (scope) => {
    const as = { id: newId<RecordId>(), reference: newReference() }
    if (key !== null) {
      const claim = { key, body: request.body, status: 201, answer: { ...as, version: 1 } }
      const kept = await claimAnswer(scope, claim)
      if (kept) return kept
    }
    return { status: 201, answer: await fileReport(scope, report, as) }
  })
  // What was found is not kept with the answer for a repeated request: it is the same text again.
  return reply.status(status).send({ ...(answer as object), ...unnamedOf(report) })
}

/** @throws invalid with every wrong field */
function reportOf(request: FastifyRequest): Report {
  // Characters that cannot be stored are refused before the fields are looked at.
  const parsed = parseReport(bodyOf(request, z.unknown()))
  if ('fields' in parsed) throw invalid(parsed.fields)
  return parsed.report
}

const READ = {
  operation: describe('intelligence.report.read', {
    summary: 'Read a report as far as the rule of sight lets you',
    path: recordPath,
    query: readQuery,
    answer: reportDocument,
    example: readExample,
  }),
  access: 'signed-in',
} as const

async function read(request: FastifyRequest, reply: FastifyReply) {
  const { id } = pathOf(request, recordPath)
  const { version } = queryOf(request, readQuery)
  const view = await request.perform((scope) =>
    readReport(scope, id, version === undefined ? {} : { version: Number(version) }),
  )
  return reply.header('etag', `"${String(view.version)}"`).send(documentOf(view))
}

const REPLACE = {
  operation: describe('intelligence.report.change', {
    summary:
      'Write a new version of an own report; its recipients get it, and under code C accept again. Of a sanitised report it waits for a second officer',
    headers: { 'If-Match': 'required: the version that the change starts from' },
    path: recordPath,
    body: reportBody,
    answer: changedDocument,
    problems: {
      409: '`stale`: somebody wrote a version meanwhile; `current` is it, `current_version` its number. `is-draft`, `is-recalled`: it cannot be changed so',
      428: '`version-required`: there is no If-Match',
    },
    example: replaceExample,
  }),
  access: whoever.decides,
  body: 'large',
} as const

async function replace(request: FastifyRequest, reply: FastifyReply) {
  const { id } = pathOf(request, recordPath)
  const version = revisionToMatch(request, 1, 'version')
  const report = reportOf(request)
  const written = await request
    .perform((scope) => writeVersion(scope, id, { version }, report))
    .catch((thrown: unknown) => {
      if (isStaleVersion(thrown)) return thrown
      throw thrown
    })
  if (isStaleVersion(written)) return answerStale(reply, written)
  const { awaitsCheck, ...filed } = written
  const told = { ...filed, ...unnamedOf(report) }
  return awaitsCheck === true ? reply.status(202).send({ ...told, awaits_check: true }) : reply.send(told)
}

/** Both are shown: theirs is what was sent, ours comes with the problem. */
function answerStale(reply: FastifyReply, stale: StaleVersion) {
  return reply
    .status(stale.status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: 'This report has a newer version than the one you started from. Compare, and send it again.',
        status: stale.status,
        code: stale.code,
        current_version: stale.current.version,
        current: wholeReport(stale.current),
      }),
    )
}
