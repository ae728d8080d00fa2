/** People: an agency's accounts and its desk. */
import type { FastifyInstance } from 'fastify'
import { peoplePages } from './pages/people.page.ts'

export { roleWords } from './change-people.ts'

export async function pages(app: FastifyInstance): Promise<void> {
  await app.register((inner) => {
    peoplePages(inner)
    return Promise.resolve()
  })
}
