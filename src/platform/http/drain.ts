/**
 * The end of a node without a request that fails: it says that it ends (./operator.ts), answers as before until the
 * proxy sends nobody here any more, and lets what is under way come to its end.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

const LOOK_EVERY = 50

/**
 * Counts answers under way. Call it before routes are declared.
 * @returns waits so many seconds, and then once more as long at most for what is under way. Streams are not waited
 *   for: they end with the listener, and browsers open them again elsewhere
 */
export function drainOn(app: FastifyInstance): (seconds: number) => Promise<void> {
  let underWay = 0
  let draining = false
  app.addHook('onRequest', (request, reply, next) => {
    // A connection that is kept would bring the next request here too.
    if (draining) reply.header('connection', 'close')
    if (request.routeOptions.config.endsItself !== true) {
      underWay += 1
      reply.raw.once('close', () => (underWay -= 1))
    }
    next()
  })
  return async (seconds) => {
    draining = true
    await sleep(seconds * 1000)
    const until = Date.now() + seconds * 1000
    while (underWay > 0 && Date.now() < until) await sleep(LOOK_EVERY)
  }
}
