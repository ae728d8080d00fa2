/** The HTTP server: strict parsing, security headers, one error answer, every route declared. */
import { randomBytes } from 'node:crypto'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { asSeamarkError, notFound } from '../errors.ts'
import { describeFault, type Log } from '../log.ts'
import { BODY_BYTES, HEADER_BYTES, type BodySize } from './body-limits.ts'
import type { Access } from './types.ts'
import { takeFormsOnly } from './input.ts'
import { looksAgain } from './looks-again.ts'
import { looksLikeOperators } from './operator.ts'
import { cutOffSlowBodies } from './slow-bodies.ts'

/** Milliseconds that the headers of a request may take to come, and the whole of one: a large file takes hours. */
const HEADERS_WITHIN = 15_000
const REQUEST_WITHIN = 6 * 3_600_000

/** A route as it was declared; the leak test walks this list, so that no route escapes it. */
export type DeclaredRoute = {
  method: string
  path: string
  operation: string
  access: Access
  body: BodySize
}

export type ServerOptions = {
  log: Log
  /** how many proxies of ours stand in front; 0: nobody's `X-Forwarded-` headers are believed */
  proxyHops: number
  https: boolean
  /** origins that a form may end at besides our own: the identity provider's */
  formTargets: readonly string[]
  /** for the operator's figures */
  onAnswer: (facts: { operation: string; status: number; seconds: number }) => void
  /** the same of the public, of whom nothing may be told at the moment of the answer */
  onPublicAnswer: (status: number) => void
  /** has this operation words for the ledger? A route without them is not declared; without this, none is asked */
  hasWords?: (operation: string) => boolean
  /** how long a body is waited for; shorter in tests */
  slowBodies?: Parameters<typeof cutOffSlowBodies>[1]
}

/**
 * Makes the server without any room in it.
 * @param options - log, proxies in front, and who counts answers
 * @returns the server and the list that fills as routes are declared
 */
export async function createServer(
  options: ServerOptions,
): Promise<{ app: FastifyInstance; routes: DeclaredRoute[] }> {
  const loggerInstance: FastifyBaseLogger = options.log
  const app = Fastify({
    loggerInstance,
    // Fastify's own lines hold the path; ours hold the operation.
    logController: new LogController({ disableRequestLogging: true }),
    // Each proxy appends whom it saw. What stands further left was written by whoever sent the request.
    trustProxy: options.proxyHops > 0 && ((_address: string, hop: number) => hop < options.proxyHops),
    bodyLimit: BODY_BYTES.small,
    http: {
      maxHeaderSize: HEADER_BYTES,
      headersTimeout: HEADERS_WITHIN,
      connectionsCheckingInterval: HEADERS_WITHIN / 3,
    },
    requestTimeout: REQUEST_WITHIN,
    // One address has one spelling: a proxy that reads `/x/` and `/x` differently is no way around anything.
    routerOptions: { maxParamLength: 200 },
    requestIdHeader: false,
    genReqId: () => randomBytes(6).toString('base64url'),
    forceCloseConnections: true,
    // An address that cannot be decoded is nobody's; Fastify's own answer would repeat it.
    frameworkErrors: (_fault, request, reply) => {
      void answerWithProblem(notFound(), request, reply)
    },
  })
  const routes: DeclaredRoute[] = []

  app.addHook('onRoute', (route) => {
    const { operation, access, body = 'small' } = route.config ?? {}
    route.bodyLimit ??= BODY_BYTES[body]
    for (const method of [route.method].flat()) {
      if (method === 'HEAD') continue
      if (operation === undefined || access === undefined)
        throw new Error(`${method} ${route.url} does not declare its operation and who may`)
      if (options.hasWords?.(operation) === false)
        throw new Error(
          `${method} ${route.url}: no room has words for "${operation}"; say them in its operations.ts`,
        )
      routes.push({ method, path: route.url, operation, access, body })
    }
  })

  cutOffSlowBodies(app, options.slowBodies)
  takeFormsOnly(app)
  await app.register(cookie)
  await app.register(compress, {
    global: true,
    threshold: 1024,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { 1: 4 } },
  })

  app.decorateRequest('signedIn', null)
  app.decorateRequest('cspNonce', '')
  app.addHook('onRequest', (request, reply, next) => {
    request.cspNonce = randomBytes(16).toString('base64')
    securityHeaders(request, reply, options)
    // What this node answers to its operator is on another port, and here it is not even a page to sign in for.
    next(request.is404 && looksLikeOperators(request.raw.url ?? '') ? notFound() : undefined)
  })
  app.addHook('onResponse', (request, reply, next) => {
    const { operation, unlogged } = request.routeOptions.config
    const { statusCode: status, elapsedTime } = reply
    // An address that nobody declared may be anybody's, a visitor's of the public too.
    if (unlogged === true || operation === undefined) options.onPublicAnswer(status)
    // An open page of the desk looks again at the second at which somebody reports.
    else if (!looksAgain(request) || status >= 500) {
      options.onAnswer({ operation, status, seconds: elapsedTime / 1000 })
      request.log.info({ operation, status, ms: Math.round(elapsedTime) }, 'answered')
    }
    next()
  })

  app.setErrorHandler((thrown, request, reply) => answerWithProblem(thrown, request, reply))
  return { app, routes }
}

/**
 * Answers with `application/problem+json` (RFC 9457) and a stable code. Pages put their own handler in front.
 * @param thrown - anything
 * @returns the reply, sent
 */
export function answerWithProblem(
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const error = asSeamarkError(thrown)
  noteFault(request, error)
  if (error.kind === 'unavailable') reply.header('retry-after', '10')
  return reply
    .status(error.status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: error.message,
        status: error.status,
        code: error.code,
        ...(error.fields ? { fields: error.fields } : {}),
      }),
    )
}

/**
 * Logs bugs and outages, which are the operator's business; a person's mistake is not.
 * @param error - what the request ends with
 */
export function noteFault(request: FastifyRequest, error: ReturnType<typeof asSeamarkError>): void {
  if (error.kind === 'bug' || error.kind === 'unavailable')
    request.log.error(
      { operation: request.routeOptions.config.operation, fault: describeFault(error) },
      'failed',
    )
}

function securityHeaders(request: FastifyRequest, reply: FastifyReply, options: ServerOptions): void {
  reply.headers({
    'content-security-policy': [
      `default-src 'none'`,
      `script-src 'self' 'nonce-${request.cspNonce}'`,
      `style-src 'self'`,
      `img-src 'self' data:`,
      `font-src 'self'`,
      `connect-src 'self'`,
      ['form-action', `'self'`, ...options.formTargets].join(' '),
      `frame-ancestors 'none'`,
      `base-uri 'none'`,
      `manifest-src 'self'`,
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    'cache-control': 'no-store',
    ...(options.https ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
  })
}
