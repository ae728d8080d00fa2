/** One version of a briefing: what it says, who has not read it, and the versions before. */
import type { FastifyInstance } from 'fastify'
import { ukDate, ukDateTime } from '../../../../design/dates.ts'
import { plural } from '../../../../design/words.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { acknowledgeBriefing, readBriefing, readersOf, versionsOf } from '../brief.ts'
import { briefingPath } from '../ids.ts'
import { forWhom, saidOf } from './day.view.ts'

const access = whoever.readsInOperations
const at = '/operations/briefings/:briefing'

/** Registers the page and its button. */
export function briefingPages(app: FastifyInstance): void {
  app.get(at, { config: { operation: 'operations.briefing.read', access } }, async (request, reply) => {
    const { briefing: id } = pathOf(request, briefingPath)
    const { briefing, versions, readers } = await request.perform(async (scope) => {
      const found = await readBriefing(scope, id)
      return {
        briefing: found,
        versions: await versionsOf(scope, found),
        readers: found.seesReaders ? await readersOf(scope, id) : [],
      }
    })
    const isNewest = briefing.version === briefing.newest
    const unread = readers.filter(({ readAt }) => readAt === null)
    return reply.page('rooms/operations/action-days/pages/briefing.njk', {
      title: `Briefing, version ${String(briefing.version)}`,
      caption: `${briefing.codename}, ${ukDate(briefing.onDay)}`,
      classification: briefing.classification,
      back: { text: 'Back to the action day', href: `/operations/action-days/${briefing.dayId}` },
      briefing,
      forWhom: forWhom(briefing.posts),
      issued: `${ukDateTime(briefing.at)}, by ${briefing.author}`,
      said: saidOf(briefing.says),
      newer: isNewest
        ? undefined
        : {
            href: `/operations/briefings/${versions[0]?.id ?? ''}`,
            text: `Version ${String(briefing.newest)}`,
          },
      acknowledges: briefing.isForViewer && briefing.readAt === null,
      readAt: briefing.readAt === null ? undefined : ukDateTime(briefing.readAt),
      seesReaders: briefing.seesReaders,
      readCount: `Read by ${String(readers.length - unread.length)} of ${plural(readers.length, 'person', 'people')}`,
      unread: unread.map(({ label, agency }) => `${label}, ${agency}`),
      readers: readers.flatMap(({ label, agency, readAt }) =>
        readAt === null ? [] : [[label, agency, { time: readAt }]],
      ),
      others: versions
        .filter((one) => one.id !== id)
        .map((one) => ({
          text: `Version ${String(one.version)}, ${ukDateTime(one.at)}`,
          href: `/operations/briefings/${one.id}`,
        })),
      nextHref:
        briefing.runs && isNewest && briefing.dayState !== 'done' && briefing.dayState !== 'no-go'
          ? `/operations/action-days/${briefing.dayId}/briefings/new?from=${id}`
          : undefined,
    })
  })
  app.post(
    `${at}/read`,
    { config: { operation: 'operations.briefing.acknowledge', access } },
    async (request, reply) => {
      const { briefing } = pathOf(request, briefingPath)
      await request.perform((scope) => acknowledgeBriefing(scope, briefing))
      return await reply.done(`/operations/briefings/${briefing}`, 'Noted that you have read this version.')
    },
  )
}
