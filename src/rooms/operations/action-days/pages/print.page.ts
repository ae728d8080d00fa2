/** Printing an action day. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { documentForms } from '../../../../platform/documents/draw-as.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import type { RoomServices } from '../../../../platform/rooms/services.ts'
import { actionDayId } from '../ids.ts'
import { printActionDay } from '../print/print-day.ts'

const filePath = z.object({ day: actionDayId, form: z.enum(documentForms) })

/**
 * Registers the file.
 * @param services - what draws documents
 */
export function printPages(app: FastifyInstance, { render, config }: RoomServices): void {
  const exercise = config.demo ? 'Exercise: all data is invented.' : ''
  app.get(
    '/operations/action-days/:day/file/:form',
    { config: { operation: 'operations.action-day.print', access: whoever.readsInOperations } },
    async (request, reply) => {
      const { day, form } = pathOf(request, filePath)
      const printer = { render, exercise, perform: request.perform.bind(request) }
      const { bytes, type, name } = await printActionDay(printer, day, form)
      return reply.type(type).header('content-disposition', `attachment; filename="${name}"`).send(bytes)
    },
  )
}
