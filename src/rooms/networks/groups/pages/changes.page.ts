/** What changed in an own group from version to version, and by whom. */
import type { FastifyInstance } from 'fastify'
import { notFound } from '../../../../platform/errors.ts'
import { recordPath } from '../../../../platform/http/ids.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { changesOf } from '../changes.ts'
import { readGroup } from '../read-group.ts'

/** Registers the page. */
export function changesPages(app: FastifyInstance): void {
  app.get(
    '/groups/:id/changes',
    { config: { operation: 'networks.group.changes', access: whoever.readsContent } },
    async (request, reply) => {
      const { id } = pathOf(request, recordPath)
      const { view, changes } = await request.perform(async (scope) => {
        const read = await readGroup(scope, id)
        if (!read.own || read.body === null) throw notFound()
        return { view: read, changes: await changesOf(scope, id) }
      })
      return await reply.page('rooms/networks/groups/pages/changes.njk', {
        title: 'What changed, and by whom',
        classification: view.classification,
        back: { text: 'Back to the group', href: `/groups/${id}` },
        group: view,
        changes,
      })
    },
  )
}
