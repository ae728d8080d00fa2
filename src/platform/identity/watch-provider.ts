/** Counts what goes wrong between this node and the identity provider, for whoever runs the node. */
import type { OpenId } from './openid.ts'
import { faultOf, type ProviderFault } from './provider-faults.ts'

/** A person with a browser can send any answer; these come of the provider, the network or this node alone. */
const NOT_OF_A_BROWSER: ReadonlySet<ProviderFault> = new Set([
  'provider-not-reachable',
  'provider-certificate',
  'provider-answers-otherwise',
])
/** The provider's own token, or its answer to this node's secret. A bearer token that has run out is its sender's. */
const AT_A_SIGN_IN: ReadonlySet<ProviderFault> = new Set([...NOT_OF_A_BROWSER, 'client-refused', 'clock-off'])

/**
 * Watches over a client of a provider.
 * @param openId - the client
 * @param failed - told the code of each fault that nobody at a browser can bring about
 * @returns the same client; what it throws is thrown on
 */
export function watchProvider(openId: OpenId, failed: (fault: ProviderFault) => void): OpenId {
  const watched =
    <A extends unknown[], T>(act: (...args: A) => Promise<T>, counted: ReadonlySet<ProviderFault>) =>
    async (...args: A): Promise<T> => {
      try {
        return await act(...args)
      } catch (thrown) {
        const fault = faultOf(thrown)
        if (counted.has(fault)) failed(fault)
        throw thrown
      }
    }
  return {
    ...openId,
    begin: watched(openId.begin, AT_A_SIGN_IN),
    finish: watched(openId.finish, AT_A_SIGN_IN),
    signOutUrl: watched(openId.signOutUrl, NOT_OF_A_BROWSER),
    verifyBearer: watched(openId.verifyBearer, NOT_OF_A_BROWSER),
  }
}
