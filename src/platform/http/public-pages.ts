/**
 * The public's pages: nobody is signed in, nothing about the request is kept, and a form is taken from our
 * own pages only. What they look like is handed in; see rooms/reporting/public.
 */
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { asSeamarkError, forbidden, notFound, type SeamarkError } from '../errors.ts'
import { describeFault } from '../log.ts'
import { countByHour } from './hours.ts'
import { isOwnForm } from './own-form.ts'

export type PublicPageServices = {
  config: Config
  /** where the public's pages begin: an address below that is not there gets a page of the public too */
  prefixes: readonly string[]
  /** the stylesheet that stands inside every page; the policy allows it by its hash */
  css: string
  /** draws the page that says what went wrong, in the language of the address */
  errorPage: (request: FastifyRequest, error: SeamarkError) => string
  /** the node's clock */
  now: () => Date
}

/** 32 random bytes as base64url, and nothing that somebody put there instead. */
const SECRET = /^[\w-]{43}$/

/** The one cookie of the public: the key of what has been typed. */
export type PublicCookie = {
  read: (request: FastifyRequest) => string | null
  set: (reply: FastifyReply, value: string) => void
  clear: (reply: FastifyReply) => void
}

/**
 * How the public's cookie is set and read. It ends with the browser: nothing on the telephone outlives the
 * visit. Its name binds it to this host where there is HTTPS.
 * @param config - whether the node is reached by HTTPS
 * @returns reads, sets and clears it; `read` gives null for what cannot be our secret
 */
export function publicCookie(config: Config): PublicCookie {
  const secure = config.publicUrl.startsWith('https:')
  const name = secure ? '__Host-seamark-report' : 'seamark-report'
  const options = { path: '/', httpOnly: true, sameSite: 'strict' as const, secure }
  return {
    read: (request) => {
      const value = request.cookies[name]
      return value !== undefined && SECRET.test(value) ? value : null
    },
    set: (reply, value) => void reply.setCookie(name, value, options),
    clear: (reply) => void reply.clearCookie(name, options),
  }
}

/**
 * Everything registered inside is a page of the public.
 * @param services - configuration, clock, styles and the page for an error
 * @param rooms - registers the public's routes
 * @returns what the server registers
 * @throws at boot when a route inside is not public, or would be logged
 */
export function openPublicPages(
  services: PublicPageServices,
  rooms: (app: FastifyInstance) => Promise<void>,
) {
  return async (app: FastifyInstance): Promise<void> => {
    const ownOrigin = new URL(services.config.publicUrl).origin
    const policy = contentPolicy(services.css)

    app.addHook('onRoute', (route) => {
      if (route.config?.access !== 'public' || route.config.unlogged !== true)
        throw new Error(
          `${route.url}: a page of the public is open to everybody and leaves no line in the log`,
        )
    })
    app.addHook('onRequest', (request, reply, next) => {
      reply.header('content-security-policy', policy)
      const asks = request.method === 'GET' || request.method === 'HEAD'
      // Nothing is read for what is not there.
      if (request.is404 && !asks) next(notFound())
      else next(asks || isOwnForm(request, ownOrigin) ? undefined : foreignForm())
    })
    const noteFault = noteFaultsByHour(app, services.now)
    const answer = (thrown: unknown, request: FastifyRequest, reply: FastifyReply) => {
      const error = asSeamarkError(thrown)
      noteFault(error)
      if (error.kind === 'unavailable') reply.header('retry-after', '10')
      return reply
        .status(error.status)
        .type('text/html; charset=utf-8')
        .send(services.errorPage(request, error))
    }
    app.setErrorHandler(answer)
    for (const prefix of services.prefixes)
      await app.register(
        async (inside) => {
          inside.setNotFoundHandler((request, reply) => {
            const page = withoutLastSlash(request)
            return page === null ? answer(notFound(), request, reply) : reply.redirect(page, 308)
          })
        },
        { prefix },
      )
    await rooms(app)
  }
}

const LOOK_MS = 60_000

/**
 * Faults of the public's pages, for the operator. The line of a fault would tell the second at which somebody
 * tried to report, so it is written when the hour is over, with how often it happened.
 */
function noteFaultsByHour(app: FastifyInstance, now: () => Date): (error: SeamarkError) => void {
  const faults = countByHour(now)
  const timer = setInterval(() => {
    for (const [fault, times] of faults.take())
      app.log.error(
        { operation: 'reporting.public', fault: JSON.parse(fault) as object, times },
        'failed within the last hours',
      )
  }, LOOK_MS).unref()
  app.addHook('onClose', (_app, done) => {
    clearInterval(timer)
    done()
  })
  return (error) => {
    if (error.kind === 'bug' || error.kind === 'unavailable') faults.add(JSON.stringify(describeFault(error)))
  }
}

/**
 * Whoever typed the address from a poster with a slash behind it meant the page.
 * @returns the address without its last slash; null when it has none, or is not asked for by GET or HEAD
 */
export function withoutLastSlash({ method, url }: FastifyRequest): string | null {
  return (method === 'GET' || method === 'HEAD') && /^(?:\/[\w-]+)+\/$/.test(url) ? url.slice(0, -1) : null
}

const foreignForm = () => forbidden('foreign-form', 'This form came from another site.')

function contentPolicy(css: string): string {
  const hash = createHash('sha256').update(css).digest('base64')
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'sha256-${hash}'`,
    `img-src 'self' data:`,
    `connect-src 'self'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
  ].join('; ')
}
