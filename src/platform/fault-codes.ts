/**
 * The codes of a fault, along the whole chain of what caused it. A code is a word of a program and holds nobody's
 * content; the message beside it may. What says why is often two or three causes down: `fetch failed`, because of
 * a TLS error, because of a certificate that has expired.
 */

/** Deeper than any chain that a library makes; a cause that leads back to itself ends here. */
const DEEPEST = 8
const MOST = 12

const CODE = /^[\w.-]{1,60}$/

/**
 * What an OpenID provider may answer: words of a list (RFC 6749 5.2 and 4.1.2.1, OpenID Connect Core 3.1.2.6, RFC 9126).
 * Whatever else stands there may be somebody's text.
 */
export const PROVIDER_ERRORS: ReadonlySet<string> = new Set([
  'access_denied',
  'account_selection_required',
  'consent_required',
  'interaction_required',
  'invalid_client',
  'invalid_grant',
  'invalid_request',
  'invalid_request_object',
  'invalid_request_uri',
  'invalid_scope',
  'invalid_target',
  'invalid_token',
  'login_required',
  'registration_not_supported',
  'request_not_supported',
  'request_uri_not_supported',
  'server_error',
  'temporarily_unavailable',
  'unauthorized_client',
  'unsupported_grant_type',
  'unsupported_response_type',
])

/**
 * Lists a fault and what caused it, the outermost first; of several causes at once (as in an `AggregateError`) each.
 * @param fault - anything that was thrown
 * @returns at most twelve
 */
export function chainOf(fault: unknown): object[] {
  const found: object[] = []
  const look = (one: unknown, depth: number): void => {
    if (typeof one !== 'object' || one === null || depth > DEEPEST) return
    if (found.length >= MOST || found.includes(one)) return
    found.push(one)
    if ('errors' in one && Array.isArray(one.errors)) for (const each of one.errors) look(each, depth + 1)
    if ('cause' in one) look(one.cause, depth + 1)
  }
  look(fault, 0)
  return found
}

/**
 * Reads one code.
 * @param one - a link of the chain
 * @returns the system's, PostgreSQL's, TLS's or a library's word for what went wrong; of an answer of an OpenID
 *   provider its `error`; null where there is none
 */
export function codeOf(one: object): string | null {
  if ('code' in one && typeof one.code === 'string' && CODE.test(one.code)) return one.code
  if ('error' in one && typeof one.error === 'string' && PROVIDER_ERRORS.has(one.error)) return one.error
  return null
}

/**
 * Lists the codes of a fault and of what caused it.
 * @param fault - anything that was thrown
 * @returns from the outermost to the innermost, each once
 */
export function codesOf(fault: unknown): string[] {
  const codes = chainOf(fault).flatMap((one) => {
    const own = codeOf(one)
    // An answer of a provider may have both: what the library calls it, and what the provider said.
    const said =
      'error' in one && typeof one.error === 'string' && PROVIDER_ERRORS.has(one.error) ? [one.error] : []
    return own === null ? said : [own, ...said]
  })
  return [...new Set(codes)]
}
