/** One debrief: what agencies saw, what they agreed, and the lessons that came of it. */
import type { FastifyInstance } from 'fastify'
import { pathOf } from '../../../../platform/http/input.ts'
import { may, whoever } from '../../../../platform/identity/roles.ts'
import { debriefPath } from '../ids.ts'
import { readDebrief } from '../read-debrief.ts'
import { ABOUT_PRACTICE, debriefTag } from '../words.ts'
import { byTheme, factsOf, lessonCard, titleOf } from './debrief.view.ts'

/** Registers the page. */
export function debriefPages(app: FastifyInstance): void {
  app.get(
    '/operations/debriefs/:debrief',
    { config: { operation: 'operations.debrief.read', access: whoever.readsInOperations } },
    async (request, reply) => {
      const { debrief: id } = pathOf(request, debriefPath)
      const { whole, now, agency } = await request.perform(async (scope) => ({
        whole: await readDebrief(scope, id),
        now: scope.now,
        agency: scope.actor.agencyId,
      }))
      const { debrief, observations, lessons } = whole
      const here = `/operations/debriefs/${id}`
      const readsLessons = debrief.state === 'closed' && may(request.signedIn?.roles, 'entersProgress')
      return reply.page('rooms/operations/debriefs/pages/debrief.njk', {
        title: titleOf(debrief),
        caption: debrief.codename,
        classification: debrief.classification,
        back:
          debrief.dayId === null
            ? { text: `Back to ${debrief.codename}`, href: `/operations/${debrief.operationId}` }
            : { text: 'Back to the action day', href: `/operations/action-days/${debrief.dayId}` },
        tag: debriefTag(debrief, now),
        about: ABOUT_PRACTICE,
        facts: factsOf(debrief),
        themes: byTheme(observations),
        lessons: lessons.map((one) => ({
          ...lessonCard(one),
          href: readsLessons && one.agencyId === agency ? `/oversight/lessons/${one.id}` : undefined,
        })),
        isClosed: debrief.state === 'closed',
        links: {
          observe: debrief.acts ? `${here}/observe` : undefined,
          identify: debrief.leads ? `${here}/lessons/new` : undefined,
          close: debrief.leads ? `${here}/close` : undefined,
          list: `/operations/${debrief.operationId}/debriefs`,
        },
        files: { pdf: `${here}/file/pdf`, html: `${here}/file/html` },
      })
    },
  )
}
