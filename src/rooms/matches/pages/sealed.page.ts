/** What the agency has sealed and how that works. */
import type { FastifyInstance } from 'fastify'
import { whoever } from '../../../platform/identity/roles.ts'
import { countWaitingPersons } from '../person-queue.ts'
import { sealedOverview } from '../../sealed-index/index.ts'
import { sealedPage } from './sealed.view.ts'

/** @param app - the desk's pages */
export function sealedPages(app: FastifyInstance): Promise<void> {
  app.get(
    '/matches/sealed',
    { config: { operation: 'deconfliction.sealed.overview', access: whoever.readsContent } },
    async (request, reply) => {
      const { view, waiting } = await request.perform(async (scope) => ({
        view: await sealedOverview(scope),
        waiting: await countWaitingPersons(scope),
      }))
      return reply.page('rooms/matches/pages/sealed.njk', sealedPage(view, waiting.lines))
    },
  )

  return Promise.resolve()
}
