/**
 * Answers that are under way end with the session that asked for them. A request is asked once who it is from;
 * a download or an upload may take hours after that. So every node knows which answers it still owes to whom:
 * when a session ends anywhere, its answers are cut off where they stand, visibly incomplete, or become the
 * way to the sign-in page where nothing was sent yet. Whoever has lost the role is treated alike, and what
 * takes long is asked again by the clock, which ends sessions too.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '../database/perform.ts'
import { asSeamarkError, notSignedIn } from '../errors.ts'
import { sessionHashOf } from '../identity/session.ts'
import type { Wakes } from '../live/wakes.ts'
import { askAgain } from './access.ts'

/** Seconds: an answer that takes longer is asked again each time so many have passed. */
const ASK_EVERY = 10
/** So many are asked at once: a thousand of one person, or a connection that was away, is no flood of questions. */
const ASK_AT_ONCE = 4

type OpenAnswer = { request: FastifyRequest; reply: FastifyReply; asked: number }

declare module 'fastify' {
  interface FastifyRequest {
    /** whoever asked for this may have it no longer, and nothing was sent yet */
    mayHaveNothing: boolean
  }
}

/**
 * Watches over everything that is registered beside and below.
 * @param services - `askEvery`: seconds between two questions; shorter in tests
 */
export function endAnswersWithTheirSession(
  app: FastifyInstance,
  services: {
    database: Database
    wakes: Pick<Wakes, 'onSessionEnd' | 'onPersonChange' | 'onMissed'>
    askEvery?: number
  },
): void {
  const { database, wakes } = services
  const every = (services.askEvery ?? ASK_EVERY) * 1000
  const open = new Set<OpenAnswer>()
  const those = (fits: (request: FastifyRequest) => boolean) =>
    [...open].filter(({ request }) => fits(request))

  const ask = async (answer: OpenAnswer): Promise<void> => {
    answer.asked = Date.now()
    await askAgain(answer.request, database, false).catch((fault: unknown) => {
      // A database that is away says nothing of anybody; it is asked again.
      if (asSeamarkError(fault).kind === 'forbidden') end(answer)
    })
  }
  const end = (answer: OpenAnswer) => {
    open.delete(answer)
    cutOff(answer)
  }
  const toAsk = new Set<OpenAnswer>()
  let asking = 0
  const askOn = async (): Promise<void> => {
    asking += 1
    // What is added meanwhile is asked in the same round.
    for (const answer of toAsk) {
      toAsk.delete(answer)
      if (open.has(answer)) await ask(answer)
    }
    asking -= 1
  }
  const askAll = (answers: Iterable<OpenAnswer>) => {
    for (const answer of answers) toAsk.add(answer)
    while (asking < Math.min(ASK_AT_ONCE, toAsk.size)) void askOn()
  }
  wakes.onSessionEnd((session) => {
    those(({ signedIn }) => !!signedIn?.session && sessionHashOf(signedIn.session) === session).forEach(end)
  })
  wakes.onPersonChange((personId) => {
    askAll(those(({ signedIn }) => signedIn?.personId === personId))
  })
  wakes.onMissed(() => {
    askAll(open)
  })
  const clock = setInterval(() => {
    const due = Date.now() - every
    for (const answer of open) if (answer.reply.raw.destroyed) open.delete(answer)
    askAll([...open].filter(({ asked }) => asked <= due))
  }, every)
  clock.unref()
  app.addHook('onClose', (_app, done) => {
    clearInterval(clock)
    done()
  })

  app.decorateRequest('mayHaveNothing', false)
  app.addHook('onRequest', (request, reply, next) => {
    // Who went away while it was asked who they are closes nothing a second time.
    const isGone = reply.raw.destroyed
    if (!isGone && request.signedIn?.session && request.routeOptions.config.endsItself !== true) {
      const answer = { request, reply, asked: Date.now() }
      open.add(answer)
      reply.raw.once('close', () => open.delete(answer))
    }
    next()
  })
  app.addHook('onSend', (request, reply, payload, next) => {
    // What was done is done, and the way to the next page says nothing.
    const isRedirect = reply.statusCode >= 300 && reply.statusCode < 400
    if (!request.mayHaveNothing || isRedirect) {
      next(null, payload)
      return
    }
    request.mayHaveNothing = false
    reply.removeHeader('content-disposition').removeHeader('content-type')
    next(notSignedIn())
  })
}

/** Half an answer, or half a body, is left as that: a file that breaks off does not look whole. */
function cutOff({ request, reply }: OpenAnswer): void {
  if (reply.raw.headersSent || !request.raw.complete) reply.raw.destroy()
  else request.mayHaveNothing = true
}
