/**
 * Sheds before a body is read: what a flood costs must stay far below what a report costs. Who comes while
 * there is no room is held for a moment, which costs nothing, and let in if there is room then.
 */
import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify'
import { countShed, enterRoute, floodFull } from './admit.ts'
import { HOLD_MS, MOST_HELD, RETRY_AFTER } from './limits.ts'

const PLAIN = `Very many people are reporting just now. What you wrote is kept for an hour: wait a moment, go back and send it again.
Someone in danger at sea or on the coast: call 999 and ask for the Coastguard. Otherwise call 101.

Mae llawer iawn o bobl yn adrodd nawr. Cedwir yr hyn a ysgrifennoch am awr: arhoswch eiliad, ewch yn ôl ac anfonwch eto.
Rhywun mewn perygl ar y môr neu’r arfordir: ffoniwch 999 a gofyn am Wylwyr y Glannau. Fel arall ffoniwch 101.
`

let held = 0

/** An `onRequest` hook of the route that takes a finished report. */
export function shedEarly(request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void {
  const letIn = () => {
    reply.raw.once('close', enterRoute())
    done()
  }
  if (!floodFull(request.ip)) {
    letIn()
    return
  }
  if (held >= MOST_HELD) {
    shed(reply)
    return
  }
  held += 1
  // Not all at the same moment again.
  setTimeout(
    () => {
      held -= 1
      if (request.raw.destroyed) return
      if (floodFull(request.ip)) shed(reply)
      else letIn()
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
