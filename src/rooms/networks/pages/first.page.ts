/** The first page of networks: where each part of the room begins. */
import type { FastifyInstance } from 'fastify'
import { whoever } from '../../../platform/identity/roles.ts'
import { parts } from './parts.ts'

/** Registers the page. */
export function firstPage(app: FastifyInstance): void {
  app.get(
    '/networks',
    { config: { operation: 'networks.room.show', access: whoever.readsContent } },
    (_request, reply) =>
      reply.page('rooms/networks/pages/first.njk', {
        title: 'Networks',
        classification: 'OFFICIAL',
        parts,
      }),
  )
}
