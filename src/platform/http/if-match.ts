/** From which version of something a change over HTTP starts: without one, somebody else's change would be lost. */
import type { FastifyRequest } from 'fastify'
import { SeamarkError } from '../errors.ts'

const NUMBER = /^(?:W\/)?"?(\d{1,9})"?$/

/**
 * Reads the number in `If-Match` (RFC 9110 section 13.1.1), with or without quotes and the mark of a weak one.
 * @param request - whose header it is
 * @param least - 0 where there may be nothing yet
 * @param what - by which the answer calls it: a revision, or the version of a report
 * @returns the number
 * @throws `version-required` (428) without one
 */
export function revisionToMatch(
  request: Pick<FastifyRequest, 'headers'>,
  least: 0 | 1 = 1,
  what: 'revision' | 'version' = 'revision',
): number {
  const [, digits] = NUMBER.exec(request.headers['if-match'] ?? '') ?? []
  if (digits === undefined || Number(digits) < least)
    throw new SeamarkError(
      'invalid',
      'version-required',
      `Send the ${what} that this change starts from as If-Match, so that nobody else’s change is lost.`,
      { status: 428 },
    )
  return Number(digits)
}
