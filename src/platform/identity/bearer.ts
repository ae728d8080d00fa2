/** Who a program is that comes with a bearer token; and, where it is nobody, one line that says why. */
import type { FastifyRequest } from 'fastify'
import type { Database } from '../database/perform.ts'
import { SeamarkError } from '../errors.ts'
import { whoIsMeant } from './people.ts'
import { codesAlong, faultOf } from './provider-faults.ts'
import type { Providers } from './providers.ts'
import { recordRefusedSignIn } from './refused-sign-ins.ts'
import type { SignedIn } from './session.ts'

/** Claims whose names are the standard's: which of them does not fit may be said. */
const CLAIMS: ReadonlySet<string> = new Set(['iss', 'aud', 'iat', 'exp', 'nbf', 'sub', 'typ'])

/**
 * Finds the person of a bearer token.
 * @param services - the providers, and the database in whose ledger a refusal stands
 * @param token - as the header had it; nobody vouched for it
 * @returns null for a token that is not good, and for one that is nobody's here: the answer is the same, the log says
 *   which it was
 * @throws unavailable when the provider does not answer, which is not the caller's fault
 */
export async function personOfBearer(
  services: { database: Database; providers: Providers },
  request: FastifyRequest,
  token: string,
): Promise<SignedIn | null> {
  const { database, providers } = services
  const line = (refused: string, codes: readonly string[], claim?: string) => {
    request.log.warn(
      { operation: request.routeOptions.config.operation, refused, codes, claim },
      'token refused',
    )
  }
  const claims = await providers.verifyBearer(token).catch((fault: unknown) => {
    const codes = codesAlong(fault)
    const named = fault instanceof Error && 'claim' in fault ? String(fault.claim) : ''
    const reason = opaque(token)
      ? 'token-opaque'
      : codes.includes('ERR_JWT_EXPIRED')
        ? 'token-expired'
        : faultOf(fault)
    line(reason, codes, CLAIMS.has(named) ? named : undefined)
    if (fault instanceof Error && /^ERR_J/.test('code' in fault ? String(fault.code) : '')) return null
    throw new SeamarkError(
      'unavailable',
      'identity-unavailable',
      'The identity provider does not answer. Try again.',
      { cause: fault },
    )
  })
  if (claims === null) return null
  const meant = await whoIsMeant(database, claims, providers.list.length)
  if ('person' in meant) return meant.person
  const { refused: reason, agencyId, personId } = meant
  line(reason, [])
  await recordRefusedSignIn(database, { reason, agencyId, personId, reference: request.id })
  return null
}

/** A token that only its provider can read: Seamark asks no provider at each request, and takes none. */
const opaque = (token: string): boolean => token.split('.').length !== 3
