/** Records: reading the ledger (retention and review come later). */
import type { FastifyInstance } from 'fastify'

export function pages(_app: FastifyInstance): Promise<void> {
  return Promise.resolve()
}
