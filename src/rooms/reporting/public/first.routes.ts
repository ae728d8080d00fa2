/** The pages that need no draft: danger first, what happens here, and what is said about the service. */
import type { FastifyInstance } from 'fastify'
import { unavailable } from '../../../platform/errors.ts'
import { dropDraft } from '../arrival/drafts.ts'
import { mayBegin } from '../flood/admit.ts'
import type { PublicSite } from './site.ts'

const facts = { access: 'public', unlogged: true } as const
const read = { config: { operation: 'reporting.public.page.read', ...facts } }

/** Where somebody who must leave is seen to have been: what the GOV.UK pattern uses. */
const ELSEWHERE = 'https://www.bbc.co.uk/weather'

/** Registers those pages, in one language. */
export async function firstRoutes(app: FastifyInstance, site: PublicSite): Promise<void> {
  const { words, base } = site

  app.get(base, read, (request, reply) =>
    site.page(request, reply, 'first', { title: words.danger.title, indexed: true }),
  )
  // "Yes" never leads into a form: telephone numbers, and nothing else to press.
  app.get(`${base}/danger`, read, (request, reply) =>
    site.page(request, reply, 'call', { title: words.call.title, back: base }),
  )
  app.get(`${base}/start`, read, (request, reply) =>
    site.page(request, reply, 'start', { title: words.start.title, back: base }),
  )
  app.post(
    `${base}/start`,
    { config: { operation: 'reporting.public.begin', ...facts, body: 'tiny' } },
    async (request, reply) => {
      const found = await site.draftOf(request)
      // Who goes back to the first page and starts again keeps what they have said.
      if (!found || found.sent) {
        if (!(await mayBegin(request.ip, site.services.diskFolder ?? null))) throw unavailable()
        await site.begin(reply)
      }
      return site.go(request, reply, 'kind')
    },
  )
  app.get(
    `${base}/leave`,
    { config: { operation: 'reporting.public.leave', ...facts } },
    async (request, reply) => {
      const cookie = site.services.cookie.read(request)
      site.services.cookie.clear(reply)
      // Whoever leaves in haste is not kept by a database that does not answer.
      if (cookie !== null) await dropDraft(site.services, cookie).catch(() => undefined)
      return reply.redirect(ELSEWHERE, 303)
    },
  )
  app.get(`${base}/expired`, read, (request, reply) =>
    site.page(request, reply, 'message', {
      title: words.expired.title,
      paragraphs: [words.expired.said, words.expired.do],
      button: { text: words.expired.start, href: `${base}/start` },
      link: { text: words.expired.sent, href: `${base}/receipt` },
    }),
  )
  app.get(`${base}/privacy`, read, (request, reply) =>
    site.page(request, reply, 'sections', {
      title: words.privacyPage.title,
      back: base,
      sections: words.privacyPage.sections,
    }),
  )
  app.get(`${base}/cookies`, read, (request, reply) =>
    site.page(request, reply, 'message', {
      title: words.cookiesPage.title,
      back: base,
      paragraphs: words.cookiesPage.said,
    }),
  )
  app.get(`${base}/accessibility`, read, (request, reply) => {
    const { title, said, phone, complain } = words.accessibilityPage
    return site.page(request, reply, 'message', { title, back: base, paragraphs: [...said, phone, complain] })
  })
}
