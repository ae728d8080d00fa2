/** Everything the public meets: one set of handlers, each language at its own address. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { SeamarkError } from '../../../platform/errors.ts'
import { photographRoutes } from '../photographs/index.ts'
import { firstRoutes } from './first.routes.ts'
import { mapRoutes } from './map.routes.ts'
import { photographPageRoutes, showPhotographs } from './photographs.routes.ts'
import { questionRoutes } from './questions.routes.ts'
import { sendRoutes } from './send.routes.ts'
import {
  baseOf,
  languages,
  publicSite,
  type Language,
  type PublicSite,
  type PublicSiteServices,
} from './site.ts'
import { threadRoutes } from './thread.routes.ts'
import { whereRoutes } from './where.routes.ts'

export type { PublicSiteServices } from './site.ts'
/** Where the public's pages begin, one a language. */
export const publicPrefixes: readonly string[] = Object.values(baseOf)

/**
 * The public's pages, and the page that says what went wrong.
 * @returns `pages` registers them; `errorPage` writes the page for an error
 */
export function publicReporting(services: PublicSiteServices) {
  const sites = Object.keys(languages).map((language) => publicSite(services, language as Language))
  const siteOf = (request: FastifyRequest): PublicSite =>
    sites.find(({ base }) => request.url.startsWith(`${base}/`) || request.url === base) ??
    (sites[0] as PublicSite)

  return {
    errorPage: (request: FastifyRequest, error: SeamarkError): string => {
      const site = siteOf(request)
      const { errors } = site.words
      const { title, said } =
        error.status === 413 ? errors.tooLarge : error.status === 429 ? errors.tooOften : errors[error.kind]
      return site.html(site.base, 'message', {
        title,
        paragraphs: [said],
        button: { text: errors.first, href: site.base },
      })
    },
    pages: async (app: FastifyInstance): Promise<void> => {
      for (const site of sites) {
        await firstRoutes(app, site)
        await questionRoutes(app, site)
        await whereRoutes(app, site)
        await mapRoutes(app, site)
        await photographPageRoutes(app, site)
        await sendRoutes(app, site)
        await threadRoutes(app, site)
      }
      const noDraft = (request: FastifyRequest, reply: FastifyReply) =>
        siteOf(request).go(request, reply, 'expired')
      await app.register(
        photographRoutes({
          services,
          cookieOf: services.cookie.read,
          show: (request, reply, faults) => showPhotographs(siteOf(request), request, reply, faults),
          noDraft,
        }),
      )
    },
  }
}
