/**
 * Bodies that do not come. A sender who announces a body and sends nothing costs themself nothing, and this
 * node a connection. So a body has a while, and a little more for each byte that has come: a wet telephone's
 * line is enough, silence is not (as `mod_reqtimeout` of Apache's server has it).
 */
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'

/** Milliseconds that a body has in any case; each byte gives it one more, which is a kilobyte a second. */
const PATIENCE = 20_000
const LOOK_EVERY = 1_000

/**
 * Watches over all bodies, read or unread, answered or not.
 * @param times - milliseconds, shorter in tests
 */
export function cutOffSlowBodies(
  app: FastifyInstance,
  { patience = PATIENCE, lookEvery = LOOK_EVERY }: { patience?: number; lookEvery?: number } = {},
): void {
  const awaited = new Map<IncomingMessage, { since: number; before: number }>()
  app.addHook('onRequest', ({ raw }, _reply, next) => {
    if (announcesBody(raw)) awaited.set(raw, { since: Date.now(), before: raw.socket.bytesRead })
    next()
  })
  const clock = setInterval(() => {
    for (const [raw, { since, before }] of awaited)
      if (raw.complete || raw.socket.destroyed) awaited.delete(raw)
      else if (Date.now() - since > patience + raw.socket.bytesRead - before) raw.socket.destroy()
  }, lookEvery)
  clock.unref()
  app.addHook('onClose', (_app, done) => {
    clearInterval(clock)
    done()
  })
}

const announcesBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
