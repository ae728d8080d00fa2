/** The settings of this room, for an administrator. */
import type { FastifyInstance } from 'fastify'
import { asSeamarkError } from '../../../platform/errors.ts'
import { bodyOf, typedValues } from '../../../platform/http/input.ts'
import { changeThreshold, readSetting, settingBody } from '../change-threshold.ts'

const administrator = ['administrator'] as const
const TEMPLATE = 'rooms/deconfliction/pages/setting.njk'
const title = 'Matching and checks'

export function settingPages(app: FastifyInstance): Promise<void> {
  app.get(
    '/settings/deconfliction',
    { config: { operation: 'deconfliction.setting.show', access: administrator } },
    async (request, reply) =>
      reply.page(TEMPLATE, { title, values: await request.perform(readSetting), now: null }),
  )

  app.post(
    '/settings/deconfliction',
    { config: { operation: 'deconfliction.setting.change', access: administrator } },
    async (request, reply) => {
      try {
        const input = bodyOf(request, settingBody)
        await request.perform((scope) => changeThreshold(scope, input))
        return await reply.done(
          '/settings/deconfliction',
          'The settings are changed. Matches follow within minutes.',
        )
      } catch (thrown) {
        const error = asSeamarkError(thrown)
        if (error.kind !== 'invalid' && error.code !== 'stale') throw thrown
        const now = await request.perform(readSetting)
        return await reply.page(TEMPLATE, {
          title,
          values: { ...typedValues(request), version: now.version },
          now: error.code === 'stale' ? now : null,
          errors: error.fields ?? { form: error.message },
        })
      }
    },
  )
  return Promise.resolve()
}
