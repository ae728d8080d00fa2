/** A filed report: what was found in its text and not named is left out on purpose, with one press. */
import type { FastifyInstance } from 'fastify'
import { idPath, pathOf, typedValues } from '../../../../platform/http/input.ts'
import { leaveOutFinds } from '../../leave-out.ts'
import { filers } from '../who.ts'
import { typedNumber } from './typed.ts'

export function leaveOutPages(app: FastifyInstance): void {
  app.post(
    '/reports/:id/leave-out',
    { config: { operation: 'intelligence.report.leave-out', access: filers } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      const version = typedNumber(typedValues(request), 'version')
      await request.perform((scope) => leaveOutFinds(scope, id, version))
      return reply.done(`/reports/${id}`, 'What was found in the text is left out. It is not matched.')
    },
  )
}
