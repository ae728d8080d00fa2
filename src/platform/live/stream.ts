/**
 * Server-sent events for the desk's open pages. An event says only what this person's own view of
 * "what waits for me" has become, so a change they may not know of sends nothing at all.
 */
import type { FastifyInstance } from 'fastify'
import type { Database } from '../database/perform.ts'
import type { MemberScope } from '../database/scope.ts'
import type { Wakes } from './wakes.ts'

/** Numbers by navigation key, and a mark that changes whenever anything that waits for the person does. */
export type Waiting = { counts: Record<string, number>; mark: string }

const HEARTBEAT_SECONDS = 25
/** Wakes that follow each other closely (an import) become one look; the first after a pause is answered at once. */
const SETTLE_MS = 40
/** Looks follow each other at twice what the last one took: while very much happens (a flood of public
 * reports) open pages must not be what the node is busy with. At most so many milliseconds. */
const LONGEST_PAUSE_MS = 2_000
const PAUSE = 2

export function liveStream(services: {
  database: Database
  wakes: Wakes
  waiting: (scope: MemberScope) => Promise<Waiting>
}) {
  const open = new Set<() => void>()
  return (app: FastifyInstance): void => {
    // Server-sent events never end by themselves; without this the server would not either.
    app.addHook('preClose', (done) => {
      for (const end of open) end()
      done()
    })
    app.get(
      '/live',
      { config: { operation: 'platform.live.listen', access: 'signed-in' } },
      (request, reply) => {
        const who = request.signedIn
        if (!who) return
        reply.hijack()
        const { raw } = reply
        raw.writeHead(200, {
          'content-type': 'text/event-stream',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
          'x-content-type-options': 'nosniff',
        })
        raw.write('retry: 2000\n\n')

        let last = ''
        let timer: NodeJS.Timeout | undefined
        let looked = 0
        let pause = SETTLE_MS
        // One look after another: an earlier one that ends later must not speak last.
        let looking = Promise.resolve()
        const look = async () => {
          const began = performance.now()
          const now = await services.database
            .performAs(
              { personId: who.personId, operation: 'platform.live.listen', purpose: who.purpose },
              services.waiting,
            )
            .catch(() => null)
          pause = Math.min(LONGEST_PAUSE_MS, Math.max(SETTLE_MS, PAUSE * (performance.now() - began)))
          if (now === null || now.mark === last) return
          const first = last === ''
          last = now.mark
          raw.write(`event: tasks\ndata: ${JSON.stringify({ counts: now.counts, first })}\n\n`)
        }
        const wake = () => {
          const settled = Date.now() - looked > pause
          timer ??= setTimeout(
            () => {
              timer = undefined
              looked = Date.now()
              looking = looking.then(look)
            },
            settled ? 0 : pause,
          )
        }
        const forget = services.wakes.onWake(who.agencyId, wake)
        const heartbeat = setInterval(() => raw.write(': still here\n\n'), HEARTBEAT_SECONDS * 1000)
        const end = () => {
          open.delete(end)
          forget()
          clearTimeout(timer)
          clearInterval(heartbeat)
          raw.end()
        }
        open.add(end)
        raw.on('close', end)
        looking = looking.then(look)
      },
    )
  }
}
