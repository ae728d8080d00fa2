/** Bearer tokens of the API: an access token for this API is one, and nothing else that the same key signs. */
import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose'
import { readClaims, type Claims } from './claims.ts'
import type { ProviderSettings } from './provider-settings.ts'

/** For how long a checked token is taken as checked, in milliseconds, and how many are remembered. */
const TOKEN_CHECKED_FOR = 60_000
const MOST_TOKENS = 1_000

/** Seconds: a token that is good for longer than a day is as good as a password that nobody changes. */
const LONGEST_TOKEN = 24 * 3600
const LONGEST_DEMO_TOKEN = 366 * 24 * 3600
/** Seconds by which the provider's clock and ours may differ. */
export const CLOCK_TOLERANCE = 30

/** What a token may be by its header (RFC 9068); providers that name no kind say `JWT` or nothing. */
const ACCESS_TOKEN = /^(application\/)?at\+jwt$/i
const NO_KIND = /^(application\/)?jwt$/i
/** What stands in an identity token or a logout token, and in no access token. */
const OF_OTHER_KINDS = ['nonce', 'at_hash', 'c_hash', 's_hash', 'events']

/** The keys by which a provider signs, and the issuers that it names. */
export type Signing = { keys: JWTVerifyGetKey; issuer: string; issuers: readonly string[] }

/**
 * Makes what checks bearer tokens of one provider.
 * @param settings - client, audience of the API, names of the claims
 * @param signing - asks the provider once, and again after a failure
 * @returns the claims of a good token, under the issuer to which accounts are bound; it throws a jose error (`ERR_J…`)
 *   for one that is not good, and anything else where the provider does not answer
 */
export function verifyBearerToken(
  settings: Pick<ProviderSettings, 'clientId' | 'claims'> & { apiAudience: string; demo: boolean },
  signing: () => Promise<Signing>,
): (token: string) => Promise<Claims> {
  const longest = settings.demo ? LONGEST_DEMO_TOKEN : LONGEST_TOKEN
  // A program sends the same token with every request. Only the signature is not checked anew: when it
  // expires is known, and whether the account is active is asked of the database each time.
  const checked = new Map<string, { claims: Claims; until: number }>()
  return async (token) => {
    const known = checked.get(token)
    if (known !== undefined && known.until > Date.now()) return known.claims
    const { keys, issuer, issuers } = await signing()
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer: [...issuers],
      audience: settings.apiAudience,
      requiredClaims: ['sub', 'exp', 'iat'],
      clockTolerance: CLOCK_TOLERANCE,
      // Also refuses one that says it was made in the future.
      maxTokenAge: longest,
    })
    refuseOtherKinds(payload, protectedHeader.typ, settings.clientId)
    if (Number(payload.exp) - Number(payload.iat) > longest) refuse(payload, 'exp')
    const read = readClaims(issuer, settings.claims, [payload])
    if (read === null) refuse(payload, settings.claims.subject)
    const claims = { ...read, issuedAt: payload.iat ?? null }
    if (checked.size >= MOST_TOKENS) checked.clear()
    checked.set(token, {
      claims,
      until: Math.min((payload.exp ?? 0) * 1000, Date.now() + TOKEN_CHECKED_FOR),
    })
    return claims
  }
}

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
