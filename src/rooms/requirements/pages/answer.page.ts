/** A filed report answers a requirement; and that is taken back. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from '../../../platform/errors.ts'
import { recordPath } from '../../../platform/http/ids.ts'
import { pathOf, typedValues } from '../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../platform/http/or-again.ts'
import { formOf, typedText, type Typed } from '../../../platform/http/typed-form.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { collectionSource } from '../../../wire/codes.ts'
import { labelFrom } from '../../../design/words.ts'
import { answerRequirement, openLines, ownReport, takeAnswerBack } from '../answer-requirement.ts'
import { findAnswer } from '../answers-of.ts'
import { answerPath, lineId, type LineId } from '../ids.ts'
import { readRequirement } from '../read-requirement.ts'

/** Registers the pages and their forms. */
export function answerPages(app: FastifyInstance): void {
  app.get(
    '/requirements/:id/answer',
    { config: { operation: 'requirements.answer.show-give', access: whoever.filesIntelligence } },
    (request, reply) => show(request, reply, null),
  )
  app.post(
    '/requirements/:id/answer',
    { config: { operation: 'requirements.answer.give', access: whoever.filesIntelligence } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { id } = pathOf(request, recordPath)
          const typed = formOf(request)
          await request.perform(async (scope) => {
            const report = await ownReport(scope, typedText(typed, 'report') ?? '')
            await answerRequirement(scope, id, report, lineOf(typed))
          })
          return reply.done(
            `/requirements/${id}`,
            'Noted. Who asked learns that an answer is there. They read it when you release the report to them.',
          )
        },
        (refused) => show(request, reply, refused),
      ),
  )

  app.get(
    '/requirements/answers/:id/take-back',
    { config: { operation: 'requirements.answer.show-take-back', access: whoever.filesIntelligence } },
    async (request, reply) => {
      const { id } = pathOf(request, answerPath)
      const answer = await request.perform((scope) => findAnswer(scope, id))
      return await reply.page('rooms/requirements/pages/take-back.njk', {
        title: 'Take an answer back',
        classification: answer.classification,
        back: { text: 'Back to the requirement', href: `/requirements/${answer.requirementId}` },
        answer,
      })
    },
  )
  app.post(
    '/requirements/answers/:id/take-back',
    { config: { operation: 'requirements.answer.take-back', access: whoever.filesIntelligence } },
    async (request, reply) => {
      const { id } = pathOf(request, answerPath)
      const requirement = await request.perform((scope) => takeAnswerBack(scope, id))
      return reply.done(`/requirements/${requirement}`, 'Taken back. The report stays as it is.')
    },
  )
}

/** @returns undefined where the form has no such field: the only line that waits is meant */
function lineOf(typed: Typed): LineId | null | undefined {
  const chosen = typedText(typed, 'line')
  if (chosen === undefined) return undefined
  const read = lineId.safeParse(chosen)
  return read.success ? read.data : null
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { id } = pathOf(request, recordPath)
  const { view, lines } = await request.perform(async (scope) => ({
    view: await readRequirement(scope, id),
    lines: await openLines(scope, id),
  }))
  if (view.body === null) throw notFound()
  const query = request.query as Typed
  return await reply.page('rooms/requirements/pages/answer.njk', {
    title: 'Answer a requirement',
    classification: view.classification,
    back: { text: 'Back to the requirement', href: `/requirements/${id}` },
    requirement: view,
    lines:
      lines.length < 2
        ? []
        : [
            ...lines.map((one) => ({
              value: one.id,
              text: `Line ${String(one.number)}: ${labelFrom(collectionSource)(one.source)}`,
              hint: one.basis,
            })),
            { value: 'none', text: 'None of them' },
          ],
    values: { line: query['line'], ...(refused === null ? {} : typedValues(request)) },
    ...(refused ? { errors: refused.errors } : {}),
  })
}
