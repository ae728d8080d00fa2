/** Signing in and out: to the provider and back, and what was being typed when a session ran out. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Config } from '../config.ts'
import type { Database } from '../database/perform.ts'
import { asSeamarkError } from '../errors.ts'
import { queryOf } from '../http/input.ts'
import { cookieNames, cookieOptions } from '../http/pages.ts'
import { formInWords } from './field-words.ts'
import { readKeptForm } from './kept-form.ts'
import { callbackPath, type OpenId, type Returned } from './openid.ts'
import { ownPath } from './own-path.ts'
import { codesAlong, faultOf } from './provider-faults.ts'
import type { Providers } from './providers.ts'
import { purposePages } from './purpose-pages.ts'
import { refusalOf, type Refusing } from './refuse-sign-in.ts'
import { unaskedRefusals } from './unasked-refusals.ts'
import { openIdToken } from './sealed-id-token.ts'
import { beginSession, endSession, signInFailed } from './session.ts'
import { signInWith } from './sign-in-with.ts'
import { TRIP_SECONDS, tripsOf } from './trips.ts'

/** What signing in and out needs. */
export type SignInServices = {
  config: Config
  database: Database
  providers: Providers
  /** what trips to the provider are sealed with: the same on all nodes of an installation */
  secret: string
  /** counts an answer at our door that the provider does not confirm */
  onRefused: () => void
}

const start = z.object({ return: z.string().optional(), provider: z.string().max(20).optional() })

/**
 * The pages of signing in and out, and of the purpose of a session.
 * @param services - what each is, stands with it
 * @returns what registers them on the desk's pages
 */
export function signInPages(services: SignInServices) {
  const { config, database, providers } = services
  const trips = tripsOf(services.secret)
  const names = cookieNames(config)
  const unasked = unaskedRefusals(database)
  const refuse: Refusing = refusalOf(services, unasked)
  return (app: FastifyInstance): void => {
    const end = unasked.begin()
    app.addHook('onClose', async () => {
      end()
      await unasked.say()
    })
    app.get(
      '/sign-in',
      { config: { operation: 'identity.sign-in.show', access: 'public' } },
      async (request, reply) => {
        const query = queryOf(request, start)
        if (request.signedIn) return reply.redirect(ownPath(query.return), 303)
        const kept = request.cookies[names.kept] !== undefined
        const address = `/sign-in/start?return=${encodeURIComponent(ownPath(query.return))}`
        return reply.page('platform/identity/pages/sign-in.njk', {
          title: 'Sign in',
          kept,
          demo: config.demo && config.providers.length === 0,
          start: address,
          services:
            providers.list.length === 1
              ? []
              : providers.list.map(({ name, label }) => ({ label, href: `${address}&provider=${name}` })),
        })
      },
    )

    app.get(
      '/sign-in/start',
      { config: { operation: 'identity.sign-in.start', access: 'public' } },
      async (request, reply) => {
        const query = queryOf(request, start)
        const provider = providers.called(query.provider)
        // With several, the page asks which one.
        if (provider === null)
          return reply.redirect(`/sign-in?return=${encodeURIComponent(ownPath(query.return))}`, 303)
        const begun = await provider
          .begin(ownPath(query.return))
          .catch((fault: unknown) => refuse.ofProvider(request, provider.name, fault))
        return reply
          .setCookie(names.trip, trips.seal(begun.trip), cookieOptions(config, TRIP_SECONDS))
          .redirect(begun.url, 303)
      },
    )

    for (const provider of providers.list)
      app.get(
        callbackPath(provider.name),
        { config: { operation: 'identity.sign-in.finish', access: 'public' } },
        (request, reply) => finish(provider, request, reply),
      )

    async function finish(
      provider: OpenId,
      request: FastifyRequest,
      reply: FastifyReply,
    ): Promise<FastifyReply> {
      const returned = trips.open(request.cookies[names.trip])
      reply.clearCookie(names.trip, cookieOptions(config))
      if (!returned) {
        refuse.note(request, 'no-trip')
        return reply.redirect('/sign-in', 303)
      }
      const { trip, digest } = returned
      const address = new URL(request.url, config.publicUrl)
      // Anybody can bring about an answer that is not of this trip: the provider is not asked about it.
      if (address.searchParams.get('state') !== trip.state || trip.provider !== provider.name) {
        services.onRefused()
        refuse.note(request, 'another-trip')
        throw signInFailed()
      }
      trips.useUp(returned)
      const answer: Returned = await provider.finish(address, trip).catch(async (fault: unknown) => {
        services.onRefused()
        return await refuse.ofProvider(request, provider.name, fault)
      })
      const person = await signInWith(services, answer, (refused) =>
        refuse.ofPerson(request, refused, answer.codes),
      )
      const secret = await beginSession(database, person.personId, answer.fromProvider, digest).catch(
        (fault: unknown) => {
          const { code } = asSeamarkError(fault)
          if (code === 'sign-in-failed') refuse.note(request, 'trip-used')
          if (code === 'not-active') refuse.note(request, 'stopped-account')
          throw fault
        },
      )
      // What was typed comes first: whoever goes on with it is not asked anything else.
      const asked = `/purpose?return=${encodeURIComponent(ownPath(trip.returnTo))}`
      const next = request.cookies[names.kept] === undefined ? asked : '/sign-in/carry-on'
      return reply
        .setCookie(names.session, secret, cookieOptions(config, config.sessionHours * 3600))
        .redirect(next, 303)
    }

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
        const kept = openIdToken(request.cookies[names.session], who?.session?.sealedIdToken ?? null)
        if (who) await endSession(database, who)
        reply.clearCookie(names.session, cookieOptions(config))
        const provider = providers.called(kept?.provider)
        if (provider === null) return reply.redirect('/signed-out', 303)
        const elsewhere = await provider.signOutUrl(kept?.idToken ?? null).catch((fault: unknown) => {
          request.log.warn(
            { operation: 'identity.session.end', refused: faultOf(fault), codes: codesAlong(fault) },
            'not signed out at the provider',
          )
          return '/signed-out?service=away'
        })
        return reply.redirect(elsewhere ?? '/signed-out', 303)
      },
    )

    app.get(
      '/signed-out',
      { config: { operation: 'identity.signed-out.show', access: 'public' } },
      (request, reply) =>
        reply.page('platform/identity/pages/signed-out.njk', {
          title: 'You have signed out',
          away: queryOf(request, z.object({ service: z.string().optional() })).service === 'away',
        }),
    )

    purposePages(app)
  }
}
