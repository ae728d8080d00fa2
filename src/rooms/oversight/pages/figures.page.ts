/** Figures of an agency, for those who answer for it and those who hold it to account. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { notFound } from '../../../platform/errors.ts'
import { pathOf } from '../../../platform/http/input.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { House } from '../../../platform/rooms/fold-rooms.ts'
import { londonDay } from '../../../platform/london-day.ts'
import { financialYearOf, yearOf } from '../figures/quarters.ts'
import { publishedTables } from '../figures/read-figures.ts'
import { figuresView } from './figures.view.ts'

const agencyPath = z.object({ agency: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/) })

/**
 * Registers the list of agencies, and the page of one.
 * @param house - with the tables of figures of all rooms
 */
export function figurePages(app: FastifyInstance, { figureTables }: Pick<House, 'figureTables'>): void {
  app.get(
    '/oversight/figures',
    { config: { operation: 'oversight.figures.list', access: whoever.readsOversight } },
    async (request, reply) => {
      const agencies = await request.perform(agenciesOf)
      return await reply.page('rooms/oversight/pages/figures-list.njk', {
        title: 'Figures',
        back: { text: 'Back to oversight', href: '/oversight' },
        items: agencies.map(({ slug, name }) => ({ text: name, href: `/oversight/figures/${slug}` })),
      })
    },
  )

  app.get(
    '/oversight/figures/:agency',
    { config: { operation: 'oversight.figures.show', access: whoever.readsOversight } },
    async (request, reply) => {
      const { agency: slug } = pathOf(request, agencyPath)
      const { agency, tables } = await request.perform(async (scope) => {
        const agency = (await agenciesOf(scope)).find((one) => one.slug === slug)
        if (!agency) throw notFound()
        const year = financialYearOf(londonDay(scope.now))
        const period = { from: yearOf(year - 1).from, until: yearOf(year).until }
        return { agency, tables: await publishedTables(scope, figureTables.values(), agency.id, period) }
      })
      return await reply.page('rooms/oversight/pages/figures.njk', {
        title: `Figures of ${agency.name}`,
        back: { text: 'Back to figures', href: '/oversight/figures' },
        ...figuresView(tables),
      })
    },
  )
}

/** @returns the viewer's own agency, unless it is one that holds to account, and those that it holds to account */
const agenciesOf = (scope: MemberScope) =>
  scope.tx.many<{ id: number; slug: string; name: string }>(
    `select a.id, a.slug, a.name from identity.agency a
     where a.kind not in ('commissioner', 'inspectorate')
       and (a.id = identity.viewer_agency()
            or access.viewer_oversees() and exists (select from identity.held_to_account h
                 where h.body_id = identity.viewer_agency() and h.agency_id = a.id))
     order by a.name`,
  )
