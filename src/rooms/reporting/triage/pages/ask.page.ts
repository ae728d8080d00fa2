/** Asks the reporter: a question of the list, or free words that a second officer must agree to. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { bodyOf, idPath, parse, pathOf, typedValues } from '../../../../platform/http/input.ts'
import { askReporter, decideQuestion } from '../../arrival/messages.ts'
import { readEnvelope } from '../opened-report.ts'
import { questionTemplates, templateCodes, templateText, withoutTask } from '../question-templates.ts'
import { config, errorsOf, FOLDER, titleOf } from './desk.ts'

const OWN_WORDS = 'own-words'
const choice = z.object({
  question: z.enum([...templateCodes, OWN_WORDS], { error: 'Choose a question' }),
})
const ownWords = z.object({
  text: z.string().trim().min(1, 'Write your question').max(1_000, 'Must be 1,000 characters or fewer'),
})
const decision = z.object({ decision: z.enum(['send', 'refuse'], { error: 'Choose one of the two' }) })
const messagePath = z.object({ id: z.uuid(), number: z.coerce.number().int().min(1).max(100_000) })

export function askPages(app: FastifyInstance): void {
  app.get('/triage/:id/ask', config('ask.show'), (request, reply) => show(request, reply, {}, {}))

  app.post('/triage/:id/ask', config('ask'), async (request, reply) => {
    const { id } = pathOf(request, idPath)
    try {
      const { question } = bodyOf(request, choice)
      const state = await request.perform(async (scope) => {
        const { language } = await readEnvelope(scope, id)
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
  values: Record<string, unknown>,
): Promise<FastifyReply> {
  const { id } = pathOf(request, idPath)
  const envelope = await request.perform((scope) => readEnvelope(scope, id))
  return await reply.page(`${FOLDER}/ask.njk`, {
    title: 'Ask the reporter',
    subtitle: titleOf(envelope),
    back: { text: 'Back to the report', href: `/triage/${id}` },
    envelope,
    questions: templateCodes.map((value) => ({
      value,
      text: questionTemplates[value].en,
      ...(envelope.language === 'cy' ? { hint: questionTemplates[value].cy } : {}),
    })),
    ownWords: OWN_WORDS,
    errors,
    values,
  })
}
