/** Recall: the owner takes a report back. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { asSeamarkError } from '../../../../platform/errors.ts'
import { idPath, pathOf, typedValues } from '../../../../platform/http/input.ts'
import { audienceOf } from '../../audience.ts'
import { readReport } from '../../read-report.ts'
import { recallReport } from '../../recall-report.ts'
import { formOf, typedText } from '../filing/typed.ts'
import { holdersView } from '../report/holders.view.ts'
import { deciders } from '../who.ts'

const folder = 'rooms/intelligence/pages/recall'
const path = '/reports/:id/recall'

export function recallPages(app: FastifyInstance): void {
  app.get(
    path,
    { config: { operation: 'intelligence.report.show-recall', access: deciders } },
    async (request, reply) => showRecall(request, reply, {}),
  )

  app.post(
    path,
    { config: { operation: 'intelligence.report.recall', access: deciders } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      try {
        const reason = typedText(formOf(request), 'reason') ?? ''
        await request.perform((scope) => recallReport(scope, id, reason))
      } catch (fault) {
        const { fields } = asSeamarkError(fault)
        if (fields === undefined) throw fault
        return await showRecall(request, reply, fields)
      }
      return reply.done(`/reports/${id}/holders`, 'Recalled. You see here which agency has acknowledged it.')
    },
  )
}

async function showRecall(
  request: FastifyRequest,
  reply: FastifyReply,
  errors: Record<string, string>,
): Promise<FastifyReply> {
  const { id } = pathOf(request, idPath)
  const { report, rows } = await request.perform(async (scope) => {
    const rows = await audienceOf(scope, id)
    return { rows, report: await readReport(scope, id) }
  })
  const task = report.status === 'disseminated' ? 'Recall' : 'Withdraw'
  return await reply.page(`${folder}/recall.njk`, {
    title: `${task} ${report.reference ?? ''}`,
    heading: `${task} this report`,
    classification: report.classification,
    back: { text: 'Back to the report', href: `/reports/${id}` },
    report,
    ...holdersView(rows, report),
    values: typedValues(request),
    errors,
  })
}
