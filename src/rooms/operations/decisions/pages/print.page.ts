/** Printing a decision log, and the proof of one entry. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { documentForms } from '../../../../platform/documents/draw-as.ts'
import { notFound } from '../../../../platform/errors.ts'
import { pathOf, queryOf } from '../../../../platform/http/input.ts'
import { ledgerFolder } from '../../../../platform/ledger/folder.ts'
import type { RoomServices } from '../../../../platform/rooms/services.ts'
import { operationId, operationPath } from '../../ids.ts'
import { decisionPath, logId } from '../ids.ts'
import { findLogToRead, readsLogs } from '../logs.ts'
import { MOST_ENTRIES, partsOf } from '../print/log-document.ts'
import { lengthsOf, printLog, proveDecision } from '../print/print-log.ts'

const access = readsLogs
const asked = z.object({ log: logId.optional() })
const filePath = z.object({ operation: operationId, form: z.enum(documentForms) })
const fileQuery = asked.extend({ from: z.coerce.number().int().min(1).max(2_000_000_000).default(1) })

/**
 * Registers the page, the files and the proof.
 * @param services - what draws documents, and the ledger's files
 */
export function printPages(app: FastifyInstance, { render, dataFolder, config }: RoomServices): void {
  const ledger = ledgerFolder(dataFolder)
  const exercise = config.demo ? 'Exercise: all data is invented.' : ''

  app.get(
    '/operations/:operation/decisions/print',
    { config: { operation: 'operations.decision.list', access } },
    async (request, reply) => {
      const { operation } = pathOf(request, operationPath)
      const { log: which } = queryOf(request, asked)
      const { log, parts } = await request.perform(async (scope) => {
        const found = await findLogToRead(scope, operation, which ?? null)
        return { log: found, parts: partsOf(await lengthsOf(scope, found, 1)) }
      })
      if (parts.length === 0) throw notFound()
      const of = log.name === null ? '' : `&log=${log.id}`
      return await reply.page('rooms/operations/decisions/pages/print.njk', {
        title: 'Print the log',
        classification: log.classification,
        back: {
          text: 'Back to the log',
          href: `/operations/${operation}/decisions${log.name === null ? '' : `?log=${log.id}`}`,
        },
        log,
        most: MOST_ENTRIES,
        parts: parts.map(({ from, until }) => ({
          text: `Entries ${String(from)} to ${String(until)}`,
          pdf: `/operations/${operation}/decisions/file/pdf?from=${String(from)}${of}`,
          html: `/operations/${operation}/decisions/file/html?from=${String(from)}${of}`,
        })),
      })
    },
  )

  app.get(
    '/operations/:operation/decisions/file/:form',
    { config: { operation: 'operations.decision-log.print', access } },
    async (request, reply) => {
      const { operation, form } = pathOf(request, filePath)
      const { log, from } = queryOf(request, fileQuery)
      const printer = { render, ledger, exercise, perform: request.perform.bind(request) }
      const { bytes, type, name } = await printLog(printer, { operation, log: log ?? null, form, from })
      return reply.type(type).header('content-disposition', `attachment; filename="${name}"`).send(bytes)
    },
  )

  app.get(
    '/operations/decisions/:entry/proof',
    { config: { operation: 'operations.decision.prove', access } },
    async (request, reply) => {
      const { entry } = pathOf(request, decisionPath)
      const proof = await request.perform((scope) => proveDecision(scope, ledger, entry))
      return reply
        .type('text/plain; charset=utf-8')
        .header('content-disposition', `attachment; filename="decision-${entry}.tlog-proof"`)
        .send(proof)
    },
  )
}
