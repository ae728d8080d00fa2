/** An intelligence report made of a public one: the opened report beside a new text. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  classification,
  codesOf,
  intelligenceAssessment,
  sourceEvaluation,
  statementBasis,
} from '../../../../wire/codes.ts'
import { asSeamarkError } from '../../../../platform/errors.ts'
import { bodyOf, idPath, pathOf, typedValues } from '../../../../platform/http/input.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { becameOf, becomeIntelligence, intelligenceBody } from '../become-intelligence.ts'
import { LOCKED, openReport, readEnvelope } from '../opened-report.ts'
import { answerRows } from '../report.view.ts'
import { startingText, startingTitle, UNTESTED } from '../sanitised-draft.ts'
import { stretchesOf } from '../stretches.ts'
import { fileViews } from './report-page.view.ts'
import { config, errorsOf, FOLDER, sessionOf, throughGate, titleOf, type TriageServices } from './desk.ts'

const choices = {
  classifications: codesOf(classification).map((value) => ({ value, text: value })),
  // As code lists: each code stands beside its words.
  sources: sourceEvaluation,
  assessments: intelligenceAssessment,
  bases: codesOf(statementBasis).map((value) => ({ value, text: statementBasis[value] })),
}

/** The new text may be as long as an item of a report. */
const LARGE = config('intelligence', whoever.triages, 'large')

/**
 * Registers that page.
 * @returns what registers it on the desk's pages
 */
export function intelligencePages(services: TriageServices) {
  return (app: FastifyInstance): void => {
    app.get('/triage/:id/intelligence', config('intelligence.show'), (request, reply) =>
      throughGate(services, request, reply, () => show(request, reply)),
    )

    app.post('/triage/:id/intelligence', LARGE, async (request, reply) => {
      const { id } = pathOf(request, idPath)
      try {
        const input = bodyOf(request, intelligenceBody)
        const draft = await request.perform((scope) =>
          becomeIntelligence(scope, sessionOf(request), id, input),
        )
        return await reply.done(
          `/reports/drafts/${draft}/subjects`,
          'The draft is begun. Accept what was found in the text, then go on and file it.',
        )
      } catch (thrown) {
        return await show(request, reply, typedValues(request), errorsOf(thrown))
      }
    })
  }
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  typed: Record<string, unknown> | null = null,
  errors: Record<string, string> = {},
): Promise<FastifyReply> {
  const { id } = pathOf(request, idPath)
  const { envelope, body, photographs, stretch, draftBy } = await request.perform(async (scope) => {
    const envelope = await readEnvelope(scope, id)
    const cell = { cell_lat: envelope.cellLat, cell_lon: envelope.cellLon, area: envelope.area }
    const [stretch = null] = await stretchesOf(scope, [cell])
    // The key may have locked itself while somebody was writing: their text comes back all the same.
    const opened = await openReport(scope, sessionOf(request), id).catch((thrown: unknown) => {
      if (typed !== null && asSeamarkError(thrown).code === LOCKED) return null
      throw thrown
    })
    const [draft] = (await becameOf(scope, id)).filter(({ current }) => current)
    const { photographs } = fileViews(id, opened?.files ?? [])
    const draftBy = draft ? (draft.begunBy ?? 'a colleague') : null
    return { envelope, body: opened?.body ?? null, photographs, stretch, draftBy }
  })
  return await reply.page(`${FOLDER}/intelligence.njk`, {
    title: 'Make an intelligence report',
    subtitle: titleOf(envelope),
    classification: 'OFFICIAL-SENSITIVE',
    back: { text: 'Back to the report', href: `/triage/${id}` },
    id,
    closed: envelope.state === 'closed' && envelope.outcome !== 'safeguarding',
    draftBy,
    answers: body === null ? null : answerRows(body),
    photographs,
    ...choices,
    values:
      typed ??
      (body === null
        ? {}
        : {
            title: startingTitle(body, stretch),
            text: startingText(body, stretch),
            source_evaluation: UNTESTED,
            // No default: how it is known, and whether it is fact, is for the officer to judge.
            intelligence_assessment: '',
            basis: '',
            classification: '',
          }),
    errors,
  })
}
