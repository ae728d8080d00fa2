/** A filed report: what was found in its text and not named is left out on purpose, with one press. */
import type { FastifyInstance } from 'fastify'
import { recordPath } from '../../../../platform/http/ids.ts'
import { pathOf, typedValues } from '../../../../platform/http/input.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { leaveOutFinds } from '../../leave-out.ts'
import { typedNumber } from '../../../../platform/http/typed-form.ts'

/** Registers the act. */
export function leaveOutPages(app: FastifyInstance): void {
  app.post(
    '/reports/:id/leave-out',
    { config: { operation: 'intelligence.report.leave-out', access: whoever.filesIntelligence } },
    async (request, reply) => {
      const { id } = pathOf(request, recordPath)
      const version = typedNumber(typedValues(request), 'version')
      await request.perform((scope) => leaveOutFinds(scope, id, version))
      return reply.done(`/reports/${id}`, 'What was found in the text is left out. It is not matched.')
    },
  )
}
