/** One match: reading it, what the partner sees of it, writing, and this agency's word. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { asSeamarkError } from '../../../platform/errors.ts'
import { bodyOf, idPath, pathOf, typedValues } from '../../../platform/http/input.ts'
import { looksAgain } from '../../../platform/http/looks-again.ts'
import { newId } from '../../../platform/identifiers.ts'
import { closeBody, closeMatch } from '../close-match.ts'
import { confirmBody, confirmMatch } from '../confirm-match.ts'
import { contactMatch } from '../contact-match.ts'
import { isStaleWord } from '../give-word.ts'
import { waitingPairs } from '../person-queue.ts'
import { readMatch, type MatchView } from '../read-match.ts'
import { rejectBody, rejectMatch } from '../reject-match.ts'
import { replyToMatch } from '../reply-to-match.ts'
import { takeBackBody, takeBackWord } from '../take-back-word.ts'
import { messageBody } from '../write-message.ts'
import { matchPage, wordText, type QueuePlace } from './match.view.ts'
import { readers } from './readers.ts'

/** An act on a match: its page asks, and sends what was typed to the use case. */
type Act = {
  name: 'contact' | 'confirm' | 'reject' | 'take-back' | 'close'
  /** what the page is called, and the button */
  title: string
  done: string
  send: (request: FastifyRequest) => (scope: MemberScope, id: string) => Promise<void>
}

const acts: readonly Act[] = [
  {
    name: 'contact',
    title: 'Contact the partner',
    done: 'Your message is sent. You see the answer here.',
    send: (request) => {
      const input = bodyOf(request, messageBody)
      return (scope, id) => contactMatch(scope, id, input)
    },
  },
  {
    name: 'confirm',
    title: 'Confirm the match',
    done: 'Your agency has confirmed the match.',
    send: (request) => {
      const input = bodyOf(request, confirmBody)
      return (scope, id) => confirmMatch(scope, id, input)
    },
  },
  {
    name: 'reject',
    title: 'Reject the match',
    done: 'Your agency has rejected the match.',
    send: (request) => {
      const input = bodyOf(request, rejectBody)
      return (scope, id) => rejectMatch(scope, id, input)
    },
  },
  {
    name: 'take-back',
    title: 'Take the answer back',
    done: 'Your agency’s answer is taken back. The match is as it was before it.',
    send: (request) => {
      const input = bodyOf(request, takeBackBody)
      return (scope, id) => takeBackWord(scope, id, input)
    },
  },
  {
    name: 'close',
    title: 'Close the match',
    done: 'The match is closed for your agency.',
    send: (request) => {
      const input = bodyOf(request, closeBody)
      return (scope, id) => closeMatch(scope, id, input)
    },
  },
]

const config = (operation: string) => ({ config: { operation, access: readers } })

/** One match, and each step on it. @param app - the desk's pages */
export function matchPages(app: FastifyInstance): Promise<void> {
  app.get('/matches/:id', config('deconfliction.match.read'), async (request, reply) => {
    const view = await read(request)
    const queue = view.kind === 'person' ? await placeInQueue(request, view) : null
    return reply.page('rooms/deconfliction/pages/match.njk', {
      ...pageOf(request, view, queue),
      values: { message_id: newId() },
    })
  })

  app.get(
    '/matches/:id/what-they-see',
    config('deconfliction.match.what-they-see'),
    async (request, reply) => {
      const view = await read(request)
      return reply.page('rooms/deconfliction/pages/what-they-see.njk', {
        ...pageOf(request, view),
        title: `What ${view.partner.name} sees of this`,
        back: backTo(view),
      })
    },
  )

  app.post('/matches/:id/reply', config('deconfliction.match.reply'), async (request, reply) => {
    const { id } = pathOf(request, idPath)
    try {
      const input = bodyOf(request, messageBody)
      await request.perform((scope) => replyToMatch(scope, id, input))
      return await reply.done(`/matches/${id}`, 'Your message is sent.')
    } catch (thrown) {
      const error = asSeamarkError(thrown)
      if (error.kind !== 'invalid') throw thrown
      return await reply.page('rooms/deconfliction/pages/match.njk', {
        ...pageOf(request, await read(request)),
        values: typedValues(request),
        errors: error.fields ?? { form: error.message },
      })
    }
  })

  for (const act of acts) {
    app.get(
      `/matches/:id/${act.name}`,
      config(`deconfliction.match.${act.name}.show`),
      async (request, reply) => {
        const view = await read(request)
        return await askFor(request, reply, act, view, {
          values: { version: view.standings.ours?.version ?? 0, message_id: newId() },
        })
      },
    )
    app.post(`/matches/:id/${act.name}`, config(`deconfliction.match.${act.name}`), (request, reply) =>
      sendAct(request, reply, act),
    )
  }
  return Promise.resolve()
}

async function sendAct(request: FastifyRequest, reply: FastifyReply, act: Act): Promise<FastifyReply> {
  const { id } = pathOf(request, idPath)
  try {
    const work = act.send(request)
    await request.perform((scope) => work(scope, id))
    return await reply.done(`/matches/${id}`, act.done)
  } catch (thrown) {
    const error = asSeamarkError(thrown)
    const stale = isStaleWord(thrown) ? thrown : null
    if (error.kind !== 'invalid' && !stale) throw thrown
    // What was typed comes back; after a colleague's answer it counts for that one when sent again.
    const values = stale ? { ...typedValues(request), version: stale.standing.version } : typedValues(request)
    return await askFor(request, reply, act, await read(request), {
      values,
      errors: error.fields ?? { form: error.message },
      colleague: stale && wordText(stale.standing),
    })
  }
}

async function askFor(
  request: FastifyRequest,
  reply: FastifyReply,
  act: Act,
  view: MatchView,
  more: {
    values: Record<string, unknown>
    errors?: Record<string, string>
    colleague?: string | null
  },
): Promise<FastifyReply> {
  const page = pageOf(request, view)
  return await reply.page(`rooms/deconfliction/pages/${act.name}.njk`, {
    ...page,
    title: act.title,
    subtitle: page.title,
    back: backTo(view),
    ...more,
  })
}

function pageOf(request: FastifyRequest, view: MatchView, queue: QueuePlace | null = null) {
  return matchPage(view, request.signedIn?.agencyName ?? 'Your agency', queue)
}

/** Before an answer the pair behind this one, after it the most useful that is left. */
async function placeInQueue(request: FastifyRequest, view: MatchView): Promise<QueuePlace> {
  const behind = view.words.ours ? undefined : view.id
  const { items } = await request.perform((scope) => waitingPairs(scope, { behind, most: 1 }))
  const [next] = items
  return { next: next && next.id !== view.id ? `/matches/${next.id}` : null }
}

async function read(request: FastifyRequest): Promise<MatchView> {
  const { id } = pathOf(request, idPath)
  const again = request.method === 'GET' && looksAgain(request)
  return await request.perform((scope) => readMatch(scope, id, again))
}

const backTo = (view: MatchView) => ({ text: 'Back to the match', href: `/matches/${view.id}` })
