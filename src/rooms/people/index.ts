/** People: an agency's accounts, what they gain, and the agency's desk. */
import type { FastifyInstance } from 'fastify'
import { accountPages } from './pages/account.page.ts'
import { appointmentPages } from './pages/appointments.page.ts'
import { peoplePages } from './pages/people.page.ts'

export { peopleTasks } from './appointments.ts'
export { mayStandTogether, NOT_TOGETHER, roleNames, roleWords } from './roles.ts'

export async function pages(app: FastifyInstance): Promise<void> {
  await app.register((inner) => {
    peoplePages(inner)
    appointmentPages(inner)
    accountPages(inner)
    return Promise.resolve()
  })
}
