/** Asks the reporter: a question of the list, or free words that a second officer must agree to. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { MemberScope } from '../../../../platform/database/scope.ts'
import { asSeamarkError } from '../../../../platform/errors.ts'
import { bodyOf, idPath, parse, pathOf, typedValues } from '../../../../platform/http/input.ts'
import { askReporter, decideQuestion } from '../../arrival/messages.ts'
import type { Language } from '../../body.ts'
import { LOCKED, openBody, readEnvelope } from '../opened-report.ts'
import { questionTemplates, templateCodes, templateText, withoutTask } from '../question-templates.ts'
import { config, errorsOf, FOLDER, sessionOf, throughGate, titleOf, type TriageServices } from './desk.ts'

const OWN_WORDS = 'own-words'
const choice = z.object({
  question: z.enum([...templateCodes, OWN_WORDS], { error: 'Choose a question' }),
})
const ownWords = z.object({
  text: z.string().trim().min(1, 'Write your question').max(1_000, 'Must be 1,000 characters or fewer'),
})
const decision = z.object({ decision: z.enum(['send', 'refuse'], { error: 'Choose one of the two' }) })
const messagePath = z.object({ id: z.uuid(), number: z.coerce.number().int().min(1).max(100_000) })

/**
 * Registers the page that asks.
 * @returns what registers it on the desk's pages
 */
export const askPages =
  (services: TriageServices) =>
  (app: FastifyInstance): void => {
    app.get('/triage/:id/ask', config('ask.show'), (request, reply) =>
      throughGate(services, request, reply, () => show(request, reply, {}, null)),
    )

    app.post('/triage/:id/ask', config('ask'), async (request, reply) => {
      const { id } = pathOf(request, idPath)
      try {
        const { question } = bodyOf(request, choice)
        const state = await request.perform(async (scope) => {
          const { language } = await openBody(scope, sessionOf(request), id)
          if (question !== OWN_WORDS)
            return (
              await askReporter(scope, id, { template: question, text: templateText(question, language) })
            ).state
          const { text } = parse(ownWords, request.body ?? {})
          return (await askReporter(scope, id, { template: null, text: withoutTask(text, language) })).state
        })
        return await reply.done(
          `/triage/${id}`,
          state === 'sent'
            ? 'The question is sent. The reporter reads it with their receipt.'
            : 'The question waits for a second officer. It is sent when somebody else of your desk has agreed.',
        )
      } catch (thrown) {
        return await show(request, reply, errorsOf(thrown), typedValues(request))
      }
    })

    app.post('/triage/:id/messages/:number/decide', config('ask.decide'), async (request, reply) => {
      const { id, number } = pathOf(request, messagePath)
      const input = bodyOf(request, decision)
      await request.perform(async (scope) => {
        await readEnvelope(scope, id)
        await decideQuestion(scope, id, number, input.decision)
      })
      return reply.done(
        `/triage/${id}`,
        input.decision === 'send' ? 'The question is sent to the reporter.' : 'The question is not sent.',
      )
    })
  }

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  errors: Record<string, string>,
  typed: Record<string, unknown> | null,
): Promise<FastifyReply> {
  const { id } = pathOf(request, idPath)
  const { envelope, language } = await request.perform(async (scope) => {
    const envelope = await readEnvelope(scope, id)
    return {
      envelope,
      language: envelope.canBeAsked ? await languageOf(scope, request, id, typed !== null) : null,
    }
  })
  return await reply.page(`${FOLDER}/ask.njk`, {
    title: 'Ask the reporter',
    subtitle: titleOf(envelope),
    back: { text: 'Back to the report', href: `/triage/${id}` },
    envelope,
    inWelsh: language === 'cy',
    questions: templateCodes.map((value) => ({
      value,
      text: questionTemplates[value].en,
      ...(language === 'cy' ? { hint: questionTemplates[value].cy } : {}),
    })),
    ownWords: OWN_WORDS,
    errors,
    values: typed ?? {},
  })
}

/**
 * Which language the reporter reads is inside the seal, so it takes an opening.
 * @param patient - a form comes back: the key may have locked itself meanwhile, and the text must not be lost
 */
async function languageOf(
  scope: MemberScope,
  request: FastifyRequest,
  id: string,
  patient: boolean,
): Promise<Language | null> {
  try {
    const { language } = await openBody(scope, sessionOf(request), id)
    scope.record({ kind: 'consultation', subject: { kind: 'public-report', id }, detail: { opened: true } })
    return language
  } catch (thrown) {
    if (patient && asSeamarkError(thrown).code === LOCKED) return null
    throw thrown
  }
}
