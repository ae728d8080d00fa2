import type { FastifyInstance } from 'fastify'

export function reportsApi(_app: FastifyInstance): Promise<void> {
  return Promise.resolve()
}
