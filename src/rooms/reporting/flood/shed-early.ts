/**
 * Sheds before a body is read: what a flood costs must stay far below what a report costs. Who comes while
 * there is no room is held for a moment, which costs nothing, and let in if there is room then. Room is taken
 * once the body is here: whoever announces one and sends nothing takes none.
 */
import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify'
import { awaitBody, countShed, enterRoute, floodFull } from './admit.ts'
import { HOLD_MS, MOST_HELD, RETRY_AFTER } from './limits.ts'

const PLAIN = `Very many people are reporting just now. What you wrote is kept for an hour: wait a moment, go back and send it again.
Someone in danger at sea or on the coast: call 999 and ask for the Coastguard. Otherwise call 101.

Mae llawer iawn o bobl yn adrodd nawr. Cedwir yr hyn a ysgrifennoch am awr: arhoswch eiliad, ewch yn ôl ac anfonwch eto.
Rhywun mewn perygl ar y môr neu’r arfordir: ffoniwch 999 a gofyn am Wylwyr y Glannau. Fel arall ffoniwch 101.
`

let held = 0

const arrivals = new WeakMap<FastifyRequest, () => void>()

/** Hooks of the route that takes a finished report. */
export const shedEarly = {
  onRequest: (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    whenThereIsRoom(reply, () => {
      const arrived = floodFull(request.ip) ? null : awaitBody(request.ip)
      if (arrived === null) return false
      arrivals.set(request, arrived)
      reply.raw.once('close', arrived)
      done()
      return true
    })
  },
  preValidation: (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    arrivals.get(request)?.()
    whenThereIsRoom(reply, () => {
      if (floodFull(request.ip)) return false
      reply.raw.once('close', enterRoute())
      done()
      return true
    })
  },
}

/** @param enter - gives false when there is no room: asked at once, and again after a moment */
function whenThereIsRoom(reply: FastifyReply, enter: () => boolean): void {
  if (enter()) return
  if (held >= MOST_HELD) {
    shed(reply)
    return
  }
  held += 1
  // Not all at the same moment again.
  setTimeout(
    () => {
      held -= 1
      if (!reply.raw.destroyed && !enter()) shed(reply)
    },
    HOLD_MS * (0.5 + Math.random()),
  )
}

function shed(reply: FastifyReply): void {
  countShed()
  void reply
    .status(503)
    .headers({ 'retry-after': String(RETRY_AFTER), 'content-type': 'text/plain; charset=utf-8' })
    .send(PLAIN)
}
