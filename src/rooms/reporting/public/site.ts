/** What every handler of the public's pages works with: the language, the draft, how a page is sent. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { PublicAssets } from '../../../design/assets.ts'
import type { PublicCookie } from '../../../platform/http/public-pages.ts'
import type { Place } from '../../coast/index.ts'
import { keepDraft, newCookie, readDraft } from '../arrival/drafts.ts'
import type { PublicServices } from '../arrival/services.ts'
import { cy } from '../wording/cy.ts'
import { en, type Words } from '../wording/en.ts'
import { numbers, telephoneLink } from '../wording/numbers.ts'
import { readStoredDraft, type Draft } from './draft.ts'
import { faultLinks } from './fields.ts'

export type Language = 'en' | 'cy'
/** One file a language: another one is added here and nowhere else. */
export const languages: Readonly<Record<Language, Words>> = { en, cy }
/** Where each language's pages begin. */
export const baseOf: Readonly<Record<Language, string>> = { en: '/report', cy: '/cy/report' }

export type PublicSiteServices = PublicServices & {
  render: (template: string, view: object) => string
  /** places by their names: the coast's own first */
  findPlaces: (text: string, most: number) => Promise<Place[]>
  cookie: PublicCookie
  assets: PublicAssets
  /** the demo says on every page that it is one */
  exercise: boolean
}

export type View = {
  title: string
  /** where "back" leads; null or left out: nowhere */
  back?: string | null
  /** faults by field name; a page with faults is a 422 */
  errors?: Readonly<Record<string, string>>
  /** more scripts of this page, by their names among the assets */
  scripts?: readonly string[]
  [more: string]: unknown
}

/**
 * Does a script send this form? It is told where to go instead of being sent there.
 * @returns true when the request carries the script's header
 */
export const isFromScript = (request: FastifyRequest): boolean => request.headers['x-step'] !== undefined

export type PublicSite = ReturnType<typeof publicSite>

/**
 * Makes what the pages of one language work with.
 * @param language - `en` or `cy`
 * @returns words, addresses, and how a page is sent
 */
export function publicSite(services: PublicSiteServices, language: Language) {
  const words = languages[language]
  const base = baseOf[language]
  const scriptWords = JSON.stringify(words.offline).replaceAll('<', String.raw`\u003c`)

  const html = (address: string, template: string, view: View): string =>
    services.render(`rooms/reporting/public/pages/${template}.njk`, {
      errors: {},
      back: null,
      ...view,
      t: words,
      numbers,
      faults: faultLinks(view.errors ?? {}),
      tel: telephoneLink,
      frame: {
        base,
        css: services.assets.css,
        js: services.assets.scripts['public'] ?? '',
        scripts: (view.scripts ?? []).flatMap((name) => services.assets.scripts[name] ?? []),
        leave: `${base}/leave`,
        emergency: numbers.emergency,
        otherLanguage: inOtherLanguage(address, language),
        exercise: services.exercise,
        scriptWords,
      },
    })

  return {
    services,
    language,
    words,
    base,
    html,
    page(request: FastifyRequest, reply: FastifyReply, template: string, view: View): FastifyReply {
      if (view.errors !== undefined && Object.keys(view.errors).length > 0 && reply.statusCode === 200)
        reply.status(422)
      return reply.type('text/html; charset=utf-8').send(html(request.url, template, view))
    },
    /** After a form: the next page, so that reloading it sends nothing twice. */
    go(request: FastifyRequest, reply: FastifyReply, step: string): FastifyReply {
      const address = step === '' ? base : `${base}/${step}`
      if (isFromScript(request)) return reply.status(204).header('x-next', address).send()
      return reply.redirect(address, 303)
    },
    /** The draft that the browser holds the key of; null when there is none (any more). */
    async draftOf(request: FastifyRequest): Promise<{ cookie: string; draft: Draft; sent: boolean } | null> {
      const cookie = services.cookie.read(request)
      const found = cookie === null ? null : await readDraft(services, cookie)
      if (cookie === null || !found) return null
      // A cookie that stands for a receipt, after sending or after coming back, has nothing left to ask.
      const hasReceipt =
        typeof found.content === 'object' && found.content !== null && 'receipt' in found.content
      if (found.sent || hasReceipt) return { cookie, draft: {}, sent: true }
      const draft = readStoredDraft(found.content)
      return draft && { cookie, draft, sent: false }
    },
    async begin(reply: FastifyReply): Promise<void> {
      const cookie = newCookie()
      await keepDraft(services, cookie, {})
      services.cookie.set(reply, cookie)
    },
  }
}

/** The same page in the other language; what only a form leads to is no page. */
function inOtherLanguage(address: string, language: Language): string {
  const other = language === 'en' ? 'cy' : 'en'
  const rest = address.slice(baseOf[language].length)
  return /^(\/[\w/-]*)?(\?then=check)?$/.test(rest) && address.startsWith(baseOf[language])
    ? baseOf[other] + rest
    : baseOf[other]
}
