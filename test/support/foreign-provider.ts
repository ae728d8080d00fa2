/**
 * An identity provider of somebody else's, on a port of its own: a real one (oidc-provider), set up to behave as those that
 * forces have. What it sends of somebody, where, in which type and under which names is the test's to say.
 */
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import {
  decodeJwt,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  SignJWT,
  type CryptoKey,
  type JWTHeaderParameters,
} from 'jose'
import Provider, { type Configuration } from 'oidc-provider'

/** What it knows of somebody. `sub` is by what it calls them. */
export type ForeignAccount = { sub: string; [claim: string]: unknown }

export type ForeignBehaviour = {
  /** below the host: `/realms/force`; none: the host itself */
  path?: string
  /** writes a slash behind its own name */
  slash?: boolean
  /** which claims stand in the identity token; `all` of the scope, or only `sub` and the user-info endpoint has the rest */
  idToken?: 'all' | 'sub-only'
  /** claims that go with the scope openid, besides `sub`, `email`, `email_verified` and `name` */
  moreClaims?: readonly string[]
  /** what is different in its access tokens for the API */
  accessTokenClaims?: Record<string, unknown>
  /** what stands in its metadata besides */
  metadata?: Record<string, unknown>
  /** seconds by which its clock is behind: its identity tokens have run out when they come */
  behind?: number
  /** where it says that somebody has signed out, and whether it names the session */
  logout?: { uri: string; namesSession: boolean }
  /** the addresses to which it sends people back */
  redirectUris: readonly string[]
  signedOutUris?: readonly string[]
  tls?: { key: string; cert: string }
}

export type ForeignProvider = {
  /** as it names itself */
  issuer: string
  /** who signs in next, by the name of an account; null: whoever comes is turned away */
  signsIn: (account: string | null) => void
  accounts: Map<string, ForeignAccount>
  /** An access token for the API. */
  accessToken: (account: string, audience: string, format: 'jwt' | 'opaque') => Promise<string>
  /** Says that somebody has signed out, as it does itself. @throws when it is not answered with 200 */
  saySignedOut: (account: string) => Promise<void>
  /** the names of sessions that it has given, the newest last */
  sessions: string[]
  stop: () => Promise<void>
  start: () => Promise<void>
}

export const FOREIGN_CLIENT = { id: 'seamark-node', secret: 'k3Jq9vWm2Xr8Tz5Lp7Nc4Hd6' }

/** Starts one. Stop it when done. */
export async function foreignProvider(
  port: number,
  behaviour: ForeignBehaviour,
  accounts: Record<string, ForeignAccount>,
): Promise<ForeignProvider> {
  const { path = '', tls } = behaviour
  const own = `${tls ? 'https' : 'http'}://127.0.0.1:${String(port)}${path}`
  const issuer = behaviour.slash === true ? `${own}/` : own
  const known = new Map(Object.entries(accounts))
  let next: string | null = Object.keys(accounts)[0] ?? null
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const key = { ...(await exportJWK(privateKey)), kid: 'foreign', alg: 'ES256', use: 'sig' }
  const provider = new Provider(issuer, configurationOf(behaviour, key, known))
  if (behaviour.behind !== undefined) setBack(provider, privateKey, behaviour.behind)
  const sessions: string[] = []
  provider.on('authorization.success', ({ oidc }) => {
    const sid = oidc.session?.sidFor(FOREIGN_CLIENT.id)
    if (sid !== undefined) sessions.push(sid)
  })
  const answer = provider.callback() as RequestListener
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    const raw = request as IncomingMessage & { originalUrl?: string }
    raw.originalUrl = raw.url ?? ''
    if (!raw.originalUrl.startsWith(path)) {
      response.writeHead(404).end()
      return
    }
    raw.url = raw.originalUrl.slice(path.length) || '/'
    if (!raw.url.startsWith('/choose/')) {
      answer(raw, response)
      return
    }
    // Nobody types anything: whoever is to sign in is there.
    const login =
      next === null ? { error: 'access_denied' } : { login: { accountId: known.get(next)?.sub ?? next } }
    provider.interactionFinished(raw, response, login).catch(() => response.writeHead(500).end())
  }
  let server: Server | null = null
  const start = async (): Promise<void> => {
    const made = tls ? createTlsServer(tls, listener) : createServer(listener)
    server = made
    await new Promise<void>((resolve) => made.listen(port, '127.0.0.1', resolve))
  }
  await start()

  const client = async () => {
    const found = await provider.Client.find(FOREIGN_CLIENT.id)
    if (!found) throw new Error('the provider has no client')
    return found
  }
  return {
    issuer,
    accounts: known,
    sessions,
    signsIn: (account) => {
      next = account
    },
    accessToken: async (account, audience, format) => {
      const token = new provider.AccessToken({
        accountId: known.get(account)?.sub ?? account,
        client: await client(),
        scope: 'openid',
        ...{ grantId: 'none', gty: 'authorization_code' },
      })
      if (format === 'jwt') {
        token.resourceServer = new provider.ResourceServer(audience, {
          ...{ scope: '', audience, accessTokenFormat: 'jwt' },
          jwt: { sign: { alg: 'ES256' } },
        })
        token.setAudience(audience)
      }
      return await token.save()
    },
    saySignedOut: async (account) => {
      const made = (await client()) as unknown as {
        backchannelLogout: (sub: string, sid: string | undefined) => Promise<void>
      }
      await made.backchannelLogout(known.get(account)?.sub ?? account, sessions.at(-1))
    },
    start,
    stop: async () => {
      const stopping = server
      if (stopping === null) return
      server = null
      stopping.closeAllConnections()
      await new Promise((resolve) => stopping.close(resolve))
    },
  }
}

/** Its clock is behind by so many seconds: that is what its identity tokens say. */
function setBack(provider: Provider, key: CryptoKey, seconds: number): void {
  const { prototype } = provider.IdToken as unknown as {
    prototype: { issue: (use: object) => Promise<string> }
  }
  const issue = prototype.issue
  prototype.issue = async function (use) {
    const token = await issue.call(this, use)
    const { iat = 0, exp = 0, ...claims } = decodeJwt(token)
    const header = decodeProtectedHeader(token) as JWTHeaderParameters
    return await new SignJWT({ ...claims, iat: iat - seconds, exp: exp - seconds })
      .setProtectedHeader(header)
      .sign(key)
  }
}

function configurationOf(
  behaviour: ForeignBehaviour,
  key: object,
  known: ReadonlyMap<string, ForeignAccount>,
): Configuration {
  const { logout, accessTokenClaims } = behaviour
  return {
    clients: [
      {
        client_id: FOREIGN_CLIENT.id,
        client_secret: FOREIGN_CLIENT.secret,
        redirect_uris: [...behaviour.redirectUris],
        post_logout_redirect_uris: [...(behaviour.signedOutUris ?? [])],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
        ...(logout
          ? { backchannel_logout_uri: logout.uri, backchannel_logout_session_required: logout.namesSession }
          : {}),
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: ['only-for-tests'] },
    claims: {
      openid: ['sub', ...(behaviour.moreClaims ?? [])],
      email: ['email', 'email_verified'],
      profile: ['name'],
    },
    conformIdTokenClaims: behaviour.idToken === 'sub-only',
    findAccount: (_context, id) => {
      const account = [...known.values()].find(({ sub }) => sub === id)
      return account === undefined ? undefined : { accountId: account.sub, claims: () => account }
    },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: logout !== undefined },
      resourceIndicators: { enabled: true },
    },
    ...(accessTokenClaims
      ? {
          formats: {
            customizers: {
              jwt: (_context, _token, parts) => {
                Object.assign(parts.payload, accessTokenClaims)
              },
            },
          },
        }
      : {}),
    discovery: behaviour.metadata ?? {},
    interactions: { url: (_context, interaction) => `${behaviour.path ?? ''}/choose/${interaction.uid}` },
    loadExistingGrant: async (context) => {
      const { client, session, provider } = context.oidc
      if (!client || !session?.accountId) return undefined
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
    pkce: { required: () => true },
    // It calls nobody on a private network; here everybody is on this machine.
    fetch: (address, { dispatcher: _dispatcher, ...options } = {}) => fetch(address, options),
    ttl: {
      ...{ Session: 600, Interaction: 600, Grant: 600, AccessToken: 600, AuthorizationCode: 60 },
      IdToken: 600,
    },
  }
}
