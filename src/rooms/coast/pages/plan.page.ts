/** The coastal plan of the person's own agency. */
import type { FastifyInstance } from 'fastify'
import { may, whoever } from '../../../platform/identity/roles.ts'
import { sliceBetween } from '../chainage/chainage.ts'
import type { Plan } from '../plan/plan.ts'
import { todayOf } from '../../../platform/london-day.ts'
import { readPlan } from '../plan/read-plan.ts'
import { mayEdit } from './form.ts'
import { drawMap, linesOf, viewOf } from './map.view.ts'
import { planView } from './plan.view.ts'

/**
 * Registers the plan's page.
 * @param dataFolder - of the node, where layers lie
 */
export function planPages(app: FastifyInstance, dataFolder: string): void {
  app.get(
    '/coast',
    { config: { operation: 'coast.plan.show', access: whoever.readsCoastalPlan } },
    async (request, reply) => {
      const { plan, today } = await request.perform(async (scope) => {
        const plan = await readPlan(scope)
        if (plan.line)
          scope.record({ kind: 'consultation', subject: { kind: 'coastline', id: plan.line.id } })
        return { plan, today: todayOf(scope) }
      })
      const { strip, gaps, ...view } = planView(plan, today, mayEdit(request))
      return await reply.page('rooms/coast/pages/plan.njk', {
        title: `Coastal plan of ${request.signedIn?.agencyName ?? 'the agency'}`,
        hasLine: plan.line !== null,
        ...view,
        bars: strip,
        seesPicture: may(request.signedIn?.roles, 'seesPublicPicture'),
        drawn: await drawPlan(dataFolder, plan, gaps, view.mapSays),
      })
    },
  )
}

async function drawPlan(
  dataFolder: string,
  { line, stretches, sites }: Plan,
  gaps: Parameters<typeof linesOf>[2],
  alt: string,
) {
  if (!line) return null
  return await drawMap(dataFolder, {
    view: viewOf(sliceBetween(line.chainage, 0, line.chainage.miles)),
    lines: linesOf(line, stretches, gaps),
    marks: sites.map(({ name, position }) => ({ position, title: name, kind: 'site' as const })),
    alt,
  })
}
