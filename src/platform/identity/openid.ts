/** Signing in by OpenID Connect (authorisation code with PKCE), and bearer tokens for the API. */
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose'
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
  /** the exercise's tokens are for trying things out, and may be good for long */
  demo: boolean
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

/** Seconds: a token that is good for longer than a day is as good as a password that nobody changes. */
const LONGEST_TOKEN = 24 * 3600
const LONGEST_DEMO_TOKEN = 366 * 24 * 3600

/** What a token may be by its header (RFC 9068); providers that name no kind say `JWT` or nothing. */
const ACCESS_TOKEN = /^(application\/)?at\+jwt$/i
const NO_KIND = /^(application\/)?jwt$/i
/** What stands in an identity token or a logout token, and in no access token. */
const OF_OTHER_KINDS = ['nonce', 'at_hash', 'c_hash', 's_hash', 'events']

/**
 * One key signs everything that a provider makes. An identity token, which lies in browsers and stands in the
 * address at which somebody signs out, is no key to the API.
 * @throws jose's claim error: refused like any other token that is not good
 */
function refuseOtherKinds(payload: JWTPayload, typ: string | undefined, clientId: string): void {
  if (typ !== undefined && !ACCESS_TOKEN.test(typ) && !NO_KIND.test(typ)) refuse(payload, 'typ')
  // Every identity token names the client it is for, whatever else it names.
  if ([payload.aud ?? []].flat().includes(clientId)) refuse(payload, 'aud')
  if (typ !== undefined && ACCESS_TOKEN.test(typ)) return
  for (const claim of OF_OTHER_KINDS) if (payload[claim] !== undefined) refuse(payload, claim)
  // Keycloak says in the token which kind it is.
  const kind = payload['typ']
  if (kind !== undefined && !(typeof kind === 'string' && /^bearer$/i.test(kind))) refuse(payload, 'typ')
}

function refuse(payload: JWTPayload, claim: string): never {
  throw new errors.JWTClaimValidationFailed('this is no access token of ours', payload, claim, 'check_failed')
}

export function openIdClient(settings: OpenIdSettings): OpenId {
  const longest = settings.demo ? LONGEST_DEMO_TOKEN : LONGEST_TOKEN
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
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        issuer: settings.issuer,
        audience: settings.apiAudience,
        requiredClaims: ['sub', 'exp', 'iat'],
        // Also refuses one that says it was made in the future.
        maxTokenAge: longest,
      })
      refuseOtherKinds(payload, protectedHeader.typ, settings.clientId)
      if (Number(payload.exp) - Number(payload.iat) > longest) refuse(payload, 'exp')
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
