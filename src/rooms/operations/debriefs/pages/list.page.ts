/** The debriefs of an operation, and of all operations that somebody is in. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { highest } from '../../../../design/highest-marking.ts'
import { pathOf, queryOf } from '../../../../platform/http/input.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { findPlace } from '../../actions/read-actions.ts'
import { operationPath } from '../../ids.ts'
import { listDebriefs } from '../read-debrief.ts'
import { debriefRow } from './debrief.view.ts'

const access = whoever.readsInOperations
const at = '/operations/:operation/debriefs'
const TEMPLATE = 'rooms/operations/debriefs/pages/list.njk'
const HEAD = ['Debrief', 'Observations', 'Lessons', 'State']
const listQuery = z.object({
  cursor: z.string().max(300).optional(),
  back: z.literal('yes').optional().catch(undefined),
})

/** Registers both lists. */
export function listPages(app: FastifyInstance): void {
  app.get(
    '/operations/debriefs',
    { config: { operation: 'operations.debrief.list-mine', access } },
    async (request, reply) => {
      const { cursor, back } = queryOf(request, listQuery)
      const { page, now } = await request.perform(async (scope) => ({
        page: await listDebriefs(scope, { cursor, back: back === 'yes' }),
        now: scope.now,
      }))
      return reply.page(TEMPLATE, {
        title: 'Debriefs',
        classification: highest(page.rows),
        back: { text: 'Back to operations', href: '/operations' },
        caption: 'Of the operations that you are in',
        head: ['Debrief', 'Operation', ...HEAD.slice(1)],
        rows: page.rows.map((one) => {
          const [first, ...rest] = debriefRow(one, now)
          return [first, one.codename, ...rest]
        }),
        ...hrefs('/operations/debriefs', page),
      })
    },
  )
  app.get(at, { config: { operation: 'operations.debrief.list', access } }, async (request, reply) => {
    const { operation } = pathOf(request, operationPath)
    const { cursor, back } = queryOf(request, listQuery)
    const { place, page, now, leads } = await request.perform(async (scope) => ({
      place: await findPlace(scope, operation),
      page: await listDebriefs(scope, { operation, cursor, back: back === 'yes' }),
      now: scope.now,
      ...(await scope.tx.one<{ leads: boolean }>('select operations.viewer_leads_debriefs($1) as leads', [
        operation,
      ])),
    }))
    const here = `/operations/${operation}/debriefs`
    return reply.page(TEMPLATE, {
      title: 'Debriefs',
      classification: place.classification,
      back: { text: `Back to ${place.codename}`, href: `/operations/${operation}` },
      caption: place.codename,
      beginHref: leads ? `${here}/new` : undefined,
      head: HEAD,
      rows: page.rows.map((one) => debriefRow(one, now)),
      ...hrefs(here, page),
    })
  })
}

function hrefs(here: string, page: { next: string | null; previous: string | null }) {
  const to = (cursor: string | null, more: object) =>
    cursor === null ? undefined : `${here}?${new URLSearchParams({ cursor, ...more }).toString()}`
  return { olderHref: to(page.next, {}), newerHref: to(page.previous, { back: 'yes' }) }
}
