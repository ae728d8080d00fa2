/** One OpenID provider: signing in (authorisation code with PKCE) and out, and what else it signs for us. */
import { createHash } from 'node:crypto'
import { createRemoteJWKSet } from 'jose'
import * as openid from 'openid-client'
import { verifyBearerToken } from './bearer-token.ts'
import { lacksClaims, readClaims, type Claims, type Said } from './claims.ts'
import { verifyLogoutToken, type LoggedOut } from './logout-token.ts'
import { codesAlong } from './provider-faults.ts'
import { MAIN, type ProviderSettings } from './provider-settings.ts'
import { discoverProvider } from './try-provider.ts'

export type OpenIdSettings = ProviderSettings & {
  /** where this node's own pages are */
  publicUrl: string
  /** the audience that API tokens must name */
  apiAudience: string
  /** the exercise's tokens are for trying things out, and may be good for long */
  demo: boolean
}

/** What must survive the trip to the provider and back; kept in a short-lived cookie. */
export type Trip = { provider: string; verifier: string; state: string; nonce: string; returnTo: string }

/** What a session keeps of the provider's answer. */
export type FromProvider = {
  provider: string
  idToken: string | null
  /** digests of what the provider calls this session (null where it does not say) and this person */
  session: Buffer | null
  subject: Buffer
}

/** Somebody whom the provider has sent back. */
export type Returned = {
  /** null: nothing says by what an account is bound */
  claims: Claims | null
  fromProvider: FromProvider
  /** why the user-info endpoint said nothing; no content */
  codes: readonly string[]
}

export type OpenId = Pick<ProviderSettings, 'name' | 'label' | 'issuer'> & {
  /** Where to send the browser, and what to remember meanwhile. */
  begin: (returnTo: string) => Promise<{ url: string; trip: Trip }>
  /** The provider sent the browser back. @throws when anything of it does not fit */
  finish: (currentUrl: URL, trip: Trip) => Promise<Returned>
  /**
   * Where to sign out at the provider.
   * @returns null when it has no such place
   * @throws when it does not answer: nobody is sent there
   */
  signOutUrl: (idToken: string | null) => Promise<string | null>
  /** Checks a bearer token of the API. @throws when it is not valid */
  verifyBearer: (token: string) => Promise<Claims>
  /** Checks the provider's word that somebody has signed out. @throws when it is not valid */
  verifyLogout: (token: string) => Promise<LoggedOut>
  /** The issuers that this provider's tokens may name: its own, and that of its access tokens where it says another. */
  issuers: () => Promise<readonly string[]>
}

/** Milliseconds within which a provider has to answer before somebody who signs out is sent there. */
const SIGN_OUT_PATIENCE = 3_000

/**
 * Where a provider sends people back: each to an address of its own, so that no answer is taken for another's.
 * @param name - of the provider
 * @returns a path of this node
 */
export const callbackPath = (name: string): string =>
  name === MAIN ? '/sign-in/callback' : `/sign-in/callback/${name}`

/**
 * A digest of a name that a provider gives: of a session, or of somebody.
 * @param what - whose name it is
 * @param issuer - as the provider names itself
 * @param name - what it calls the session, or the person
 * @returns the same for the same name of the same issuer
 */
export const providerName = (what: 'sid' | 'sub', issuer: string, name: string): Buffer =>
  createHash('sha256')
    .update(JSON.stringify(['seamark provider', what, issuer, name]))
    .digest()

/**
 * Makes the client of one OpenID provider. The provider is asked at the first sign-in, not at the start.
 * @param settings - issuer, client, address of this node; `demo` allows tokens that last longer than a day
 * @returns what signs in and out, and verifies what the provider signs
 */
export function openIdClient(settings: OpenIdSettings): OpenId {
  let discovered: Promise<openid.Configuration> | null = null
  const configuration = () => {
    // Discovered at the first sign-in, and again after a failure: the provider may start after us.
    discovered ??= discoverProvider(settings).catch((fault: unknown) => {
      discovered = null
      throw fault
    })
    return discovered
  }
  let keys: ReturnType<typeof createRemoteJWKSet> | null = null
  const signing = async () => {
    const metadata = (await configuration()).serverMetadata()
    if (metadata.jwks_uri === undefined) throw new Error('the provider publishes no keys')
    keys ??= createRemoteJWKSet(new URL(metadata.jwks_uri))
    // Its own spelling of itself, which is what its tokens hold.
    return { keys, issuer: metadata.issuer, issuers: issuersIn(metadata) }
  }
  const bearer = verifyBearerToken(settings, signing)

  return {
    name: settings.name,
    label: settings.label,
    issuer: settings.issuer,
    begin: async (returnTo) => {
      const trip = {
        provider: settings.name,
        verifier: openid.randomPKCECodeVerifier(),
        state: openid.randomState(),
        nonce: openid.randomNonce(),
        returnTo,
      }
      const url = openid.buildAuthorizationUrl(await configuration(), {
        redirect_uri: settings.publicUrl + callbackPath(settings.name),
        scope: settings.scope,
        code_challenge: await openid.calculatePKCECodeChallenge(trip.verifier),
        code_challenge_method: 'S256',
        state: trip.state,
        nonce: trip.nonce,
      })
      return { url: url.href, trip }
    },

    finish: async (currentUrl, trip) => {
      const config = await configuration()
      const tokens = await openid.authorizationCodeGrant(config, currentUrl, {
        pkceCodeVerifier: trip.verifier,
        expectedState: trip.state,
        expectedNonce: trip.nonce,
        idTokenExpected: true,
      })
      const said = tokens.claims()
      if (!said) throw new Error('the provider gave no identity')
      const more = await userInfo(settings, config, said, tokens.access_token)
      const { iss, sub, sid } = said
      return {
        claims: readClaims(iss, settings.claims, [said, more.said]),
        fromProvider: {
          provider: settings.name,
          idToken: tokens.id_token ?? null,
          session: typeof sid === 'string' ? providerName('sid', iss, sid) : null,
          subject: providerName('sub', iss, sub),
        },
        codes: more.codes,
      }
    },

    signOutUrl: async (idToken) => {
      const config = await configuration()
      const { end_session_endpoint: place } = config.serverMetadata()
      if (!place) return null
      // A browser that is sent to a provider that is down shows an error of its own, and nobody knows what has ended.
      await fetch(place, {
        method: 'HEAD',
        redirect: 'manual',
        signal: AbortSignal.timeout(SIGN_OUT_PATIENCE),
      })
      const parameters: Record<string, string> = {
        post_logout_redirect_uri: `${settings.publicUrl}/signed-out`,
      }
      if (idToken) parameters['id_token_hint'] = idToken
      return openid.buildEndSessionUrl(config, parameters).href
    },

    verifyBearer: bearer,
    verifyLogout: async (token) => verifyLogoutToken(token, settings.clientId, await signing()),
    issuers: async () => (await signing()).issuers,
  }
}

/** ADFS names another issuer in access tokens than in identity tokens, and says so in its metadata. */
function issuersIn(metadata: openid.ServerMetadata & { readonly [name: string]: unknown }): string[] {
  const { issuer, access_token_issuer: other } = metadata
  return typeof other === 'string' ? [issuer, other] : [issuer]
}

/** Many providers keep facts out of the identity token. Where nothing is lacking, or there is no such place, none is asked. */
async function userInfo(
  settings: ProviderSettings,
  config: openid.Configuration,
  said: Said & { sub: string },
  accessToken: string,
): Promise<{ said: Said; codes: readonly string[] }> {
  if (!lacksClaims(settings.claims, said) || !config.serverMetadata().userinfo_endpoint)
    return { said: {}, codes: [] }
  try {
    return { said: await openid.fetchUserInfo(config, accessToken, said.sub), codes: [] }
  } catch (fault) {
    // What the identity token says may be enough; if it is not, these are the reason.
    return { said: {}, codes: codesAlong(fault) }
  }
}
