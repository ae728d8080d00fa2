/** One line of matches: reading it, what the partner sees of it, writing, and this agency's answer. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { asSeamarkError } from '../../../platform/errors.ts'
import { sidePath } from '../../../platform/http/ids.ts'
import { bodyOf, pathOf, queryOf, typedValues } from '../../../platform/http/input.ts'
import { looksAgain } from '../../../platform/http/looks-again.ts'
import { newId } from '../../../platform/identifiers.ts'
import { may, whoever } from '../../../platform/identity/roles.ts'
import { answerLine, closeLine, takeBackLine } from '../answer-line.ts'
import { contactLine } from '../contact-match.ts'
import { isStaleAnswer } from '../answer-match.ts'
import { fromList, lineQuery, matchesAddress, placeQuery, type LineQuery } from '../line-filters.ts'
import { waitingPairs } from '../person-queue.ts'
import { placeInList } from '../place-in-list.ts'
import { giveBackLine, takeLine } from '../take-line.ts'
import { readLine, type LineView } from '../read-line.ts'
import { reasonOf } from '../reject-reasons.ts'
import { replyOnLine } from '../reply-to-match.ts'
import { messageBody } from '../write-message.ts'
import { choicesFor, typedChoices, type ActName } from './choose-matches.ts'
import { closeForm, confirmForm, contactForm, meant, rejectForm, takeBackForm } from './match.form.ts'
import { matchPage, answerText, type Around } from './match.view.ts'
import { usualReasonItems } from './words.ts'
import type { SideId } from '../../../wire/ids.ts'

/** An act on a line: its page asks, and sends what was typed to the use case. */
type Act = {
  name: ActName
  /** what the page is called, and the button */
  title: string
  /** @param count - of how many matches */
  done: (count: number) => string
  send: (request: FastifyRequest) => (scope: MemberScope, id: SideId) => Promise<number>
}

const several = (count: number, one: string, many: (count: string) => string) =>
  count === 1 ? one : many(String(count))

const acts: readonly Act[] = [
  {
    name: 'contact',
    title: 'Contact the partner',
    done: () => 'Your message is sent. You see the answer here.',
    send: (request) => {
      const { message, message_id, ...chosen } = bodyOf(request, contactForm)
      return async (scope, id) => {
        const ids = meant(chosen, id).map((one) => one.id)
        await contactLine(scope, id, ids, { message, ...(message_id === undefined ? {} : { message_id }) })
        return ids.length
      }
    },
  },
  {
    name: 'confirm',
    title: 'Confirm the match',
    done: (count) =>
      several(
        count,
        'Your agency has confirmed the match.',
        (many) => `Your agency has confirmed ${many} records.`,
      ),
    send: (request) => {
      const { reason, ...chosen } = bodyOf(request, confirmForm)
      return (scope, id) =>
        answerLine(scope, id, meant(chosen, id), { answer: 'confirmed', reason: reason ?? null })
    },
  },
  {
    name: 'reject',
    title: 'Reject the match',
    done: (count) =>
      several(
        count,
        'Your agency has rejected the match.',
        (many) => `Your agency has rejected ${many} records.`,
      ),
    send: (request) => {
      const { reason, usual, ...chosen } = bodyOf(request, rejectForm)
      const whole = reasonOf(usual, reason)
      return (scope, id) => answerLine(scope, id, meant(chosen, id), { answer: 'rejected', reason: whole })
    },
  },
  {
    name: 'take-back',
    title: 'Take the answer back',
    done: () => 'Your agency’s answer is taken back. The match is as it was before it.',
    send: (request) => {
      const chosen = bodyOf(request, takeBackForm)
      return (scope, id) => takeBackLine(scope, id, meant(chosen, id))
    },
  },
  {
    name: 'close',
    title: 'Close the match',
    done: () => 'The match is closed for your agency.',
    send: (request) => {
      const chosen = bodyOf(request, closeForm)
      return (scope, id) => closeLine(scope, id, meant(chosen, id))
    },
  },
]

const config = (operation: string) => ({ config: { operation, access: whoever.readsContent } })

/** One line of matches, and each step on it. @param app - the desk's pages */
export function matchPages(app: FastifyInstance): Promise<void> {
  app.get('/matches/:id', config('deconfliction.match.read'), async (request, reply) => {
    const view = await read(request)
    return reply.page('rooms/matches/pages/match.njk', {
      ...pageOf(request, view, await around(request, view)),
      values: { message_id: newId() },
    })
  })

  app.get(
    '/matches/:id/what-they-see',
    config('deconfliction.match.what-they-see'),
    async (request, reply) => {
      const view = await read(request)
      return reply.page('rooms/matches/pages/what-they-see.njk', {
        ...pageOf(request, view),
        title: `What ${view.partner.name} sees of this`,
        back: backTo(request, view),
      })
    },
  )

  app.post('/matches/:id/take', config('deconfliction.match.take'), async (request, reply) => {
    const { id } = pathOf(request, sidePath)
    const back = `/matches/${id}${listOf(request).suffix}`
    try {
      await request.perform((scope) => takeLine(scope, id))
    } catch (fault) {
      const { code, message } = asSeamarkError(fault)
      if (code !== 'already-taken') throw fault
      return await reply.done(back, message, 'important')
    }
    return await reply.done(back, 'You have taken this match.')
  })

  app.post('/matches/:id/give-back', config('deconfliction.match.give-back'), async (request, reply) => {
    const { id } = pathOf(request, sidePath)
    await request.perform((scope) => giveBackLine(scope, id))
    return reply.done(`/matches/${id}${listOf(request).suffix}`, 'This match is free again.')
  })

  app.post('/matches/:id/reply', config('deconfliction.match.reply'), async (request, reply) => {
    const { id } = pathOf(request, sidePath)
    try {
      const input = bodyOf(request, messageBody)
      await request.perform((scope) => replyOnLine(scope, id, input))
      return await reply.done(`/matches/${id}${listOf(request).suffix}`, 'Your message is sent.')
    } catch (thrown) {
      const error = asSeamarkError(thrown)
      if (error.kind !== 'invalid') throw thrown
      return await reply.page('rooms/matches/pages/match.njk', {
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
          values: { version: view.matches[0].standings.ours?.version ?? 0, message_id: newId() },
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
  const { id } = pathOf(request, sidePath)
  try {
    const work = act.send(request)
    const count = await request.perform((scope) => work(scope, id))
    return await reply.done(`/matches/${id}${listOf(request).suffix}`, act.done(count))
  } catch (thrown) {
    const error = asSeamarkError(thrown)
    const stale = isStaleAnswer(thrown) ? thrown : null
    if (error.kind !== 'invalid' && !stale) throw thrown
    // What was typed comes back; after a colleague's answer it counts for that one when sent again.
    const values = stale ? { ...typedValues(request), version: stale.standing.version } : typedValues(request)
    return await askFor(request, reply, act, await read(request), {
      values,
      errors: error.fields ?? { form: error.message },
      colleague: stale && answerText(stale.standing),
    })
  }
}

async function askFor(
  request: FastifyRequest,
  reply: FastifyReply,
  act: Act,
  view: LineView,
  more: {
    values: Record<string, unknown>
    errors?: Record<string, string>
    colleague?: string | null
  },
): Promise<FastifyReply> {
  const page = pageOf(request, view)
  const choices = choicesFor(act.name, view)
  return await reply.page(`rooms/matches/pages/${act.name}.njk`, {
    ...page,
    title: act.title,
    subtitle: page.title,
    back: backTo(request, view),
    choices,
    usualReasons: usualReasonItems,
    ...more,
    values: {
      ...more.values,
      match: typedChoices(choices, more.values['match'] ?? (more.values['several'] ? [] : undefined)),
    },
  })
}

function pageOf(request: FastifyRequest, view: LineView, about: Around = {}) {
  const { suffix, query } = listOf(request)
  return {
    ...matchPage(view, request.signedIn?.agencyName ?? 'Your agency', {
      ...about,
      suffix,
      listHref: matchesAddress(query),
    }),
    mayFree: may(request.signedIn?.roles, 'freesMatches'),
  }
}

/** The list from which the page was opened, and how its addresses carry that on. */
function listOf(request: FastifyRequest): { query: LineQuery; place: number | null; suffix: string } {
  const { n }: { n?: number | undefined } = queryOf(request, placeQuery)
  if (n === undefined) return { query: {}, place: null, suffix: '' }
  const query: LineQuery = queryOf(request, lineQuery)
  return { query, place: n, suffix: fromList(query, n) }
}

/** What comes before and behind it: in the list from which it was opened, or in the queue of pairs. */
async function around(request: FastifyRequest, view: LineView): Promise<Around> {
  const { query, place } = listOf(request)
  if (place !== null) {
    const { previous, next } = await request.perform((scope) => placeInList(scope, query, view.id, place))
    const address = (to: typeof next) => to && `/matches/${to.id}${fromList(query, to.place)}`
    return { previous: address(previous), next: address(next), inList: true }
  }
  if (view.kind !== 'person') return {}
  // Before an answer the pair behind this one, after it the most useful that is left.
  const behind = view.matches.every(({ answers }) => answers.ours) ? undefined : view.id
  const own = new Set(view.matches.map(({ id }) => id))
  const { items } = await request.perform((scope) =>
    waitingPairs(scope, { behind, most: view.matches.length + 1 }),
  )
  const next = items.find(({ id }) => !own.has(id))
  return { next: next ? `/matches/${next.id}` : null }
}

async function read(request: FastifyRequest): Promise<LineView> {
  const { id } = pathOf(request, sidePath)
  const again = request.method === 'GET' && looksAgain(request)
  return await request.perform((scope) => readLine(scope, id, again))
}

const backTo = (request: FastifyRequest, view: LineView) => ({
  text: 'Back to the match',
  href: `/matches/${view.id}${listOf(request).suffix}`,
})
