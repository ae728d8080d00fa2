/** Who holds the keys, and by which key this node asks them: for an administrator. */
import type { FastifyInstance } from 'fastify'
import { whoever } from '../../../platform/identity/roles.ts'
import { nodeCaller } from '../node-caller.ts'
import { epochsOf, holdersOf } from '../parameters.ts'
import { holderName, onOneMachine } from './holder-words.ts'

/**
 * Makes the pages of the setting.
 * @param services - the folder of the node's own key at the holders
 * @returns what registers the pages
 */
export function sealedSettingPages(services: { dataFolder: string }) {
  return (app: FastifyInstance): Promise<void> => {
    app.get(
      '/settings/sealed',
      { config: { operation: 'deconfliction.sealed.setting.show', access: whoever.administers } },
      async (request, reply) => {
        const caller = await nodeCaller(services.dataFolder)
        const { holders, epochs } = await request.perform(async (scope) => ({
          holders: await holdersOf(scope),
          epochs: await epochsOf(scope),
        }))
        return await reply.page('rooms/sealed-index/pages/setting.njk', {
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
