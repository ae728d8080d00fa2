/** What is done with a disruption over HTTP: show it, claim it, moderate it, look at its effect, say it is another. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { recordId, recordPath } from '../../../platform/http/ids.ts'
import { bodyOf, pathOf } from '../../../platform/http/input.ts'
import { describe } from '../../../platform/http/openapi.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import {
  answerQuestion,
  askModerator,
  checkEffect,
  claimDisruption,
  joinOther,
  moderateDisruption,
} from '../act.ts'
import { claimSchema, effectSchema, evidenceSchema, LONGEST, moderationSchema, text } from '../disruption.ts'
import { addEvidence, takeEvidence } from '../evidence.ts'
import { evidencePath } from '../ids.ts'
import * as examples from './examples.ts'
import { revisionToMatch } from '../../../platform/http/if-match.ts'

const done = z.object({ id: z.uuid() })
const access = whoever.decides
const ifMatch = { 'If-Match': 'required: the revision that you have read' }

const askBody = z.strictObject({
  agency: z.string().max(41).nullable().describe('slug of an agency that does not claim it; null: nobody'),
})
const sameBody = z.strictObject({
  as: recordId.describe('one of its candidates'),
  words: text(LONGEST.words, 'Say what your agency did'),
})

const EVIDENCE = {
  operation: describe('disruptions.evidence.add', {
    summary: 'Add what shows how it was before or after, by a reference that you may read',
    path: recordPath,
    body: evidenceSchema,
    answer: done,
    example: examples.evidenceExample,
  }),
  access,
} as const
const TAKE_BACK = {
  operation: describe('disruptions.evidence.take-back', {
    summary: 'Take a link back that your agency made',
    path: evidencePath,
    answer: done,
    example: examples.takeBackExample,
  }),
  access,
} as const
const CLAIM = {
  operation: describe('disruptions.claim.make', {
    summary: 'Say what your agency did; the owner’s claim files the draft, a partner’s joins it',
    path: recordPath,
    body: claimSchema,
    answer: done,
    example: examples.claimExample,
  }),
  access,
} as const
const ASK = {
  operation: describe('disruptions.moderation.ask', {
    summary: 'Say which agency is asked to moderate an own disruption',
    path: recordPath,
    body: askBody,
    answer: done,
    example: examples.askExample,
  }),
  access,
} as const
const MODERATE = {
  operation: describe('disruptions.moderation.give', {
    summary: 'Accept a disruption at a level, return it with a question, or refuse it; no claimant may',
    path: recordPath,
    headers: ifMatch,
    body: moderationSchema,
    answer: done,
    example: examples.moderateExample,
  }),
  access,
} as const
const ANSWER = {
  operation: describe('disruptions.moderation.answer', {
    summary: 'Answer the question with which an own disruption came back',
    path: recordPath,
    headers: ifMatch,
    body: claimSchema,
    answer: done,
    example: examples.answerExample,
  }),
  access,
} as const
const EFFECT = {
  operation: describe('disruptions.effect.check', {
    summary: 'Say what became of the effect of an accepted disruption, on its day or later',
    path: recordPath,
    headers: ifMatch,
    body: effectSchema,
    answer: done,
    example: examples.effectExample,
  }),
  access,
} as const
const SAME = {
  operation: describe('disruptions.disruption.same', {
    summary: 'Say that an own disruption is another, and claim that one',
    path: recordPath,
    headers: ifMatch,
    body: sameBody,
    answer: done,
    example: examples.sameExample,
  }),
  access,
} as const

/** Registers the routes. */
export function actRoutes(app: FastifyInstance): void {
  app.post('/disruptions/:id/evidence', { config: EVIDENCE }, async (request) => {
    const { id } = pathOf(request, recordPath)
    const typed = bodyOf(request, evidenceSchema)
    await request.perform((scope) => addEvidence(scope, id, typed))
    return { id }
  })
  app.post('/disruptions/:id/evidence/:evidence/take-back', { config: TAKE_BACK }, async (request) => {
    const { id, evidence } = pathOf(request, evidencePath)
    await request.perform((scope) => takeEvidence(scope, id, evidence))
    return { id }
  })
  app.post('/disruptions/:id/claims', { config: CLAIM }, async (request) => {
    const { id } = pathOf(request, recordPath)
    const { words } = bodyOf(request, claimSchema)
    await request.perform((scope) => claimDisruption(scope, id, words))
    return { id }
  })
  app.post('/disruptions/:id/moderator', { config: ASK }, async (request) => {
    const { id } = pathOf(request, recordPath)
    const { agency } = bodyOf(request, askBody)
    await request.perform(async (scope) => askModerator(scope, id, await numberOf(scope, agency)))
    return { id }
  })
  app.post('/disruptions/:id/moderation', { config: MODERATE }, async (request) => {
    const { id, revision } = at(request)
    const said = bodyOf(request, moderationSchema)
    await request.perform((scope) => moderateDisruption(scope, id, revision, said))
    return { id }
  })
  app.post('/disruptions/:id/answer', { config: ANSWER }, async (request) => {
    const { id, revision } = at(request)
    const { words } = bodyOf(request, claimSchema)
    await request.perform((scope) => answerQuestion(scope, id, revision, words))
    return { id }
  })
  app.post('/disruptions/:id/effect', { config: EFFECT }, async (request) => {
    const { id, revision } = at(request)
    const said = bodyOf(request, effectSchema)
    await request.perform((scope) => checkEffect(scope, id, revision, said))
    return { id }
  })
  app.post('/disruptions/:id/same', { config: SAME }, async (request) => {
    const { id, revision } = at(request)
    const { as, words } = bodyOf(request, sameBody)
    await request.perform((scope) => joinOther(scope, id, revision, as, words))
    return { id }
  })
}

function at(request: FastifyRequest) {
  return { id: pathOf(request, recordPath).id, revision: revisionToMatch(request) }
}

async function numberOf(scope: MemberScope, slug: string | null): Promise<number | null> {
  if (slug === null) return null
  const found = await scope.tx.maybe<{ id: number }>('select id from identity.agency where slug = $1', [slug])
  if (!found) throw invalid({ agency: 'There is no such agency' })
  return found.id
}
