/** People: an agency's accounts and its desk. */
import type { FastifyInstance } from 'fastify'

export function pages(_app: FastifyInstance): Promise<void> {
  return Promise.resolve()
}
