/** What a records manager is told of planned events that were stood down. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { personId } from '../../../../platform/http/ids.ts'
import { bodyOf } from '../../../../platform/http/input.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { listWithdrawalAlerts, settleWithdrawalAlert } from '../alerts.ts'

const alertBody = z.strictObject({ person: personId, day: z.iso.date() })
const access = whoever.managesRecords

/** Registers the list, and that an alert was dealt with. */
export function alertPages(app: FastifyInstance): void {
  app.get(
    '/operations/withdrawn',
    { config: { operation: 'operations.planned-alert.list', access } },
    async (request, reply) => {
      const alerts = await request.perform(listWithdrawalAlerts)
      return await reply.page('rooms/operations/conflicts/pages/alerts.njk', {
        title: 'Planned events stood down',
        alerts: alerts.map((one) => ({ ...one, own: one.personId === request.signedIn?.personId })),
      })
    },
  )
  app.post(
    '/operations/withdrawn',
    { config: { operation: 'operations.planned-alert.settle', access } },
    async (request, reply) => {
      const { person, day } = bodyOf(request, alertBody)
      await request.perform((scope) => settleWithdrawalAlert(scope, { personId: person, day }))
      return await reply.done('/operations/withdrawn', 'Marked as dealt with.')
    },
  )
}
