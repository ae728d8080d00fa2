/**
 * Server-sent events for the desk's open pages. An event says only what this person's own view of
 * "what waits for me" has become, so a change they may not know of sends nothing at all. A stream lives no
 * longer than its session: it is ended when the session is, and asks for it with each look and heartbeat.
 */
import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Database } from '../database/perform.ts'
import type { MemberScope } from '../database/scope.ts'
import { describeFault } from '../log.ts'
import { asSeamarkError, notSignedIn } from '../errors.ts'
import { findSessionAgain } from '../identity/session.ts'
import { follow, type Waiting } from './follow.ts'
import { openStreams, type OpenStream } from './open-streams.ts'
import type { Wakes } from './wakes.ts'

export type { Waiting } from './follow.ts'

const HEARTBEAT_SECONDS = 25
/** Milliseconds after which a browser opens a stream again that broke; and one that had to make room. */
const COME_BACK = 2_000
const COME_BACK_LATER = 60_000

export function liveStream(services: {
  database: Database
  wakes: Wakes
  waiting: (scope: MemberScope) => Promise<Waiting>
  /** between two questions whether the session is alive; shorter in tests */
  heartbeatSeconds?: number
}) {
  const { database, wakes, waiting } = services
  const streams = openStreams()
  wakes.onSessionEnd(streams.endSession)
  wakes.onPersonChange(streams.lookAgain)
  return (app: FastifyInstance): void => {
    // Server-sent events never end by themselves; without this the server would not either.
    app.addHook('preClose', (done) => {
      streams.endAll()
      done()
    })
    app.get(
      '/live',
      { config: { operation: 'platform.live.listen', access: 'signed-in', endsItself: true } },
      (request, reply) => {
        const who = request.signedIn
        if (!who?.session) throw notSignedIn()
        const { session, personId, purpose } = who
        reply.hijack()
        const { raw } = reply
        begin(raw)

        // An account stays with its agency, so what it hears of is known for good.
        const forget = wakes.onWake(who.agencyId, () => {
          following.wake()
        })
        const following = follow({
          look: async () => {
            const as = { personId, operation: 'platform.live.listen', purpose, session: session.check }
            return await database.performAs(as, waiting)
          },
          alive: async () => (await findSessionAgain(database, session, false)) !== null,
          tell: (now) => {
            say(`event: tasks\ndata: ${JSON.stringify(now)}\n\n`)
          },
          stillHere: () => {
            say(': still here\n\n')
          },
          over: () => {
            stream.end('signed-out')
          },
          failed: (fault) => {
            // An outage is said once, by the connection that listens.
            if (asSeamarkError(fault).kind !== 'unavailable')
              request.log.error({ operation: 'platform.live.listen', fault: describeFault(fault) }, 'failed')
          },
        })
        /** Whoever takes in nothing is let go: what waits for them must not pile up here. */
        const say = (event: string) => {
          if (ended) return
          if (raw.writableNeedDrain) stream.end('crowded')
          else raw.write(event)
        }
        const heartbeat = setInterval(
          () => void following.beat(),
          (services.heartbeatSeconds ?? HEARTBEAT_SECONDS) * 1000,
        )
        let ended = false
        const stream: OpenStream = {
          session: session.idHash.toString('hex'),
          personId,
          look: following.wake,
          end: (why) => {
            if (ended) return
            ended = true
            streams.remove(stream)
            forget()
            following.stop()
            clearInterval(heartbeat)
            if (why === 'signed-out') raw.write('event: signed-out\ndata: {}\n\n')
            if (why === 'crowded') raw.write(`retry: ${String(COME_BACK_LATER)}\n\n`)
            raw.end()
          },
        }
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
  raw.write(`retry: ${String(COME_BACK)}\n\n`)
}
