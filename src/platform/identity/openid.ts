/** Signing in by OpenID Connect (authorisation code with PKCE), and bearer tokens for the API. */
import { createRemoteJWKSet, jwtVerify } from 'jose'
import * as openid from 'openid-client'
import type { Claims } from './people.ts'

export type OpenIdSettings = {
  issuer: string
  clientId: string
  clientSecret: string
  /** where this node's own pages are */
  publicUrl: string
  /** the audience that API tokens must name */
  apiAudience: string
  /** the claim that names the agencies somebody works for; null where the provider says no such thing */
  agencyClaim: string | null
  /** the demo's provider speaks http on this machine */
  insecure: boolean
}

/** What must survive the trip to the provider and back; kept in a short-lived cookie. */
export type Trip = { verifier: string; state: string; nonce: string; returnTo: string }

export type OpenId = {
  /** Where to send the browser, and what to remember meanwhile. */
  begin: (returnTo: string) => Promise<{ url: string; trip: Trip }>
  /** The provider sent the browser back. @throws when anything of it does not fit */
  finish: (currentUrl: URL, trip: Trip) => Promise<{ claims: Claims; idToken: string | null }>
  /** Where to sign out at the provider, or null when it has no such place. */
  signOutUrl: (idToken: string | null) => Promise<string | null>
  /** Checks a bearer token of the API. @throws when it is not valid */
  verifyBearer: (token: string) => Promise<Claims>
}

/** For how long a checked token is taken as checked, in milliseconds, and how many are remembered. */
const TOKEN_CHECKED_FOR = 60_000
const MOST_TOKENS = 1_000

export function openIdClient(settings: OpenIdSettings): OpenId {
  let discovered: Promise<openid.Configuration> | null = null
  const configuration = () => {
    // Discovered at the first sign-in, and again after a failure: the provider may start after us.
    discovered ??= openid
      .discovery(new URL(settings.issuer), settings.clientId, settings.clientSecret, undefined, {
        // Only the demo's own provider, on this machine, is reached without TLS.
        // eslint-disable-next-line @typescript-eslint/no-deprecated
        execute: settings.insecure ? [openid.allowInsecureRequests] : [],
        timeout: 10,
      })
      .catch((fault: unknown) => {
        discovered = null
        throw fault
      })
    return discovered
  }
  let keys: ReturnType<typeof createRemoteJWKSet> | null = null
  // A program sends the same token with every request. Only the signature is not checked anew: when it
  // expires is known, and whether the account is active is asked of the database each time.
  const checked = new Map<string, { claims: Claims; until: number }>()

  return {
    begin: async (returnTo) => {
      const trip = {
        verifier: openid.randomPKCECodeVerifier(),
        state: openid.randomState(),
        nonce: openid.randomNonce(),
        returnTo,
      }
      const url = openid.buildAuthorizationUrl(await configuration(), {
        redirect_uri: `${settings.publicUrl}/sign-in/callback`,
        scope: 'openid email profile',
        code_challenge: await openid.calculatePKCECodeChallenge(trip.verifier),
        code_challenge_method: 'S256',
        state: trip.state,
        nonce: trip.nonce,
      })
      return { url: url.href, trip }
    },

    finish: async (currentUrl, trip) => {
      const tokens = await openid.authorizationCodeGrant(await configuration(), currentUrl, {
        pkceCodeVerifier: trip.verifier,
        expectedState: trip.state,
        expectedNonce: trip.nonce,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (!claims) throw new Error('the provider gave no identity')
      let { email, email_verified: verified } = claims
      let agencies = agenciesIn(claims, settings.agencyClaim)
      if (email === undefined || agencies?.length === 0) {
        // Many providers keep such facts out of the identity token; the user-info endpoint has them.
        const info = await openid.fetchUserInfo(await configuration(), tokens.access_token, claims.sub)
        if (email === undefined) {
          email = info.email
          verified = info.email_verified
        }
        if (agencies?.length === 0) agencies = agenciesIn(info, settings.agencyClaim)
      }
      return {
        claims: {
          issuer: claims.iss,
          subject: claims.sub,
          email: typeof email === 'string' && verified === true ? email : null,
          agencies,
        },
        idToken: tokens.id_token ?? null,
      }
    },

    signOutUrl: async (idToken) => {
      const config = await configuration()
      if (!config.serverMetadata().end_session_endpoint) return null
      const parameters: Record<string, string> = {
        post_logout_redirect_uri: `${settings.publicUrl}/signed-out`,
      }
      if (idToken) parameters['id_token_hint'] = idToken
      return openid.buildEndSessionUrl(config, parameters).href
    },

    verifyBearer: async (token) => {
      const known = checked.get(token)
      if (known !== undefined && known.until > Date.now()) return known.claims
      const { jwks_uri: jwksUri } = (await configuration()).serverMetadata()
      if (jwksUri === undefined) throw new Error('the provider publishes no keys')
      keys ??= createRemoteJWKSet(new URL(jwksUri))
      const { payload } = await jwtVerify(token, keys, {
        issuer: settings.issuer,
        audience: settings.apiAudience,
        requiredClaims: ['sub', 'exp'],
      })
      const claims = {
        issuer: settings.issuer,
        subject: payload.sub ?? '',
        email:
          payload['email_verified'] === true && typeof payload['email'] === 'string'
            ? payload['email']
            : null,
        agencies: agenciesIn(payload, settings.agencyClaim),
        issuedAt: payload.iat ?? null,
      }
      if (checked.size >= MOST_TOKENS) checked.clear()
      checked.set(token, {
        claims,
        until: Math.min((payload.exp ?? 0) * 1000, Date.now() + TOKEN_CHECKED_FOR),
      })
      return claims
    },
  }
}

/** The IDs of agencies in a claim that is one text or a list of them; null where no claim is asked for. */
function agenciesIn(said: Readonly<Record<string, unknown>>, claim: string | null): string[] | null {
  if (claim === null) return null
  return [said[claim] ?? []].flat().filter((one): one is string => typeof one === 'string')
}
