/** What a records manager is told of checks. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { personId } from '../../../platform/http/ids.ts'
import { bodyOf } from '../../../platform/http/input.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { listAlerts, REMARKABLE_CHECKS, settleAlert, TIMES_COLLEAGUES } from '../check-alerts.ts'

const ALERTS_SHOWN = 100

const alertBody = z.strictObject({ person: personId, day: z.iso.date() })

/** Unusual checks, for the records manager. @param app - the desk's pages */
export function checkAlertPages(app: FastifyInstance): Promise<void> {
  app.get(
    '/check/alerts',
    { config: { operation: 'deconfliction.check-alert.list', access: whoever.managesRecords } },
    async (request, reply) => {
      const alerts = await request.perform((scope) => listAlerts(scope, ALERTS_SHOWN))
      return reply.page('rooms/matches/pages/check-alerts.njk', {
        title: 'Unusually many checks',
        alerts: alerts.map((one) => ({ ...one, own: one.personId === request.signedIn?.personId })),
        least: REMARKABLE_CHECKS,
        times: TIMES_COLLEAGUES,
      })
    },
  )

  app.post(
    '/check/alerts',
    { config: { operation: 'deconfliction.check-alert.settle', access: whoever.managesRecords } },
    async (request, reply) => {
      const { person, day } = bodyOf(request, alertBody)
      await request.perform((scope) => settleAlert(scope, { personId: person, day }))
      return reply.done('/check/alerts', 'Marked as dealt with.')
    },
  )
  return Promise.resolve()
}
