/** Which names of a query each route reads: it says so itself, when it is asked without any. Imported before a node starts. */
import { subscribe } from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'

/** By the route’s path. A route that was not asked yet is not in it. */
export const namesReadBy = new Map<string, Set<string>>()
subscribe('fastify.initialization', (message) => {
  const { fastify } = message as { fastify: FastifyInstance }
  fastify.addHook('preHandler', (request, _reply, next) => {
    const address = request.routeOptions.url ?? ''
    const names = namesReadBy.get(address) ?? new Set()
    namesReadBy.set(address, names)
    if (Object.keys(request.query as object).length === 0) request.query = noting(names)
    next()
  })
})

/** Nothing, which notes what is looked for in it. */
function noting(names: Set<string>): object {
  const note = (name: string | symbol) => {
    if (typeof name === 'string' && /^[a-z]/.test(name)) names.add(name)
  }
  return new Proxy(Object.create(null) as object, {
    get: (_target, name) => {
      note(name)
      return undefined
    },
    has: (_target, name) => {
      note(name)
      return false
    },
  })
}
