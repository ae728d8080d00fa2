import type { FastifyRequest } from 'fastify'

/** An open page that looks again by itself: it shows that nobody is there, and nothing is opened by it. */
export const looksAgain = ({ headers }: Pick<FastifyRequest, 'headers'>): boolean =>
  headers['x-fragment'] !== undefined
