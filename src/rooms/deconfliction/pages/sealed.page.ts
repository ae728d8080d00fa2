/** What the agency has sealed and how that works; and, for an administrator, who holds the keys. */
import type { FastifyInstance } from 'fastify'
import { countWaitingPersons } from '../person-queue.ts'
import { nodeCaller } from '../sealed/index-node-caller.ts'
import { sealedOverview } from '../sealed/index-overview.ts'
import { epochsOf, holdersOf } from '../sealed/index-parameters.ts'
import { readers } from './readers.ts'
import { holderName, onOneMachine, sealedPage } from './sealed.view.ts'

/** @param services - the folder of the node's own key at the holders */
export function sealedPages(services: { dataFolder: string }) {
  return (app: FastifyInstance): Promise<void> => {
    app.get(
      '/matches/sealed',
      { config: { operation: 'deconfliction.sealed.overview', access: readers } },
      async (request, reply) => {
        const { view, waiting } = await request.perform(async (scope) => ({
          view: await sealedOverview(scope),
          waiting: await countWaitingPersons(scope),
        }))
        return reply.page('rooms/deconfliction/pages/sealed.njk', sealedPage(view, waiting.lines))
      },
    )

    app.get(
      '/settings/sealed',
      { config: { operation: 'deconfliction.sealed.setting.show', access: ['administrator'] } },
      async (request, reply) => {
        const caller = await nodeCaller(services.dataFolder)
        const { holders, epochs } = await request.perform(async (scope) => ({
          holders: await holdersOf(scope),
          epochs: await epochsOf(scope),
        }))
        return await reply.page('rooms/deconfliction/pages/sealed-setting.njk', {
          title: 'Sealed deconfliction',
          back: { text: 'Matching and checks', href: '/settings/deconfliction' },
          holders: holders.map((holder) => ({
            name: holderName(holder),
            url: holder.url,
            identity: holder.identity.toString('base64url'),
            since: holder.changedAt ?? holder.enteredAt,
            askedAt: holder.askedAt,
            fault: holder.fault,
          })),
          oneMachine: onOneMachine(holders),
          epochs,
          caller,
        })
      },
    )
    return Promise.resolve()
  }
}
