/** Sheds before a body is read: what a flood costs must stay far below what a report costs. */
import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify'
import { floodFull } from './admit.ts'
import { RETRY_AFTER } from './limits.ts'

const PLAIN = `Very many people are reporting just now. What you wrote is kept for an hour: wait a moment, go back and send it again.
Someone in danger at sea or on the coast: call 999 and ask for the Coastguard. Otherwise call 101.
Mae llawer iawn o bobl yn adrodd nawr. Arhoswch eiliad, ewch yn ôl ac anfonwch eto. Mewn perygl: 999.
`

/** An `onRequest` hook of the route that takes a finished report. */
export function shedEarly(
  _request: FastifyRequest,
  reply: FastifyReply,
  done: HookHandlerDoneFunction,
): void {
  if (!floodFull()) {
    done()
    return
  }
  void reply
    .status(503)
    .headers({ 'retry-after': String(RETRY_AFTER), 'content-type': 'text/plain; charset=utf-8' })
    .send(PLAIN)
}
