/** What a records manager is told of roles and clearances. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { bodyOf } from '../../../platform/http/input.ts'
import { gainOf, listAppointments, settleAppointment } from '../appointments.ts'

const SHOWN = 100
const body = z.strictObject({ appointment: z.uuid() })

export function appointmentPages(app: FastifyInstance): void {
  app.get(
    '/appointments',
    { config: { operation: 'people.appointments.list', access: ['records_manager'] } },
    async (request, reply) => {
      const appointments = await request.perform((scope) => listAppointments(scope, SHOWN))
      return reply.page('rooms/people/pages/appointments.njk', {
        title: 'Who gained roles or clearance',
        appointments: appointments.map((one) => ({
          ...one,
          gain: gainOf(one),
          by: one.givenBy ?? 'the operator of this node',
        })),
      })
    },
  )

  app.post(
    '/appointments',
    { config: { operation: 'people.appointments.settle', access: ['records_manager'] } },
    async (request, reply) => {
      const { appointment } = bodyOf(request, body)
      await request.perform((scope) => settleAppointment(scope, appointment))
      return reply.done('/appointments', 'Marked as looked into.')
    },
  )
}
