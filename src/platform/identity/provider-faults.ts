/**
 * What goes wrong between this node and an identity provider, as a closed list of codes: each with what the operator
 * has to do. Codes hold no content: what a provider wrote itself is taken only where it is a word of the standards.
 */

import { chainOf, PROVIDER_ERRORS } from '../fault-codes.ts'

/** Where it lies; one code each, in the log, in the ledger and in what `seamark check` says. */
export type ProviderFault =
  | 'provider-not-reachable'
  | 'provider-certificate'
  | 'provider-answers-otherwise'
  | 'client-refused'
  | 'token-exchange-refused'
  | 'provider-refused'
  | 'clock-off'
  | 'token-not-valid'

/** Node.js, OpenSSL and the libraries name their faults so; anything else may be somebody's text. */
const CODE = /^[A-Z][A-Z0-9_]{2,60}$/

/**
 * The codes of a fault and of all that caused it, outermost first. For a log: a code holds no content.
 * @param fault - anything that was thrown
 * @returns codes as Node.js, OpenSSL and the standards name them, `HTTP_404` for an answer's status; none twice
 */
export function codesAlong(fault: unknown): string[] {
  const codes = chainOf(fault).flatMap((one) => {
    const { code, error, status } = one as { code?: unknown; error?: unknown; status?: unknown }
    return [
      ...(typeof code === 'string' && CODE.test(code) ? [code] : []),
      ...(typeof error === 'string' ? [PROVIDER_ERRORS.has(error) ? error : 'an error of no standard'] : []),
      ...(typeof status === 'number' && status >= 300 && status <= 599 ? [`HTTP_${String(status)}`] : []),
    ]
  })
  return [...new Set(codes)]
}

const CERTIFICATE =
  /^(CERT_|UNABLE_TO_(GET|VERIFY)|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_PURPOSE|CRL_|ERR_SSL)/
const NETWORK = /^(E[A-Z]{4,}|UND_ERR_\w+|OAUTH_TIMEOUT|OAUTH_ABORT|ERR_JWKS_TIMEOUT|ERR_SOCKET\w*)$/
const CLIENT: ReadonlySet<string> = new Set(['invalid_client', 'unauthorized_client'])

/**
 * Says where a fault between this node and a provider lies.
 * @param fault - what discovery, a grant or the verification of a token threw
 * @returns its code
 */
export function faultOf(fault: unknown): ProviderFault {
  const codes = codesAlong(fault)
  const has = (fits: RegExp | ReadonlySet<string>) =>
    codes.some((code) => (fits instanceof RegExp ? fits.test(code) : fits.has(code)))
  if (has(CERTIFICATE)) return 'provider-certificate'
  if (has(CLIENT)) return 'client-refused'
  if (has(/^OAUTH_AUTHORIZATION_RESPONSE_ERROR$/)) return 'provider-refused'
  // The answer at our door was no answer: it lacks the code, or does not say who gave it.
  if (has(PROVIDER_ERRORS) || has(/^OAUTH_INVALID_(RESPONSE|REQUEST)$/)) return 'token-exchange-refused'
  if (has(/^(OAUTH_JWT_TIMESTAMP_CHECK_FAILED|ERR_JWT_EXPIRED)$/)) return 'clock-off'
  if (has(/^(ERR_JW[A-Z]+_\w+|OAUTH_JWT_\w+|OAUTH_KEY_SELECTION_FAILED)$/) && !has(/^ERR_JWKS_TIMEOUT$/))
    return 'token-not-valid'
  if (has(/^OAUTH_(RESPONSE_IS_|PARSE_ERROR|JSON_ATTRIBUTE|MISSING_SERVER|INVALID_SERVER|HTTP_REQUEST)/))
    return 'provider-answers-otherwise'
  if (has(/^OAUTH_/)) return 'token-not-valid'
  if (has(/^HTTP_/)) return 'provider-answers-otherwise'
  if (has(NETWORK)) return 'provider-not-reachable'
  return fault instanceof TypeError ? 'provider-not-reachable' : 'token-not-valid'
}

/** What an operator does about each: which setting, and what to do with it. */
export const remedyOf: Readonly<Record<ProviderFault, { setting: string; whatToDo: string }>> = {
  'provider-not-reachable': {
    setting: 'OIDC_ISSUER',
    whatToDo:
      'Ask for this address from this machine: curl ISSUER/.well-known/openid-configuration. Look at the name, the firewall, and the proxy to the outside.',
  },
  'provider-certificate': {
    setting: 'NODE_EXTRA_CA_CERTS',
    whatToDo:
      'Set NODE_EXTRA_CA_CERTS to the file (PEM) with the certificate of your own authority, for the service too. Where the certificate has run out, or is for another name, the provider renews it. Where it is not valid yet, this machine’s clock is wrong.',
  },
  'provider-answers-otherwise': {
    setting: 'OIDC_ISSUER',
    whatToDo:
      'Write the issuer as the provider itself names it: the value of "issuer" in its /.well-known/openid-configuration.',
  },
  'client-refused': {
    setting: 'OIDC_CLIENT_SECRET',
    whatToDo:
      'Make a new secret for this client at the provider, write it into OIDC_CLIENT_SECRET in quotes, and restart. Look whether OIDC_CLIENT_ID is this client.',
  },
  'token-exchange-refused': {
    setting: 'PUBLIC_URL',
    whatToDo:
      'Look whether the provider has the redirect address PUBLIC_URL/sign-in/callback for this client, letter by letter, and lets it use the authorisation code with PKCE.',
  },
  'provider-refused': {
    setting: 'OIDC_CLIENT_ID',
    whatToDo:
      'The provider itself turned the person away. Look in its own log: is the person assigned to this client, and are the scopes openid, email and profile granted?',
  },
  'clock-off': {
    setting: 'the clock of this machine',
    whatToDo:
      'Compare the clocks of this machine and of the provider, and have both set by NTP (timedatectl). Half a minute is tolerated.',
  },
  'token-not-valid': {
    setting: 'OIDC_ISSUER',
    whatToDo:
      'The provider’s token is not for this client, or is not signed with a key that the provider publishes. Look whether issuer and client belong together.',
  },
}
