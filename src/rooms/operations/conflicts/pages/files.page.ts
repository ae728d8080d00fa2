/** Files of what is planned, for a calendar and for a map of the own agency. */
import type { FastifyInstance } from 'fastify'
import { exportPlanned } from '../export-events.ts'
import { inOperations } from './form-of-event.ts'

const mimeTypes = { ics: 'text/calendar; charset=utf-8', geojson: 'application/geo+json' } as const

/** Registers both. */
export function filePages(app: FastifyInstance): void {
  for (const as of ['ics', 'geojson'] as const)
    app.get(
      `/operations/events.${as}`,
      inOperations('operations.planned-event.export'),
      async (request, reply) => {
        const file = await request.perform((scope) => exportPlanned(scope, as))
        return reply
          .type(mimeTypes[as])
          .header('content-disposition', `attachment; filename="seamark-planned-events.${as}"`)
          .send(file)
      },
    )
}
