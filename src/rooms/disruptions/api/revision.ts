/** The revision that a change over HTTP starts from. */
import type { FastifyRequest } from 'fastify'
import { SeamarkError } from '../../../platform/errors.ts'

/**
 * Reads from which revision a change starts.
 * @returns the number in If-Match
 * @throws `version-required` (428) without one
 */
export function revisionToMatch(request: FastifyRequest): number {
  const match = /^(?:W\/)?"?([1-9]\d{0,8})"?$/.exec(request.headers['if-match'] ?? '')
  if (!match)
    throw new SeamarkError(
      'invalid',
      'version-required',
      'Send the revision that this change starts from as If-Match, so that nobody else’s change is lost.',
      { status: 428 },
    )
  return Number(match[1])
}
