/** Home: what waits for me. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Frame } from '../../platform/http/types.ts'
import type { Waiting } from '../../platform/live/stream.ts'

export function navigation(_request: FastifyRequest): Promise<Frame['navigation']> {
  return Promise.resolve([])
}

export function waiting(_scope: MemberScope): Promise<Waiting> {
  return Promise.resolve({ counts: {}, mark: '' })
}

export function pages(app: FastifyInstance): void {
  app.get('/', { config: { operation: 'home.show', access: 'signed-in' } }, (_request, reply) =>
    reply.page('rooms/home/pages/home.njk', { title: 'What waits for you', tasks: [] }),
  )
}
