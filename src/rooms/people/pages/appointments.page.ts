/** What a records manager is told of roles, clearances and ranks. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { bodyOf, idOf, queryOf } from '../../../platform/http/input.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { gainOf, listAppointments, settleAppointment, type AppointmentId } from '../appointments.ts'

const query = z.object({ page: z.coerce.number().int().min(1).max(100_000).catch(1) })
const href = (page: number) => (page === 1 ? '/appointments' : `/appointments?page=${String(page)}`)
const body = z.strictObject({ appointment: idOf<AppointmentId>() })

/** The pages on which a records manager reviews who gained what. @param app - the desk's pages */
export function appointmentPages(app: FastifyInstance): void {
  app.get(
    '/appointments',
    { config: { operation: 'people.appointments.list', access: whoever.managesRecords } },
    async (request, reply) => {
      const { page } = queryOf(request, query)
      const { appointments, total, more } = await request.perform((scope) => listAppointments(scope, page))
      return reply.page('rooms/people/pages/appointments.njk', {
        title: 'Who gained roles, clearance or rank',
        appointments: appointments.map((one) => ({
          ...one,
          gain: gainOf(one),
          by: one.givenBy ?? 'the operator of this node',
        })),
        total,
        previousHref: page > 1 ? href(page - 1) : null,
        nextHref: more ? href(page + 1) : null,
      })
    },
  )

  app.post(
    '/appointments',
    { config: { operation: 'people.appointments.settle', access: whoever.managesRecords } },
    async (request, reply) => {
      const { appointment } = bodyOf(request, body)
      const before = await request.perform((scope) => settleAppointment(scope, appointment))
      return before === null
        ? reply.done('/appointments', 'Marked as reviewed.')
        : reply.done('/appointments', `Already marked by ${before}.`, 'important')
    },
  )
}
