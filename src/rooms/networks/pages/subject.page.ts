/** A subject's page, and the doors to it: from a report's card, and from a match. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { sidePath } from '../../../platform/http/ids.ts'
import { pathOf, queryOf } from '../../../platform/http/input.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { mentionPath, subjectPath } from '../ids.ts'
import { readSubject } from '../subjects/read-subject.ts'
import { subjectOfMatch } from '../subjects/subject-of-match.ts'
import { subjectOfMention } from '../subjects/subject-in-sight.ts'
import { subjectPage } from './subject.view.ts'

const cursorQuery = z.object({ cursor: z.string().min(1).max(500).optional() })

/** Registers them. */
export function subjectPages(app: FastifyInstance): void {
  app.get(
    '/subjects/:id',
    { config: { operation: 'networks.subject.read', access: whoever.readsContent } },
    async (request, reply) => {
      const { id } = pathOf(request, subjectPath)
      const { cursor } = queryOf(request, cursorQuery)
      const view = await request.perform((scope) => readSubject(scope, id, cursor))
      const here = `/subjects/${id}`
      return await reply.page('rooms/networks/pages/subject.njk', {
        ...subjectPage(view),
        first: cursor === undefined,
        firstHref: here,
        nextHref: view.page.cursor === null ? null : `${here}?cursor=${encodeURIComponent(view.page.cursor)}`,
      })
    },
  )

  app.get(
    '/subjects/of/:record/:number',
    { config: { operation: 'networks.subject.open-card', access: whoever.readsContent } },
    async (request, reply) => {
      const { record, number } = pathOf(request, mentionPath)
      const id = await request.perform((scope) => subjectOfMention(scope, record, number))
      return reply.redirect(`/subjects/${id}`, 303)
    },
  )

  app.get(
    '/subjects/of-match/:id',
    { config: { operation: 'networks.subject.open-match', access: whoever.readsContent } },
    async (request, reply) => {
      const { id } = pathOf(request, sidePath)
      const subject = await request.perform((scope) => subjectOfMatch(scope, id))
      return reply.redirect(`/subjects/${subject}`, 303)
    },
  )
}
