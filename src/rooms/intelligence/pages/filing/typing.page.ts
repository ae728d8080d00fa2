/** What is typed on the pages of a draft, kept by the page itself every few seconds. Without a script: nothing. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ukClock } from '../../../../design/dates.ts'
import { asSeamarkError } from '../../../../platform/errors.ts'
import { recordPath } from '../../../../platform/http/ids.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { isStaleDraft, readDraft, startDraft } from '../../drafts.ts'
import { dropTyping, keepTyping } from '../../typing.ts'
import { contextOf } from './step-page.ts'
import { draftAddress } from './steps.ts'
import { readTitle } from './title.form.ts'
import { formOf, typedNumber, typedText, type Typed } from '../../../../platform/http/typed-form.ts'

const PAGE =
  /^(?:title|text|grade|subjects|handling|review|subjects-(?:person|thing|[1-9]\d{0,2})|events-[1-9]\d?-(?:new|[1-9]\d?))$/
const typingPath = recordPath.extend({ page: z.string().regex(PAGE) })
const config = {
  operation: 'intelligence.draft.type',
  access: whoever.filesIntelligence,
  body: 'large',
  sentByThePage: true,
} as const

/** Registers where a page sends what is typed, and where it is forgotten. */
export function typingPages(app: FastifyInstance): void {
  app.post('/reports/drafts/:id/typing/:page', { config }, async (request, reply) => {
    const { id, page } = pathOf(request, typingPath)
    const typed = formOf(request)
    return await answer(reply, async () => {
      const [basedOn, turn] = [typedNumber(typed, 'revision'), typedNumber(typed, 'turn')]
      const kept = await request.perform(async (scope) => ({
        turn: await keepTyping(scope, id, { page, fields: fieldsOf(typed), basedOn, turn }),
        saved: savedAt(scope.now),
      }))
      return kept
    })
  })

  // The first page has no draft yet: it begins with the first words.
  app.post(
    '/reports/new/typing',
    { config: { ...config, operation: 'intelligence.draft.start' } },
    (request, reply) => answer(reply, () => beginDraft(request)),
  )

  app.post(
    '/reports/drafts/:id/typing/:page/forget',
    { config: { operation: 'intelligence.draft.type', access: whoever.filesIntelligence } },
    async (request, reply) => {
      const { id, page } = pathOf(request, typingPath)
      await request.perform(async (scope) => {
        await readDraft(scope, id)
        await dropTyping(scope, id, page)
      })
      const step = page.startsWith('subjects') ? 'subjects' : page.startsWith('events') ? 'text' : page
      return reply.redirect(`/reports/drafts/${id}/${step}`, 303)
    },
  )
}

async function beginDraft(request: FastifyRequest): Promise<object> {
  const typed = formOf(request)
  return await request.perform(async (scope) => {
    const { document } = readTitle(typed, {}, await contextOf(scope))
    const as = typedText(typed, 'draft')
    const draft = await startDraft(scope, document, as === undefined ? {} : { as })
    return {
      turn: 0,
      saved: savedAt(scope.now),
      address: draftAddress(draft.id, 'title'),
      keepAt: `/reports/drafts/${draft.id}/typing/title`,
      revision: draft.revision,
    }
  })
}

/** What only the page itself needs is no part of what was typed. */
function fieldsOf(typed: Typed): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([name, value]) =>
      value === undefined || ['revision', 'turn', 'draft'].includes(name) ? [] : [[name, value]],
    ),
  )
}

const savedAt = (now: Date) => ukClock(now, now)

/** A page reads this: what was done, or in words why not. What is absent and what is hidden is one answer. */
async function answer(reply: FastifyReply, work: () => Promise<object>): Promise<FastifyReply> {
  try {
    return await reply.send(await work())
  } catch (fault) {
    const { kind, status, message } = asSeamarkError(fault)
    if (isStaleDraft(fault))
      return await reply.status(409).send({
        problem:
          'This draft was saved in another window or by a colleague. What you type here is not saved by itself any more. Press the button: you see both, and choose.',
      })
    if (kind !== 'conflict') throw fault
    return await reply.status(status).send({ problem: message })
  }
}
