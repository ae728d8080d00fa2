/** Printing a debrief. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { documentForms } from '../../../../platform/documents/draw-as.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import type { RoomServices } from '../../../../platform/rooms/services.ts'
import { debriefPath } from '../ids.ts'
import { printDebrief } from '../print/print-debrief.ts'

const filePath = debriefPath.extend({ form: z.enum(documentForms) })

/**
 * Registers the file.
 * @param services - what draws documents
 */
export function printPages(app: FastifyInstance, { render, config }: RoomServices): void {
  const exercise = config.demo ? 'Exercise: all data is invented.' : ''
  app.get(
    '/operations/debriefs/:debrief/file/:form',
    { config: { operation: 'operations.debrief.print', access: whoever.readsInOperations } },
    async (request, reply) => {
      const { debrief, form } = pathOf(request, filePath)
      const printer = { render, exercise, perform: request.perform.bind(request) }
      const { bytes, type, name } = await printDebrief(printer, debrief, form)
      return reply.type(type).header('content-disposition', `attachment; filename="${name}"`).send(bytes)
    },
  )
}
