import type { FastifyRequest } from 'fastify'

/**
 * Does an open page ask again by itself? It shows that nobody is there, and nothing is opened by it.
 * @param request - its headers
 * @returns true for a page's own request for its regions
 */
export const looksAgain = ({ headers }: Pick<FastifyRequest, 'headers'>): boolean =>
  headers['x-fragment'] !== undefined
