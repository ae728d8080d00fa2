/**
 * Tries an identity provider before the first officer does: its address, its certificate, this node's secret, its keys,
 * its clock. Nobody signs in, and nothing is changed there. `seamark check` calls it.
 */
import * as openid from 'openid-client'
import { codesAlong, faultOf, remedyOf } from './provider-faults.ts'

/** What is wrong: a line for the operator, the setting that it hangs on, and what to do. */
export type ProviderFinding = { line: string; setting: string; whatToDo: string }

/** As much of a provider's settings as it takes to try it. */
export type ProviderToTry = {
  issuer: string
  clientId: string
  clientSecret: string
  /** the exercise's provider speaks http on this machine */
  insecure?: boolean
}

/** Seconds within which each answer has to come. */
const PATIENCE = 10
/** Seconds by which two clocks may differ: what tokens are read with, and no more. */
const TOLERATED = 30
const RETURN = 'https://seamark.invalid/sign-in/callback'

/**
 * Tries a provider.
 * @param provider - issuer, client and secret
 * @param clock - this machine's, in milliseconds; a test gives another
 * @returns what is wrong, the first cause first; empty: sign-in can work
 */
export async function tryProvider(
  provider: ProviderToTry,
  clock: () => number = Date.now,
): Promise<ProviderFinding[]> {
  const findings: ProviderFinding[] = []
  const heard: { skew: number } = { skew: 0 }
  const noting: openid.CustomFetch = async (address, init) => {
    const answer = await fetch(address, init as RequestInit)
    const date = Date.parse(answer.headers.get('date') ?? '')
    if (!Number.isNaN(date)) heard.skew = date - clock()
    return answer
  }
  let config: openid.Configuration
  try {
    config = await discoverProvider(provider, noting)
  } catch (fault) {
    return [finding('The identity provider cannot be used', fault)]
  }
  const skew = Math.round(heard.skew / 1000)
  if (Math.abs(skew) > TOLERATED)
    findings.push({
      line: `This machine’s clock and the provider’s differ by ${String(Math.abs(skew))} seconds; sign-in fails beyond ${String(TOLERATED)}`,
      ...remedyOf['clock-off'],
    })
  const { jwks_uri: keys, code_challenge_methods_supported: challenges } = config.serverMetadata()
  if (challenges !== undefined && !challenges.includes('S256'))
    findings.push({
      line: 'The provider does not offer PKCE with S256, and Seamark signs nobody in without it',
      setting: 'OIDC_ISSUER',
      whatToDo: 'Turn PKCE (S256) on for this client at the provider.',
    })
  findings.push(...(await tryKeys(keys, noting)), ...(await trySecret(config)))
  return findings
}

/**
 * Reads what a provider says of itself. A slash at the end of the address is forgiven: OpenID Connect Discovery (4.1)
 * takes it off before it asks, so both spellings ask one document, whose own spelling counts from then on.
 * @param provider - issuer, client and secret
 * @param ask - what fetches; the usual one where nothing is said
 * @returns the client of this provider
 * @throws what openid-client throws: `faultOf` says where it lies
 */
export async function discoverProvider(
  provider: ProviderToTry,
  ask?: openid.CustomFetch,
): Promise<openid.Configuration> {
  const discover = (issuer: string) =>
    openid.discovery(new URL(issuer), provider.clientId, provider.clientSecret, undefined, {
      // Only the exercise's own provider, on this machine, is reached without TLS.
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      execute: provider.insecure === true ? [openid.allowInsecureRequests] : [],
      timeout: PATIENCE,
      ...(ask ? { [openid.customFetch]: ask } : {}),
    })
  const config = await discover(provider.issuer).catch(async (fault: unknown) => {
    if (!codesAlong(fault).includes('OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED')) throw fault
    return await discover(
      provider.issuer.endsWith('/') ? provider.issuer.replace(/\/+$/, '') : `${provider.issuer}/`,
    )
  })
  const { token_endpoint_auth_methods_supported: ways } = config.serverMetadata()
  if (ways === undefined || ways.includes('client_secret_post') || !ways.includes('client_secret_basic'))
    return config
  // A provider that takes the secret in the header only.
  const again = new openid.Configuration(
    config.serverMetadata(),
    provider.clientId,
    undefined,
    openid.ClientSecretBasic(provider.clientSecret),
  )
  again.timeout = PATIENCE
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  if (provider.insecure === true) openid.allowInsecureRequests(again)
  if (ask) again[openid.customFetch] = ask
  return again
}

async function tryKeys(address: string | undefined, ask: openid.CustomFetch): Promise<ProviderFinding[]> {
  const wrong = (line: string): ProviderFinding[] => [
    {
      line,
      setting: 'OIDC_ISSUER',
      whatToDo: 'Ask whoever runs the provider: it must publish its signing keys.',
    },
  ]
  if (address === undefined) return wrong('The provider names no address for its signing keys')
  try {
    const answer = await ask(address, {
      body: null,
      headers: { accept: 'application/json' },
      method: 'GET',
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE * 1000),
    })
    const document = (await answer.json()) as { keys?: unknown }
    return answer.ok && Array.isArray(document.keys) && document.keys.length > 0
      ? []
      : wrong(`The provider’s signing keys cannot be read (HTTP ${String(answer.status)})`)
  } catch (fault) {
    return [finding('The provider’s signing keys cannot be read', fault)]
  }
}

/**
 * Asks with the secret for what the provider will not give. Which refusal it is tells whether it knew the client: it
 * asks who is there before anything else (RFC 6749, 5.2). Some look at the code first, so both ways are tried.
 */
async function trySecret(config: openid.Configuration): Promise<ProviderFinding[]> {
  const asks = [
    () => openid.genericGrantRequest(config, 'client_credentials', { scope: 'openid' }),
    () =>
      openid.genericGrantRequest(config, 'authorization_code', {
        code: 'seamark-tries-its-secret',
        redirect_uri: RETURN,
        code_verifier: openid.randomPKCECodeVerifier(),
      }),
  ]
  for (const ask of asks) {
    const fault: unknown = await ask().then(
      () => null,
      (thrown: unknown) => thrown,
    )
    if (fault === null) return []
    const codes = codesAlong(fault)
    if (codes.includes('invalid_client'))
      return [finding('The provider does not take this node’s secret', fault)]
    const where = faultOf(fault)
    if (where === 'provider-not-reachable' || where === 'provider-certificate')
      return [finding('The provider’s token endpoint cannot be used', fault)]
  }
  return []
}

function finding(what: string, fault: unknown): ProviderFinding {
  const codes = codesAlong(fault)
  return {
    line: codes.length === 0 ? what : `${what} (${codes.join(', ')})`,
    ...remedyOf[faultOf(fault)],
  }
}
