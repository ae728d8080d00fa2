/** Did our own page send this form? The cookies' SameSite says so too; this does not rest on them. */
import type { FastifyRequest } from 'fastify'

/**
 * Did a page of this node send the form? A sibling under the same domain is somebody else as well:
 * `same-site` is not enough. With `no-referrer` a browser says `Origin: null` for our own forms too, so what
 * it says of the site comes first. A browser that says neither is old; there the form's token and the
 * cookie's SameSite stand alone.
 * @param ownOrigin - of the address at which browsers reach this node
 * @returns false when the browser says that another site sent it
 */
export function isOwnForm({ headers }: FastifyRequest, ownOrigin: string): boolean {
  const { origin } = headers
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  return origin === undefined || origin === 'null' || origin === ownOrigin
}
