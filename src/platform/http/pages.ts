/** The desk's pages: a session's cookie, a token in every form, errors as pages. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { roleWords } from '../../wire/codes.ts'
import type { Config } from '../config.ts'
import type { Database } from '../database/perform.ts'
import type { Role } from '../database/scope.ts'
import { asSeamarkError, forbidden, notFound, type ErrorKind, type SeamarkError } from '../errors.ts'
import type { PersonId } from '../../wire/ids.ts'
import { forgetKeptForm, keepForm } from '../identity/kept-form.ts'
import { reasonOf, refusalWords } from '../identity/refusals.ts'
import { may } from '../identity/roles.ts'
import { findSession, formToken, isFormToken } from '../identity/session.ts'
import type { Wakes } from '../live/wakes.ts'
import type { FrameAction, FrameNotice } from '../rooms/navigation.ts'
import { bindPerform, checkAccess, recordRefusal } from './access.ts'
import { BODY_BYTES } from './body-limits.ts'
import { looksAgain } from './looks-again.ts'
import { endAnswersWithTheirSession } from './open-answers.ts'
import { isOwnForm } from './own-form.ts'
import { withoutLastSlash } from './public-pages.ts'
import { noteFault } from './server.ts'
import type { Frame, View } from './types.ts'

export type PageServices = {
  config: Config
  database: Database
  /** who is no longer who they were: answers under way end with their session */
  wakes: Pick<Wakes, 'onSessionEnd' | 'onPersonChange' | 'onMissed'>
  render: (template: string, view: object) => string
  /** navigation with what waits in each room; asked once a page */
  navigation: (request: FastifyRequest) => Promise<Frame['navigation']>
  /** what can be begun on every page, where a room says so */
  action?: FrameAction | null
  /** what rooms may have to say on every page */
  notices?: readonly (() => Promise<FrameNotice | null>)[]
  assets: { css: string; js: string }
}

/**
 * The names of the desk's cookies. Where there is HTTPS they are bound to this host: a sibling under the same
 * domain can then neither plant a session nor anything else.
 * @param config - whether the node is reached by HTTPS
 * @returns one name for each use
 */
export function cookieNames(config: Config) {
  const prefix = isSecure(config) ? '__Host-' : ''
  return {
    session: `${prefix}seamark-session`,
    kept: `${prefix}seamark-kept`,
    trip: `${prefix}seamark-trip`,
    notice: `${prefix}seamark-notice`,
  } as const
}

const isSecure = (config: Config) => config.publicUrl.startsWith('https:')

/**
 * How this node sets cookies: never readable by script, never sent by another site's form.
 * @param config - whether the node is reached by HTTPS
 * @param seconds - how long it lives; until the browser closes when left out
 * @returns options of `@fastify/cookie`
 */
export function cookieOptions(config: Config, seconds?: number) {
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'lax' as const,
    secure: isSecure(config),
    ...(seconds === undefined ? {} : { maxAge: seconds }),
  }
}

/**
 * Everything registered inside is a page of the desk.
 * @param services - what every page needs: configuration, database, templates
 * @param rooms - registers the rooms' routes
 * @returns what the server registers
 */
export function openPages(services: PageServices, rooms: (app: FastifyInstance) => Promise<void>) {
  return async (app: FastifyInstance): Promise<void> => {
    const { config, database } = services
    const ownOrigin = new URL(config.publicUrl).origin

    // Everything that can refuse stands before the body is read: nobody's megabyte is parsed but a colleague's.
    app.addHook('onRequest', async (request) => {
      bindPerform(request, database)
      await findWho(services, request)
      if (request.method === 'POST' && !isOwnForm(request, ownOrigin)) throw foreignForm()
      if (mayBeKept(request)) return
      checkAccess(request)
      if (request.is404) throw notFound()
    })

    endAnswersWithTheirSession(app, services)

    app.addHook('preHandler', async (request, reply) => {
      await keepWhatWasTyped(services, request, reply)
      checkAccess(request)
      if (request.method !== 'POST') return
      checkForm(request)
      await forgetWhatIsSent(services, request, reply)
    })

    app.decorateRequest('expiredPersonId', null)
    app.decorateRequest('formKept', false)
    app.decorateReply('page', async function (template: string, view: View) {
      return await sendPage(services, this.request, this, template, view)
    })
    app.decorateReply('done', function (url: string, message: string, tone = 'success') {
      return this.setCookie(
        cookieNames(config).notice,
        Buffer.from(JSON.stringify([tone, message])).toString('base64url'),
        cookieOptions(config, 60),
      ).redirect(url, 303)
    })

    app.setErrorHandler((thrown, request, reply) => answerWithPage(services, thrown, request, reply))
    app.setNotFoundHandler((request, reply) => answerWithPage(services, notFound(), request, reply))
    await rooms(app)
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    expiredPersonId: PersonId | null
    /** what was typed is kept until its author has signed in again */
    formKept: boolean
  }
}

async function findWho({ config, database }: PageServices, request: FastifyRequest): Promise<void> {
  const secret = request.cookies[cookieNames(config).session]
  if (secret === undefined) return
  const limits = { idleMinutes: config.sessionIdleMinutes, hours: config.sessionHours }
  const present = !looksAgain(request) && request.url !== '/live'
  const found = await findSession(database, secret, limits, present)
  if (found && 'expired' in found) request.expiredPersonId = found.expired
  else request.signedIn = found
}

/** The one body that is read although its sender is not signed in: a form whose session ran out meanwhile. */
function mayBeKept(request: FastifyRequest): boolean {
  return (
    request.expiredPersonId !== null &&
    request.method === 'POST' &&
    !request.is404 &&
    request.routeOptions.config.sentByThePage !== true &&
    (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')
  )
}

/**
 * A form sent after the session ran out is kept, sealed, until its author has signed in again. Which sessions
 * count is said in `findSession`; an address that is none has no form.
 * @throws forbidden `too-long-to-keep` when it is larger than what is kept
 */
async function keepWhatWasTyped(
  services: PageServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { expiredPersonId, body } = request
  if (request.method !== 'POST' || expiredPersonId === null || typeof body !== 'object' || body === null)
    return
  if (request.is404 || request.routeOptions.config.sentByThePage === true) return
  const { _csrf, ...fields } = body as Record<string, string | string[]>
  if (Object.keys(fields).length === 0) return
  const cookie = await keepForm(services.database, expiredPersonId, { path: request.url, fields })
  reply.setCookie(cookieNames(services.config).kept, cookie, cookieOptions(services.config, 3600))
  request.formKept = true
}

/** A kept form that is on its way is not offered again. */
async function forgetWhatIsSent(
  services: PageServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { kept } = cookieNames(services.config)
  const cookie = request.cookies[kept]
  if (cookie === undefined || !request.signedIn) return
  if (await forgetKeptForm(services.database, request.signedIn.personId, cookie, request.url))
    reply.clearCookie(kept, cookieOptions(services.config))
}

function checkForm(request: FastifyRequest): void {
  const { signedIn, body } = request
  if (!signedIn?.session) return
  const token = typeof body === 'object' && body !== null && '_csrf' in body ? body._csrf : undefined
  if (!isFormToken(token, signedIn.session.csrf)) throw foreignForm()
  delete (body as Record<string, unknown>)['_csrf']
}

const foreignForm = () =>
  forbidden(
    'form-token',
    'Nothing was saved: this page was opened before you last signed in, or the form is not one of ours. Go back, copy what you typed, reload the page and send it again.',
  )

async function frameOf(services: PageServices, request: FastifyRequest): Promise<Frame | null> {
  const who = request.signedIn
  if (!who?.session) return null
  return {
    person: {
      name: who.name,
      agency: who.agencyName,
      role: who.roles.map((role) => roleWords[role]).join(', '),
    },
    purpose: who.purpose,
    searches: may(who.roles, 'readsContent'),
    navigation: await services.navigation(request),
    notices: await noticesOn(request.url.split('?')[0] ?? '', services.notices ?? []),
    action: actionFor(services.action ?? null, who.roles),
    csrf: formToken(who.session.csrf),
    exercise: services.config.demo,
  }
}

async function noticesOn(
  path: string,
  notices: NonNullable<PageServices['notices']>,
): Promise<Frame['notices']> {
  const said = await Promise.all(notices.map((ask) => ask()))
  return said.filter((one) => one !== null && !one.saidOn.includes(path)) as FrameNotice[]
}

function actionFor(action: FrameAction | null, roles: readonly Role[]): Frame['action'] {
  const isTheirs = action && (action.roles === 'all' || action.roles.some((role) => roles.includes(role)))
  return isTheirs ? { text: action.text, href: action.href } : null
}

async function sendPage(
  services: PageServices,
  request: FastifyRequest,
  reply: FastifyReply,
  template: string,
  view: View,
): Promise<FastifyReply> {
  const { notice: noticeCookie } = cookieNames(services.config)
  const notice = request.cookies[noticeCookie]
  if (notice !== undefined) reply.clearCookie(noticeCookie, cookieOptions(services.config))
  const hasErrors = view.errors !== undefined && Object.keys(view.errors).length > 0
  if (hasErrors && reply.statusCode === 200) reply.status(422)
  const html = services.render(template, {
    classification: 'OFFICIAL',
    errors: {},
    values: {},
    ...view,
    frame: await frameOf(services, request),
    flash: notice === undefined ? null : readNotice(notice),
    cspNonce: request.cspNonce,
    assets: services.assets,
    exercise: services.config.demo,
    operatorContact: services.config.operatorContact,
  })
  return reply.type('text/html; charset=utf-8').send(html)
}

const noticeSchema = z.tuple([z.enum(['success', 'important']), z.string()])

/** What a page before has said once; the cookie may hold anything. */
function readNotice(cookie: string): { type: string; text: string } | null {
  try {
    const [type, text] = noticeSchema.parse(JSON.parse(Buffer.from(cookie, 'base64url').toString('utf8')))
    return { type, text }
  } catch {
    return null
  }
}

/** By the code of a fault, where its kind alone would say something else than what happened. */
const headings: Readonly<Record<string, string>> = {
  'form-token': 'This form was not taken',
  'sign-in-failed': 'You are not signed in',
  'not-active': 'Your account is not active',
  'too-long-to-keep': 'You were signed out',
  'desk-key-locked': 'The desk’s key is locked',
  'too-large': 'This is too large',
  'too-many-fields': 'This is too large',
  stale: 'This has changed meanwhile',
  'no-room': 'There is no room for this file',
}
const headingsOfKinds: Readonly<Record<ErrorKind, string>> = {
  'not-found': 'Page not found',
  forbidden: 'You cannot do this',
  invalid: 'This could not be understood',
  conflict: 'This cannot be done now',
  unavailable: 'Seamark is not available for the moment',
  bug: 'Something went wrong',
}

function headingOf({ code, kind }: SeamarkError): string {
  const refusal = reasonOf(code)
  return headings[code] ?? (refusal === null ? headingsOfKinds[kind] : refusalWords[refusal].heading)
}

/** What a form says that was too large: how much is taken, and what to do. */
function messageOf(thrown: unknown, message: string, bodyLimit: number = BODY_BYTES.small): string {
  const isBody = thrown instanceof Error && 'code' in thrown && thrown.code === 'FST_ERR_CTP_BODY_TOO_LARGE'
  if (!isBody) return message
  const most = Math.floor(bodyLimit / 1024).toLocaleString('en-GB')
  return `Nothing was saved: this form takes ${most} KB at most. Send less at once: go back, make it shorter, or send it in several parts.`
}

async function answerWithPage(
  services: PageServices,
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const error = asSeamarkError(thrown)
  noteFault(request, error)
  if (error.code === 'not-signed-in') {
    const returnTo = request.method === 'GET' ? request.url : '/'
    const kept = request.formKept ? '&kept=yes' : ''
    return reply.redirect(`/sign-in?return=${encodeURIComponent(returnTo)}${kept}`, 303)
  }
  const who = request.signedIn
  // Only for who is signed in: to everybody else an address with a slash too many is nothing at all.
  const meant = error.kind === 'not-found' && who?.session ? withoutLastSlash(request) : null
  if (meant !== null) return reply.redirect(meant, 308)
  const operation = request.routeOptions.config.operation ?? 'none'
  if (who) await recordRefusal(services.database, who, operation, thrown).catch(() => undefined)
  // The frame needs the database; where that is gone the plain layout must do.
  const frame = error.kind === 'unavailable' ? null : await frameOf(services, request).catch(() => null)
  if (error.kind === 'unavailable') reply.header('retry-after', '10')
  const html = services.render('design/templates/error.njk', {
    title: headingOf(error),
    classification: 'OFFICIAL',
    message: messageOf(thrown, error.message, request.routeOptions.bodyLimit),
    next: error.next,
    fields: error.fields ?? {},
    errors: {},
    values: {},
    frame,
    flash: null,
    cspNonce: request.cspNonce,
    assets: services.assets,
    exercise: services.config.demo,
  })
  return reply.status(error.status).type('text/html; charset=utf-8').send(html)
}
