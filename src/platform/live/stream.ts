/**
 * Server-sent events for the desk's open pages. An event says only what this person's own view of
 * "what waits for me" has become, so a change they may not know of sends nothing at all. A stream lives no
 * longer than its session: it is ended when the session is, and asks for it with each look and heartbeat.
 */
import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { asSeamarkError, notSignedIn } from '../errors.ts'
import { sessionHashOf } from '../identity/session.ts'
import { describeFault, type Log } from '../log.ts'
import type { Looks } from './look.ts'
import { openStreams, type OpenStream } from './open-streams.ts'
import { rounds } from './rounds.ts'
import type { Wakes } from './wakes.ts'

const HEARTBEAT_SECONDS = 25
/**
 * Milliseconds after which a browser opens a stream again that broke, and over which all do so after a node's end;
 * and one that had to make room.
 */
const COME_BACK = 2_000
const COME_BACK_SPREAD = 3_000
const COME_BACK_LATER = 60_000

/**
 * Makes the route `/live`.
 * @param services - what asks, what hears of changes, and the log
 * @returns what registers it on the desk's pages
 */
export function liveStream(services: { looks: Looks; wakes: Wakes; log: Log }) {
  const { looks, wakes, log } = services
  const streams = openStreams()
  const looking = rounds({
    look: looks.look,
    read: looks.read,
    alive: looks.alive,
    failed: (fault) => {
      // An outage is said once, by the connection that listens.
      if (asSeamarkError(fault).kind !== 'unavailable')
        log.error({ operation: 'platform.live.listen', fault: describeFault(fault) }, 'failed')
    },
  })
  wakes.onWake(looking.wake)
  wakes.onSessionEnd(streams.endSession)
  wakes.onPersonChange(looking.wakePerson)
  return (app: FastifyInstance): void => {
    const heartbeat = setInterval(() => void looking.beat(), HEARTBEAT_SECONDS * 1000)
    // Server-sent events never end by themselves; without this the server would not either.
    app.addHook('preClose', (done) => {
      clearInterval(heartbeat)
      streams.endAll()
      done()
    })
    app.get(
      '/live',
      { config: { operation: 'platform.live.listen', access: 'signed-in', endsItself: true } },
      (request, reply) => {
        const who = request.signedIn
        if (!who?.session) throw notSignedIn()
        const { session, personId, agencyId } = who
        reply.hijack()
        const { raw } = reply
        begin(raw)

        /** Whoever takes in nothing is let go: what waits for them must not pile up here. */
        const say = (event: string) => {
          if (ended) return
          if (raw.writableNeedDrain) stream.end('crowded')
          else raw.write(event)
        }
        let ended = false
        const stream: OpenStream = {
          session: sessionHashOf(session),
          personId,
          end: (why) => {
            if (ended) return
            ended = true
            streams.remove(stream)
            forget()
            if (why === 'signed-out') raw.write('event: signed-out\ndata: {}\n\n')
            if (why === 'crowded') raw.write(`retry: ${String(COME_BACK_LATER)}\n\n`)
            raw.end()
          },
        }
        // An account stays with its agency, so what it hears of is known for good.
        const forget = looking.add({
          ...{ agencyId, personId, session: session.check },
          tell: (news) => {
            say(`event: tasks\ndata: ${JSON.stringify(news)}\n\n`)
          },
          stillHere: () => {
            say(': still here\n\n')
          },
          over: () => {
            stream.end('signed-out')
          },
        })
        streams.add(stream)
        raw.on('close', () => {
          stream.end('closing')
        })
        // Who went away before it was opened closes nothing a second time.
        if (raw.destroyed) stream.end('closing')
      },
    )
  }
}

function begin(raw: ServerResponse): void {
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  })
  raw.write(`retry: ${String(Math.round(COME_BACK + Math.random() * COME_BACK_SPREAD))}\n\n`)
}
