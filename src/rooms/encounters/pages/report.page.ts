/** The page on which an intelligence report is begun from an encounter. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { pathOf } from '../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../platform/http/or-again.ts'
import { formOf, typedText } from '../../../platform/http/typed-form.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { classification } from '../../../wire/codes.ts'
import { beginReport, parseBeginning } from '../begin-report.ts'
import { encounterPath } from '../ids.ts'
import { lookAtEncounter } from '../read-encounters.ts'
import type { Send } from './send.ts'
import { choices, formView, valueOf } from './typed.ts'

const access = whoever.filesIntelligence
const at = '/encounters/:encounter/report'

/** Registers the page and its form. */
export function reportPages(app: FastifyInstance, send: Send): void {
  app.get(at, { config: { operation: 'encounters.report.show-begin', access } }, (request, reply) =>
    show(request, reply, send, null),
  )
  app.post(at, { config: { operation: 'encounters.report.begin', access } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const { encounter } = pathOf(request, encounterPath)
        const typed = formOf(request)
        const body = Object.fromEntries(
          ['title', 'classification', 'text'].map((name) => [name, typedText(typed, name)]),
        )
        const id = await request.perform((scope) =>
          beginReport(scope, encounter, valueOf(parseBeginning(body), {})),
        )
        return await reply.done(`/reports/drafts/${id}/subjects`, 'The draft is begun. Grade it and file it.')
      },
      (refused) => show(request, reply, send, refused),
    ),
  )
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  send: Send,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { encounter } = pathOf(request, encounterPath)
  const view = await request.perform((scope) => lookAtEncounter(scope, encounter))
  return await send(reply, 'report', {
    title: 'Begin an intelligence report',
    caption: `Step 7 of 9, encounter ${String(view.number)}`,
    back: { text: 'Back to step 7', href: `/encounters/${view.id}/steps/7` },
    classifications: choices(classification),
    ...formView(refused, {}),
  })
}
