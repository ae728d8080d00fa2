/** What the operator has set for everybody who matches and checks on this node: to be read, not changed. */
import type { FastifyInstance } from 'fastify'
import { whoever } from '../../../platform/identity/roles.ts'
import { ukTime } from '../../../design/dates.ts'
import { ukNumber } from '../../../design/words.ts'
import { readSettings, type NodeSetting, type SettingName } from '../node-settings.ts'

const words: Record<SettingName, { key: string; unit: readonly [one: string, many: string]; hint: string }> =
  {
    common_threshold: {
      key: 'When a value is common',
      unit: ['report', 'reports'],
      hint: 'Held in more reports than this, it says nothing and opens no match.',
    },
    checks_per_day: {
      key: 'Checks that one person may make in a day',
      unit: ['check', 'checks'],
      hint: 'The day begins at midnight UTC.',
    },
    sealed_days: {
      key: 'How long a sealed record stands',
      unit: ['day', 'days'],
      hint: 'Its agency may say less, and begins anew by sealing it again.',
    },
  }

/** The settings that the operator sets for all agencies. @param app - the desk's pages */
export function settingPages(app: FastifyInstance): Promise<void> {
  app.get(
    '/settings/deconfliction',
    { config: { operation: 'deconfliction.setting.show', access: whoever.administers } },
    async (request, reply) =>
      reply.page('rooms/matches/pages/setting.njk', {
        title: 'Matching and checks',
        rows: settingRows(await request.perform(readSettings)),
      }),
  )
  return Promise.resolve()
}

/** Rows of the summary: what is set, since when, what it means. */
function settingRows(settings: readonly NodeSetting[]) {
  return settings.map(({ name, value, since }) => {
    const { key, unit, hint } = words[name]
    return {
      key,
      lines: [
        `${ukNumber(value)} ${unit[value === 1 ? 0 : 1]}`,
        since === null ? 'As delivered' : `Since ${ukTime(since)}`,
        hint,
      ],
    }
  })
}
