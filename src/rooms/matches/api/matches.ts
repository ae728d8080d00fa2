/** Matches over HTTP: list, read, contact, confirm, reject, take back, close. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { bodyOf, pathOf, queryOf } from '../../../platform/http/input.ts'
import { sidePath } from '../../../platform/http/ids.ts'
import { describe } from '../../../platform/http/openapi.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { closeBody, closeMatch } from '../close-match.ts'
import { confirmBody, confirmMatch } from '../confirm-match.ts'
import { contactMatch } from '../contact-match.ts'
import { isStaleAnswer } from '../answer-match.ts'
import { asMatchRow, listMatches, matchQuery, matchStates } from '../list-matches.ts'
import { findMatch } from '../find-match.ts'
import { readMatch } from '../read-match.ts'
import { rejectBody, rejectMatch } from '../reject-match.ts'
import { withdrawBody, withdrawAnswer } from '../withdraw-answer.ts'
import { messageBody } from '../write-message.ts'
import {
  closeExample,
  confirmExample,
  contactExample,
  listExample,
  readExample,
  rejectExample,
  takeBackExample,
} from './examples.ts'
import { matchDocument, matchDocumentOf, matchListDocument, answerDocumentOf } from './documents.ts'
import type { SideId } from '../../../wire/ids.ts'

const access = whoever.readsContent
const standing = z.object({ id: z.uuid(), state: z.enum(matchStates) }).meta({ id: 'MatchStanding' })
const problems = { 409: '`stale`: a colleague answered meanwhile, `current` is their answer' }

const LIST = {
  operation: describe('deconfliction.match.list', {
    summary: 'Your agency’s matches, newest first: one row for each of its reports on one',
    query: matchQuery,
    answer: matchListDocument,
    example: listExample,
  }),
  access,
}
const READ = {
  operation: describe('deconfliction.match.read', {
    summary: 'One match: your own side in full, of the partner’s what the rule of sight lets you know',
    path: sidePath,
    answer: matchDocument,
    example: readExample,
  }),
  access,
}
const CONTACT = {
  operation: describe('deconfliction.match.contact', {
    summary: 'Write to the partner’s desk; from then on both agencies know of one another',
    path: sidePath,
    body: messageBody,
    answer: standing,
    example: contactExample,
  }),
  access,
}
const CONFIRM = {
  operation: describe('deconfliction.match.confirm', {
    summary: 'Say for your agency that both hold the same; of a person only with a reason',
    path: sidePath,
    body: confirmBody,
    answer: standing,
    problems,
    example: confirmExample,
  }),
  access,
}
const REJECT = {
  operation: describe('deconfliction.match.reject', {
    summary: 'Say for your agency that these are not the same, and why',
    path: sidePath,
    body: rejectBody,
    answer: standing,
    problems,
    example: rejectExample,
  }),
  access,
}
const TAKE_BACK = {
  operation: describe('deconfliction.match.take-back', {
    summary:
      'Take your agency’s answer back: the match stands as before it. The partner learns that there is none',
    path: sidePath,
    body: withdrawBody,
    answer: standing,
    problems: { 409: `${problems[409]}. \`no-word\`: your agency has not answered` },
    example: takeBackExample,
  }),
  access,
}
const CLOSE = {
  operation: describe('deconfliction.match.close', {
    summary: 'Put a match away for your agency, once it has confirmed or rejected it',
    path: sidePath,
    body: closeBody,
    answer: standing,
    problems: { 409: `${problems[409]}. \`no-word\`: your agency has not answered` },
    example: closeExample,
  }),
  access,
}

/** Registers the routes. */
export function matchesApi(app: FastifyInstance): Promise<void> {
  app.get('/deconfliction/matches', { config: LIST }, async (request) => {
    const query = queryOf(request, matchQuery)
    const { items, cursor } = await request.perform((scope) => listMatches(scope, query))
    return { items: items.map(asMatchRow), cursor }
  })

  app.get('/deconfliction/matches/:id', { config: READ }, async (request) => {
    const { id } = pathOf(request, sidePath)
    return matchDocumentOf(await request.perform((scope) => readMatch(scope, id)))
  })

  app.post('/deconfliction/matches/:id/contact', { config: CONTACT }, (request, reply) => {
    const input = bodyOf(request, messageBody)
    return act(request, reply, (scope, id) => contactMatch(scope, id, input))
  })
  app.post('/deconfliction/matches/:id/confirm', { config: CONFIRM }, (request, reply) => {
    const input = bodyOf(request, confirmBody)
    return act(request, reply, (scope, id) => confirmMatch(scope, id, input))
  })
  app.post('/deconfliction/matches/:id/reject', { config: REJECT }, (request, reply) => {
    const input = bodyOf(request, rejectBody)
    return act(request, reply, (scope, id) => rejectMatch(scope, id, input))
  })
  app.post('/deconfliction/matches/:id/take-back', { config: TAKE_BACK }, (request, reply) => {
    const input = bodyOf(request, withdrawBody)
    return act(request, reply, (scope, id) => withdrawAnswer(scope, id, input))
  })
  app.post('/deconfliction/matches/:id/close', { config: CLOSE }, (request, reply) => {
    const input = bodyOf(request, closeBody)
    return act(request, reply, (scope, id) => closeMatch(scope, id, input))
  })
  return Promise.resolve()
}

/** Does something to a match and says how it stands afterwards; to a stale answer, what a colleague said. */
async function act(
  request: FastifyRequest,
  reply: FastifyReply,
  work: (scope: MemberScope, id: SideId) => Promise<void>,
): Promise<FastifyReply> {
  const { id } = pathOf(request, sidePath)
  try {
    const stands = await request.perform(async (scope) => {
      await work(scope, id)
      return { id, state: (await findMatch(scope, id)).state }
    })
    return await reply.send(stands)
  } catch (thrown) {
    if (!isStaleAnswer(thrown)) throw thrown
    const problem = {
      type: 'about:blank',
      title: thrown.message,
      status: thrown.status,
      code: thrown.code,
      current: answerDocumentOf(thrown.standing.answer),
    }
    return await reply.status(thrown.status).type('application/problem+json').send(JSON.stringify(problem))
  }
}
