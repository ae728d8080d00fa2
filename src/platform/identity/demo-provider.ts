/**
 * The exercise's OpenID provider: a real one (oidc-provider), in this process, with invented people and
 * no passwords. It is refused in production.
 */
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose'
import Provider, { type Configuration } from 'oidc-provider'
import { z } from 'zod'
import { notFound } from '../errors.ts'
import { demoAdapter } from './demo-adapter.ts'
import { MAIN, STANDARD_CLAIMS, STANDARD_SCOPE, type ProviderSettings } from './provider-settings.ts'

export type DemoPerson = { email: string; name: string; agency: string; role: string }

export const DEMO_PATH = '/demo-identity'
const DEMO_CLIENT = { id: 'seamark', secret: 'the-demo-has-no-secrets' }

/**
 * The settings by which the node knows it, as an operator would write them.
 * @param publicUrl - of this node
 * @returns issuer, client and the claims of the standard
 */
export const demoSettings = (publicUrl: string): ProviderSettings => ({
  ...{ name: MAIN, label: 'The exercise', issuer: publicUrl + DEMO_PATH },
  ...{ clientId: DEMO_CLIENT.id, clientSecret: DEMO_CLIENT.secret },
  ...{ scope: STANDARD_SCOPE, claims: STANDARD_CLAIMS, insecure: true },
})

/**
 * Reads the demo provider's signing key. It is made once and kept beside the database.
 * @param dataFolder - of this node
 * @returns the private key, ES256
 */
export async function demoKey(dataFolder: string): Promise<JWK> {
  const file = path.join(dataFolder, 'demo-identity.jwk')
  if (!existsSync(file)) {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true })
    const key = { ...(await exportJWK(privateKey)), kid: 'demo', alg: 'ES256', use: 'sig' }
    await writeFile(file, JSON.stringify(key), { mode: 0o600 })
  }
  return JSON.parse(await readFile(file, 'utf8')) as JWK
}

/**
 * A bearer token for the API, signed by the demo's provider.
 * @param options - `hours`: how long it is good for
 * @returns a signed JWT
 */
export async function demoToken(options: {
  key: JWK
  issuer: string
  audience: string
  email: string
  hours: number
}): Promise<string> {
  return await new SignJWT({ email: options.email, email_verified: true })
    .setProtectedHeader({ alg: 'ES256', kid: 'demo', typ: 'at+jwt' })
    .setSubject(options.email)
    .setIssuer(options.issuer)
    .setAudience(options.audience)
    .setIssuedAt()
    .setExpirationTime(`${String(options.hours)}h`)
    .sign(await importJWK(options.key, 'ES256'))
}

/**
 * Mounts the provider; `people` are listed on its sign-in page.
 * @param options - `publicUrl`: of this node; `people`: listed on the provider's sign-in page
 * @returns what the server registers under `DEMO_PATH`
 */
export function demoProvider(options: {
  publicUrl: string
  key: JWK
  people: readonly DemoPerson[]
  render: (template: string, view: object) => string
}) {
  const { people } = options
  const issuer = options.publicUrl + DEMO_PATH
  const provider = new Provider(issuer, configurationOf(options.publicUrl, options.key, people))
  provider.proxy = true
  const answer = provider.callback()

  return async (app: FastifyInstance): Promise<void> => {
    app.get(
      '/choose/:uid',
      { config: { operation: 'demo.people.list', access: 'public' } },
      async (request, reply) => {
        const details = await provider.interactionDetails(request.raw, reply.raw).catch(() => null)
        if (!details) return reply.redirect('/sign-in', 303)
        const agencies = Map.groupBy(people, (one) => one.agency)
        const html = options.render('platform/identity/pages/choose-person.njk', {
          title: 'Who are you in this exercise?',
          classification: 'OFFICIAL',
          agencies: [...agencies].map(([name, members]) => ({ name, members })),
          action: `${DEMO_PATH}/choose/${details.uid}`,
          frame: null,
          errors: {},
          cspNonce: request.cspNonce,
          exercise: true,
        })
        return reply.type('text/html; charset=utf-8').send(html)
      },
    )

    app.post(
      '/choose/:uid',
      { config: { operation: 'demo.person.choose', access: 'public', body: 'tiny' } },
      async (request, reply) => {
        const chosen = z.object({ email: z.string() }).safeParse(request.body)
        if (!chosen.success || !people.some((one) => one.email === chosen.data.email)) throw notFound()
        const next = await provider
          .interactionResult(request.raw, reply.raw, { login: { accountId: chosen.data.email } })
          .catch(() => '/sign-in')
        return reply.redirect(next, 303)
      },
    )

    await app.register((inner) => {
      // The provider reads the body itself.
      inner.removeAllContentTypeParsers()
      inner.addContentTypeParser('*', (_request, _payload, done) => {
        done(null)
      })
      inner.all(
        '/*',
        { config: { operation: 'demo.provider', access: 'public' } },
        async (request, reply) => {
          reply.hijack()
          for (const [name, value] of Object.entries(reply.getHeaders()))
            if (value !== undefined && name !== 'content-security-policy') reply.raw.setHeader(name, value)
          const raw = request.raw as typeof request.raw & { originalUrl?: string }
          raw.originalUrl = raw.url ?? ''
          raw.url = raw.originalUrl.slice(DEMO_PATH.length) || '/'
          await answer(raw, reply.raw)
        },
      )
      return Promise.resolve()
    })
  }
}

function configurationOf(publicUrl: string, key: JWK, people: readonly DemoPerson[]): Configuration {
  return {
    adapter: demoAdapter(),
    clients: [
      {
        client_id: DEMO_CLIENT.id,
        client_secret: DEMO_CLIENT.secret,
        redirect_uris: [`${publicUrl}/sign-in/callback`],
        post_logout_redirect_uris: [`${publicUrl}/signed-out`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [key] },
    cookies: {
      keys: [key.d ?? 'demo'],
      long: { path: '/', sameSite: 'lax' },
      short: { path: '/', sameSite: 'lax' },
    },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    findAccount: (_context, id) => {
      const person = people.find((one) => one.email === id)
      if (!person) return undefined
      return {
        accountId: id,
        claims: () => ({ sub: id, email: id, email_verified: true, name: person.name }),
      }
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        // One click signs out: the person has pressed the button on our page already.
        logoutSource: (context, form) => {
          context.body = `<!doctype html><title>Signing out</title>${form}<p>Signing out of the exercise.</p><button form="op.logoutForm" name="logout" value="yes" autofocus>Sign out</button>`
        },
      },
    },
    interactions: { url: (_context, interaction) => `${DEMO_PATH}/choose/${interaction.uid}` },
    // Nobody is asked whether Seamark may know who they are: it is the same program.
    loadExistingGrant: async (context) => {
      const { client, session, provider } = context.oidc
      if (!client || !session?.accountId) return undefined
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
    pkce: { required: () => true },
    ttl: { Session: 60, Interaction: 600, Grant: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
  }
}
