/** A decision log: the main one of an operation, or a narrower one in which somebody is named. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { highest } from '../../../../design/highest-marking.ts'
import { pathOf, queryOf } from '../../../../platform/http/input.ts'
import { operationPath } from '../../ids.ts'
import { isLate } from '../decision.ts'
import { logId } from '../ids.ts'
import { findLogToRead, narrowLogs, readsLogs, type Log } from '../logs.ts'
import { listDecisions, type Decision } from '../read-log.ts'
import { stateTag } from '../words.ts'

const number = z.coerce.number().int().min(1).max(2_000_000_000).optional()
const listQuery = z.object({ log: logId.optional(), before: number, after: number })

/** Registers the page. */
export function logPages(app: FastifyInstance): void {
  app.get(
    '/operations/:operation/decisions',
    { config: { operation: 'operations.decision.list', access: readsLogs } },
    async (request, reply) => {
      const { operation } = pathOf(request, operationPath)
      const { log: which, before, after } = queryOf(request, listQuery)
      const { log, page, narrow, now } = await request.perform(async (scope) => {
        const found = await findLogToRead(scope, operation, which ?? null)
        return {
          log: found,
          page: await listDecisions(scope, found, { before, after }),
          narrow: await narrowLogs(scope, operation),
          now: scope.now,
        }
      })
      const at = addressOfLog(log)
      return await reply.page('rooms/operations/decisions/pages/log.njk', {
        title: log.name === null ? 'Decision log' : `Decision log “${log.name}”`,
        classification: highest([log, ...page.rows]),
        back: backFrom(log),
        log,
        enterHref: log.acts ? withLog(`/operations/${operation}/decisions/new`, log) : undefined,
        openHref:
          log.leads && log.acts && log.name === null
            ? `/operations/${operation}/decisions/logs/new`
            : undefined,
        printHref: log.entries === 0 ? undefined : withLog(`/operations/${operation}/decisions/print`, log),
        readersHref: log.name === null ? undefined : `/operations/${operation}/decisions/logs/${log.id}`,
        mainHref: log.name === null ? undefined : `/operations/${operation}/decisions`,
        narrow: narrow
          .filter(({ id }) => id !== log.id)
          .map(({ id, name }) => ({ text: name, href: `/operations/${operation}/decisions?log=${id}` })),
        head: [{ text: 'Number', numeric: false }, 'Decision', 'Maker', 'Decided', 'State'],
        rows: page.rows.map((row) => rowOf(row, now)),
        olderHref: page.older === null ? undefined : `${at}before=${String(page.older)}`,
        newerHref: page.newer === null ? undefined : `${at}after=${String(page.newer)}`,
      })
    },
  )
}

/**
 * @param log - that is read
 * @returns the link back from its page; of an operation that is erased there is no page
 */
export const backFrom = ({ codename, operationId, erasedAt }: Log) =>
  erasedAt === null
    ? { text: `Back to ${codename}`, href: `/operations/${operationId}` }
    : { text: 'Back to home', href: '/' }

/** The address of a log's list, ready for one more thing to be asked. */
const addressOfLog = (log: Log): string =>
  log.name === null
    ? `/operations/${log.operationId}/decisions?`
    : `/operations/${log.operationId}/decisions?log=${log.id}&`

/**
 * @param path - of a page of a log
 * @param log - the log
 * @returns the path, with which log it is where that is a narrower one
 */
export const withLog = (path: string, log: Pick<Log, 'id' | 'name'>): string =>
  log.name === null ? path : `${path}?log=${log.id}`

function rowOf(row: Decision, now: Date) {
  const said = row.says?.decision ?? (row.isErased ? 'Erased' : 'Above your clearance')
  const tags = [
    isLate(row, now) ? { text: 'Not confirmed for a day', colour: 'orange' } : stateTag(row.state),
    ...(row.mustRead
      ? [
          row.acknowledged
            ? { text: 'All must read: you have', colour: 'grey' }
            : { text: 'All must read', colour: 'blue' },
        ]
      : []),
    ...(row.corrects === null ? [] : [{ text: `Corrects ${String(row.corrects.number)}`, colour: 'grey' }]),
    ...(row.correctedBy.length === 0
      ? []
      : [
          {
            text: `Corrected by ${row.correctedBy.map((one) => String(one.number)).join(', ')}`,
            colour: 'purple',
          },
        ]),
  ]
  return [
    { text: String(row.number), href: `/operations/decisions/${row.id}`, hidden: 'of this log' },
    { text: said.length > 200 ? `${said.slice(0, 199)}…` : said, detail: row.classification },
    { text: row.maker, detail: row.agency },
    { time: row.decidedAt },
    { tags },
  ]
}
