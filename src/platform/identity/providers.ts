/** All identity providers of a node: which of them made a token, and which of them somebody is sent to. */
import { decodeJwt } from 'jose'
import type { Claims } from './claims.ts'
import type { LoggedOut } from './logout-token.ts'
import type { OpenId } from './openid.ts'
import { sameIssuer } from './provider-settings.ts'

export type Providers = {
  /** in the order in which the sign-in page lists them */
  list: readonly OpenId[]
  /** by the name in an address; null where there is none */
  called: (name: string | undefined) => OpenId | null
  /** Checks a bearer token of the API. @throws when it is not valid, or its provider does not answer */
  verifyBearer: (token: string) => Promise<Claims>
  /** Checks a provider's word that somebody has signed out. @throws as for verifyBearer */
  verifyLogout: (token: string) => Promise<LoggedOut>
}

/**
 * Puts the providers of a node together.
 * @param list - at least one
 * @returns what finds the one that is meant
 * @throws Error when there is none
 */
export function providersOf(list: readonly OpenId[]): Providers {
  const [only] = list
  if (only === undefined) throw new Error('a node has at least one identity provider')
  const maker = async (token: string): Promise<OpenId> => {
    if (list.length === 1) return only
    // Who says to have made it; the signature decides. @throws jose's error for what is no token
    const { iss } = decodeJwt(token)
    if (typeof iss !== 'string') return only
    const named = list.find(({ issuer }) => sameIssuer(issuer, iss))
    if (named !== undefined) return named
    for (const one of list) {
      const issuers = await one.issuers().catch((): readonly string[] => [])
      if (issuers.includes(iss)) return one
    }
    return only
  }
  return {
    list,
    called: (name) =>
      name === undefined && list.length === 1 ? only : (list.find((one) => one.name === name) ?? null),
    verifyBearer: async (token) => (await maker(token)).verifyBearer(token),
    verifyLogout: async (token) => (await maker(token)).verifyLogout(token),
  }
}
