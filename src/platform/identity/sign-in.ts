/** Signing in and out: to the provider and back, and what was being typed when a session ran out. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Config } from '../config.ts'
import type { Database } from '../database/perform.ts'
import { asSeamarkError, forbidden, SeamarkError } from '../errors.ts'
import { queryOf } from '../http/input.ts'
import { cookieNames, cookieOptions } from '../http/pages.ts'
import { formInWords } from './field-words.ts'
import { readKeptForm } from './kept-form.ts'
import type { OpenId } from './openid.ts'
import { ownPath } from './own-path.ts'
import { findPerson } from './people.ts'
import { purposePages } from './purpose-pages.ts'
import { recordRefusedSignIn } from './refused-sign-ins.ts'
import { beginSession, endSession, signInFailed } from './session.ts'
import { TRIP_SECONDS, tripsOf } from './trips.ts'

/**
 * The pages of signing in and out, and of the purpose of a session.
 * @returns what registers them on the desk's pages
 */
export function signInPages(services: {
  config: Config
  database: Database
  openId: OpenId
  /** what trips to the provider are sealed with: the same on all nodes of an installation */
  secret: string
  /** counts an answer at our door that the provider does not confirm */
  onRefused: () => void
}) {
  const { config, database, openId } = services
  const trips = tripsOf(services.secret)
  const names = cookieNames(config)
  return (app: FastifyInstance): void => {
    app.get(
      '/sign-in',
      { config: { operation: 'identity.sign-in.show', access: 'public' } },
      async (request, reply) => {
        const query = queryOf(request, z.object({ return: z.string().optional() }))
        if (request.signedIn) return reply.redirect(ownPath(query.return), 303)
        const kept = request.cookies[names.kept] !== undefined
        return reply.page('platform/identity/pages/sign-in.njk', {
          title: 'Sign in',
          kept,
          demo: config.demo,
          start: `/sign-in/start?return=${encodeURIComponent(ownPath(query.return))}`,
        })
      },
    )

    app.get(
      '/sign-in/start',
      { config: { operation: 'identity.sign-in.start', access: 'public' } },
      async (request, reply) => {
        const query = queryOf(request, z.object({ return: z.string().optional() }))
        const { url, trip } = await openId.begin(ownPath(query.return)).catch((fault: unknown) => {
          throw new SeamarkError(
            'unavailable',
            'identity-unavailable',
            'The identity provider does not answer. Try again in a minute.',
            { cause: fault },
          )
        })
        return reply
          .setCookie(names.trip, trips.seal(trip), cookieOptions(config, TRIP_SECONDS))
          .redirect(url, 303)
      },
    )

    app.get(
      '/sign-in/callback',
      { config: { operation: 'identity.sign-in.finish', access: 'public' } },
      async (request, reply) => {
        const returned = trips.open(request.cookies[names.trip])
        reply.clearCookie(names.trip, cookieOptions(config))
        if (!returned) return reply.redirect('/sign-in', 303)
        const { trip, digest } = returned
        const address = new URL(request.url, config.publicUrl)
        // Anybody can bring about an answer that is not of this trip: the provider is not asked about it.
        if (address.searchParams.get('state') !== trip.state) {
          services.onRefused()
          throw signInFailed()
        }
        trips.useUp(returned)
        const { claims, idToken } = await openId.finish(address, trip).catch((fault: unknown) => {
          services.onRefused()
          if (asSeamarkError(fault).kind === 'unavailable') throw fault
          throw signInFailed()
        })
        const person = await findPerson(database, claims)
        if (!person) {
          await recordRefusedSignIn(database, 'not-known-here')
          throw forbidden(
            'not-known',
            'You have signed in, but nobody has given you an account here. Ask your administrator.',
          )
        }
        const secret = await beginSession(database, person.personId, idToken, digest)
        // What was typed comes first: whoever goes on with it is not asked anything else.
        const asked = `/purpose?return=${encodeURIComponent(ownPath(trip.returnTo))}`
        const next = request.cookies[names.kept] === undefined ? asked : '/sign-in/carry-on'
        return reply
          .setCookie(names.session, secret, cookieOptions(config, config.sessionHours * 3600))
          .redirect(next, 303)
      },
    )

    app.get(
      '/sign-in/carry-on',
      { config: { operation: 'identity.kept-form.show', access: 'signed-in' } },
      async (request, reply) => {
        const cookie = request.cookies[names.kept]
        const kept =
          cookie && request.signedIn ? await readKeptForm(database, request.signedIn.personId, cookie) : null
        if (!kept) return reply.clearCookie(names.kept, cookieOptions(config)).redirect('/', 303)
        const fields = Object.entries(kept.fields).flatMap(([name, value]) =>
          [value].flat().map((one) => ({ name, value: one })),
        )
        return reply.page('platform/identity/pages/carry-on.njk', {
          title: 'Nothing you typed is lost',
          action: ownPath(kept.path),
          fields,
          rows: formInWords(kept.fields),
        })
      },
    )

    app.post(
      '/sign-out',
      {
        config: { operation: 'identity.session.end', access: 'signed-in', endsItself: true, body: 'tiny' },
      },
      async (request, reply) => {
        const who = request.signedIn
        if (who) await endSession(database, who)
        const elsewhere = await openId.signOutUrl(who?.session?.idToken ?? null).catch(() => null)
        return reply
          .clearCookie(names.session, cookieOptions(config))
          .redirect(elsewhere ?? '/signed-out', 303)
      },
    )

    app.get(
      '/signed-out',
      { config: { operation: 'identity.signed-out.show', access: 'public' } },
      (_request, reply) =>
        reply.page('platform/identity/pages/signed-out.njk', { title: 'You have signed out' }),
    )

    purposePages(app)
  }
}
