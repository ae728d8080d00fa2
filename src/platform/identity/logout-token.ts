/** A provider's word that somebody has signed out there (OpenID Connect Back-Channel Logout 1.0). */
import { createHash } from 'node:crypto'
import { errors, jwtVerify, type JWTPayload } from 'jose'
import { CLOCK_TOLERANCE, type Signing } from './bearer-token.ts'

/** Who has signed out, as the provider calls them. */
export type LoggedOut = {
  issuer: string
  /** the session that ended; null: all of this person's */
  sid: string | null
  sub: string | null
  /** by which it counts once */
  digest: Buffer
}

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
/** Seconds within which a provider's word arrives; its own end may be sooner. */
const OLDEST = 300
const KIND = /^(application\/)?(logout\+jwt|jwt)$/i

/**
 * Checks a logout token, as section 2.6 of the standard asks.
 * @param token - as it came; nobody vouched for it
 * @param clientId - for whom it must be meant
 * @param signing - the provider's keys, and how it names itself
 * @returns whose sessions end
 * @throws jose's errors (`ERR_J…`) where anything of it does not fit
 */
export async function verifyLogoutToken(
  token: string,
  clientId: string,
  { keys, issuer }: Signing,
): Promise<LoggedOut> {
  const { payload, protectedHeader } = await jwtVerify(token, keys, {
    issuer,
    audience: clientId,
    requiredClaims: ['iat', 'jti', 'events'],
    clockTolerance: CLOCK_TOLERANCE,
    maxTokenAge: OLDEST,
  })
  const { typ } = protectedHeader
  if (typ !== undefined && !KIND.test(typ)) refuse(payload, 'typ')
  const { events, sub, sid, jti } = payload
  if (typeof events !== 'object' || events === null || !isObject((events as Record<string, unknown>)[EVENT]))
    refuse(payload, 'events')
  // What has a nonce is an identity token.
  if (payload['nonce'] !== undefined) refuse(payload, 'nonce')
  if (sid !== undefined && typeof sid !== 'string') refuse(payload, 'sid')
  if (sub === undefined && sid === undefined) refuse(payload, 'sub')
  return {
    issuer,
    sid: sid ?? null,
    sub: sub ?? null,
    digest: createHash('sha256')
      .update(JSON.stringify(['logout token', issuer, jti]))
      .digest(),
  }
}

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function refuse(payload: JWTPayload, claim: string): never {
  throw new errors.JWTClaimValidationFailed('this is no logout token of ours', payload, claim, 'check_failed')
}
