/**
 * In the demo `/healthz` and `/readyz` are answered where the pages are, for scripts that wait for it. They
 * hold no figure. A node in earnest answers them to its operator only: see ./operator.ts.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Database } from '../database/perform.ts'
import { notFound, unavailable } from '../errors.ts'

/**
 * @param database - asked whether it answers
 * @returns what the server registers
 */
export function demoHealth(database: Database) {
  return (app: FastifyInstance): void => {
    const facts = { access: 'public', unlogged: true } as const
    // One spelling, as it stands in the request: what a proxy reads differently is not here.
    const exactly = (request: FastifyRequest, address: string) => {
      if (request.raw.url !== address) throw notFound()
    }
    app.get('/healthz', { config: { operation: 'platform.health', ...facts } }, (request) => {
      exactly(request, '/healthz')
      return { status: 'ok' }
    })
    app.get('/readyz', { config: { operation: 'platform.ready', ...facts } }, async (request) => {
      exactly(request, '/readyz')
      await database.ping().catch((fault: unknown) => {
        throw unavailable(fault)
      })
      return { status: 'ok' }
    })
  }
}
