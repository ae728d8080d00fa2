import type { FastifyInstance } from 'fastify'

export function sharingApi(_app: FastifyInstance): Promise<void> {
  return Promise.resolve()
}
