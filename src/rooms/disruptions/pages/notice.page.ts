/** To the owner of a group: an agency that may not read the group claims to have disrupted it. */
import type { FastifyInstance } from 'fastify'
import { ukDate } from '../../../design/dates.ts'
import { pathOf } from '../../../platform/http/input.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { noticePath } from '../ids.ts'
import { noteNotice, readNotice } from '../notices.ts'

const at = '/disruptions/notices/:notice'

/** Registers the page and its form. */
export function noticePages(app: FastifyInstance): void {
  app.get(
    at,
    { config: { operation: 'disruptions.notice.read', access: whoever.decides } },
    async (request, reply) => {
      const { notice: id } = pathOf(request, noticePath)
      const notice = await request.perform((scope) => readNotice(scope, id))
      return await reply.page('rooms/disruptions/pages/notice.njk', {
        title: `${notice.from.name} speaks of a group of yours`,
        classification: notice.group.classification,
        back: { text: 'Back to the group', href: `/groups/${notice.group.id}` },
        notice,
        at: ukDate(notice.at),
        isNoted: notice.notedAt !== null,
      })
    },
  )
  app.post(
    at,
    { config: { operation: 'disruptions.notice.note', access: whoever.decides } },
    async (request, reply) => {
      const { notice: id } = pathOf(request, noticePath)
      await request.perform((scope) => noteNotice(scope, id))
      return reply.done('/', 'Noted.')
    },
  )
}
