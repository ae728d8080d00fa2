/** Where and when something happened, in all reports within sight: a table, and the same on a map and a time line. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { withDateFields } from '../../../../design/fields.ts'
import { highest } from '../../../../design/highest-marking.ts'
import { asSeamarkError, invalid } from '../../../../platform/errors.ts'
import { parse, queryOf } from '../../../../platform/http/input.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { whatHappened } from '../../../../wire/codes.ts'
import { drawMap, viewOf } from '../../../coast/index.ts'
import { addressOf, askedQuery, understand, type Asked, type Understood } from '../asked.ts'
import { exportEvents, type EventFile } from '../export-events.ts'
import { countEvents, listEvents, recordLooking, type EventPage } from '../list-events.ts'
import {
  countWords,
  head,
  marksOf,
  placesToChoose,
  rowsOf,
  selectedOf,
  spans,
  timedOf,
} from './events.view.ts'
import { drawTimeLine } from './time-line.ts'

const mimeTypes: Record<EventFile, string> = {
  csv: 'text/csv; charset=utf-8',
  geojson: 'application/geo+json; charset=utf-8',
}

/**
 * Registers the page and its files.
 * @param dataFolder - of the node, where the layers of the map lie
 */
export function eventsPages(app: FastifyInstance, dataFolder: string): void {
  app.get(
    '/events',
    { config: { operation: 'networks.event.list', access: whoever.readsContent } },
    async (request, reply) => {
      const asked = askedOf(request)
      const read = await request
        .perform(async (scope) => {
          const understood = await understand(scope, asked)
          if (Object.keys(understood.errors).length > 0) return { understood, page: null, count: 0 }
          const page = await listEvents(scope, understood.filter, asked)
          recordLooking(scope, understood.filter, page.rows.length)
          return { understood, page, count: await countEvents(scope, understood.filter) }
        })
        .catch((fault: unknown) => {
          // A place in the list that is none of ours: the list can be begun again.
          if (asSeamarkError(fault).fields?.['cursor'] === undefined) throw fault
          return null
        })
      if (read === null) return reply.redirect(addressOf(asked), 303)
      return await show(reply, dataFolder, asked, request.query as Record<string, unknown>, read)
    },
  )
  for (const as of ['csv', 'geojson'] as const)
    app.get(
      `/events.${as}`,
      { config: { operation: 'networks.event.export', access: whoever.readsContent } },
      async (request, reply) => {
        const asked = askedOf(request)
        const file = await request.perform(async (scope) => {
          const { filter, errors } = await understand(scope, asked)
          if (Object.keys(errors).length > 0) throw invalid(errors)
          return await exportEvents(scope, filter, as)
        })
        const day = new Date().toISOString().slice(0, 10)
        return reply
          .type(mimeTypes[as])
          .header('content-disposition', `attachment; filename="seamark-events-${day}.${as}"`)
          .send(file)
      },
    )
}

/** What the address asks for; its days may stand in three boxes each. */
function askedOf(request: FastifyRequest): Asked {
  queryOf(request, z.unknown())
  return parse(askedQuery, withDateFields(request.query as Record<string, unknown>, ['from', 'to']))
}

type Read = { understood: Understood; page: EventPage | null; count: number }

async function show(
  reply: FastifyReply,
  dataFolder: string,
  asked: Asked,
  boxes: Record<string, unknown>,
  { understood, page, count }: Read,
): Promise<FastifyReply> {
  const rows = page?.rows ?? []
  const marks = marksOf(rows)
  const { errors, turned, named } = understood
  return await reply.page('rooms/networks/events/pages/events.njk', {
    title: 'Events by place and time',
    classification: highest(rows),
    plan: placesToChoose(understood.plan),
    kinds: Object.entries(whatHappened).map(([value, text]) => ({ value, text })),
    spans,
    selected: selectedOf(asked, understood),
    clearHref: '/events',
    turned: turned === null ? null : { text: turned, href: addressOf(asked, { at: turned }) },
    ofPlan:
      named === null
        ? null
        : { text: named.name, href: `/coast/${named.is === 'site' ? 'sites' : 'stretches'}/${named.id}` },
    asks: page !== null,
    narrowed: selectedOf(asked, understood).length > 0,
    wider: page === null ? null : widerOf(asked, understood),
    count: countWords(count),
    head,
    rows: rowsOf(rows),
    drawn:
      marks.length === 0
        ? null
        : await drawMap(dataFolder, {
            view: viewOf(
              marks.map(({ position }) => position),
              12,
            ),
            marks,
            alt: 'Map of the events in the table. Each mark has the numbers of its rows; the table says the same in words.',
          }),
    line: drawTimeLine(timedOf(rows)),
    olderHref: page?.older ? addressOf(asked, { cursor: page.older }) : null,
    newerHref: page?.newer ? addressOf(asked, { newer: page.newer }) : null,
    firstHref: addressOf(asked),
    csvHref: addressOf(asked, {}, '/events.csv'),
    geojsonHref: addressOf(asked, {}, '/events.geojson'),
    values: { ...boxes, ...asked },
    errors,
  })
}

/** Where nothing was found: the same with a wider circle or without the time. */
function widerOf(asked: Asked, { filter }: Understood): { text: string; href: string } | null {
  if (filter.points !== null && filter.km < 25)
    return { text: 'Look within 25 kilometres', href: addressOf(asked, { km: '25' }) }
  if (filter.days !== null || filter.from !== null || filter.to !== null)
    return { text: 'Look at any time', href: addressOf(asked, { days: '', from: '', to: '' }) }
  return null
}
