/** The owner's questions about a record: who holds it, who has opened it, what has happened to it. */
import { whoever } from '../../../../platform/identity/roles.ts'
import type { FastifyInstance } from 'fastify'
import { recordPath } from '../../../../platform/http/ids.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import type { RecordHeading, RecordKind } from '../../../../platform/rooms/record-kind.ts'
import { audienceOf } from '../../audience.ts'
import { historyOf, releasesOf } from '../../holders.ts'
import { historySentences } from './history.view.ts'
import { holdersView, releaseSentences } from './holders.view.ts'

const folder = 'rooms/sharing/pages/holders'

/**
 * Registers both pages for a kind.
 * @param kind - whose records they are about
 */
export function holdersPages(app: FastifyInstance, kind: RecordKind): void {
  const frameOf = (record: RecordHeading) => ({
    classification: record.classification,
    back: { text: `Back to the ${kind.words.one}`, href: kind.href(record.id) },
    record,
    words: kind.words,
    href: kind.href(record.id),
  })

  app.get(
    `${kind.href(':id')}/holders`,
    { config: { operation: `${kind.operationPrefix}.holders`, access: whoever.readsContent } },
    async (request, reply) => {
      const { id } = pathOf(request, recordPath)
      const { record, rows, releases } = await request.perform(async (scope) => {
        const rows = await audienceOf(scope, kind, id)
        return { rows, releases: await releasesOf(scope, id), record: await kind.heading(scope, id) }
      })
      return await reply.page(`${folder}/holders.njk`, {
        title: `Who holds ${record.reference ?? ''}`,
        heading: `Who holds this ${kind.words.one}`,
        ...frameOf(record),
        releases: releaseSentences(releases),
        ...holdersView(rows, record),
      })
    },
  )

  app.get(
    `${kind.href(':id')}/history`,
    { config: { operation: `${kind.operationPrefix}.history`, access: whoever.readsContent } },
    async (request, reply) => {
      const { id } = pathOf(request, recordPath)
      const { record, above, events } = await request.perform(async (scope) => {
        const events = await historyOf(scope, kind, id)
        const { heading: record, above } = (await kind.beforeHistory?.(scope, id)) ?? {
          heading: await kind.heading(scope, id),
          above: null,
        }
        return { record, above, events }
      })
      return await reply.page(`${folder}/history.njk`, {
        title: `History of ${record.reference ?? ''}`,
        heading: `History of this ${kind.words.one}`,
        ...frameOf(record),
        above,
        events: historySentences(kind, events),
      })
    },
  )
}
