/** The commissioner's public page: without sign-in, light and plain, in English and Welsh, switched on by the overseer. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { setPdf } from '../../../platform/documents/set-pdf.ts'
import { notFound, type SeamarkError } from '../../../platform/errors.ts'
import { pathOf } from '../../../platform/http/input.ts'
import type { PublicPages } from '../../../platform/rooms/room.ts'
import type { RoomServices } from '../../../platform/rooms/services.ts'
import { letterDocument } from '../response/letter-document.ts'
import { accountView, letterOfAccount, listAccounts, readAccount } from './account.ts'
import { keepSome } from './keep-some.ts'
import { css } from './style.ts'
import { cy, en, type PublicWords } from './words.ts'

const sites: readonly { base: string; other: string; t: PublicWords }[] = [
  { base: '/accountability', other: '/cy/accountability', t: en },
  { base: '/cy/accountability', other: '/accountability', t: cy },
]

const pagePath = z.object({
  holder: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  inspection: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 .-]{0,39}$/),
})

/** Letters that are kept drawn: what is signed does not change, so nobody makes the node draw one again and again. */
const MOST_LETTERS = 20

/**
 * The pages for people who are not signed in.
 * @param services - of the node
 * @returns what the platform serves
 */
export function publicPages(services: RoomServices): PublicPages {
  const { database, render, config, clock } = services
  const letters = keepSome(MOST_LETTERS)
  const html = (site: (typeof sites)[number], template: string, address: string, view: object): string =>
    render(`rooms/oversight/public/${template}.njk`, {
      ...{ frame: { css }, t: site.t, base: site.base, exercise: config.demo },
      otherAddress: address.startsWith(site.base) ? site.other + address.slice(site.base.length) : site.other,
      ...view,
    })
  const siteOf = (url: string) =>
    sites.find(({ base }) => url === base || url.startsWith(`${base}/`)) ?? sites[0]
  return {
    prefixes: sites.map(({ base }) => base),
    css,
    errorPage: (request: FastifyRequest, error: SeamarkError) => {
      const site = siteOf(request.url) as (typeof sites)[number]
      const said = error.kind === 'not-found' ? site.t.missing : site.t.wrong
      return html(site, 'message', site.base, { title: site.t.list, said })
    },
    pages: async (app: FastifyInstance) => {
      for (const site of sites) declare(app, site)
      await Promise.resolve()
    },
  }

  function declare(app: FastifyInstance, site: (typeof sites)[number]): void {
    const config = (operation: string) => ({
      config: { operation, access: 'public' as const, unlogged: true },
    })
    const send = (reply: FastifyReply, page: string) => reply.type('text/html; charset=utf-8').send(page)
    const accountOf = async (request: FastifyRequest) => {
      const { holder, inspection } = pathOf(request, pagePath)
      const account = await readAccount(database, holder, inspection)
      if (!account) throw notFound()
      return account
    }
    app.get(site.base, config('oversight.public.list'), async (request, reply) => {
      const pages = await listAccounts(database)
      return send(
        reply,
        html(site, 'list', request.url, {
          title: site.t.list,
          pages: pages.map((one) => ({
            text: `${one.body_name}: ${one.title}`,
            href: `${site.base}/${one.body}/${encodeURIComponent(one.reference)}`,
          })),
        }),
      )
    })
    app.get(`${site.base}/:holder/:inspection`, config('oversight.public.show'), async (request, reply) => {
      const account = await accountOf(request)
      const view = accountView(account, site.t)
      return send(
        reply,
        html(site, 'account', request.url, { ...view, responseHref: `${request.url}/response` }),
      )
    })
    app.get(
      `${site.base}/:holder/:inspection/response`,
      config('oversight.public.response'),
      async (request, reply) => {
        const account = await accountOf(request)
        const letter = letterOfAccount(account)
        if (letter === null) throw notFound()
        return send(
          reply,
          html(site, 'response', request.url, {
            title: site.t.response,
            letter,
            pdfHref: `${request.url}.pdf`,
            backHref: request.url.replace(/\/response$/, ''),
          }),
        )
      },
    )
    app.get(
      `${site.base}/:holder/:inspection/response.pdf`,
      config('oversight.public.letter'),
      async (request, reply) => {
        const account = await accountOf(request)
        const letter = letterOfAccount(account)
        if (letter === null || account.response === null) throw notFound()
        const { id, signedAt } = account.response
        const state = { signedAt: new Date(signedAt), signedBy: null, published: true, now: clock() }
        return reply
          .type('application/pdf')
          .header('content-disposition', 'attachment; filename="response.pdf"')
          .send(await letters.of(id, () => setPdf(letterDocument(letter, state))))
      },
    )
  }
}
