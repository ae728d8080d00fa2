/** A reader accepts the conditions that stood on the page before the button. */
import { whoever } from '../../../../platform/identity/roles.ts'
import type { FastifyInstance } from 'fastify'
import { asSeamarkError } from '../../../../platform/errors.ts'
import { recordPath } from '../../../../platform/http/ids.ts'
import { pathOf, typedValues } from '../../../../platform/http/input.ts'
import { typedText } from '../../../../platform/http/typed-form.ts'
import type { RecordKind } from '../../../../platform/rooms/record-kind.ts'
import { acceptConditions } from '../../accept-conditions.ts'

/**
 * Registers it for a kind. Where the conditions are shown, the kind's own page decides.
 * @param kind - whose conditions are accepted
 */
export function acceptPages(app: FastifyInstance, kind: RecordKind): void {
  app.post(
    `${kind.href(':id')}/accept`,
    { config: { operation: `${kind.operationPrefix}.accept`, access: whoever.readsContent } },
    async (request, reply) => {
      const { id } = pathOf(request, recordPath)
      const digest = typedText(typedValues(request), 'seen') ?? ''
      try {
        await request.perform((scope) => acceptConditions(scope, kind, id, { digest }))
      } catch (fault) {
        const { code, message } = asSeamarkError(fault)
        if (code !== 'changed-meanwhile') throw fault
        return reply.done(kind.href(id), message, 'important')
      }
      return reply.redirect(kind.href(id), 303)
    },
  )
}
