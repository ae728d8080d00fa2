/** The owner's look at two versions of a report beside each other. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { notFound } from '../../../../platform/errors.ts'
import { recordPath } from '../../../../platform/http/ids.ts'
import { pathOf, queryOf } from '../../../../platform/http/input.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { readReport } from '../../read-report.ts'
import { wholeReport } from '../../whole-report.ts'
import { staleRows } from '../filing/stale.view.ts'

const versionQuery = z.object({ version: z.coerce.number().int().min(1).max(100_000).optional() })

/** Registers the page that shows a version beside the one before it. */
export function comparePages(app: FastifyInstance): void {
  app.get(
    '/reports/:id/changes',
    { config: { operation: 'intelligence.report.compare', access: whoever.readsContent } },
    async (request, reply) => {
      const { id } = pathOf(request, recordPath)
      const { version } = queryOf(request, versionQuery)
      const { before, report } = await request.perform(async (scope) => {
        const report = await readReport(scope, id, version === undefined ? {} : { version })
        // A partner has one version: the one that is current.
        if (!report.own || report.status === 'draft' || report.version === 1) throw notFound()
        return { report, before: await readReport(scope, id, { version: report.version - 1 }) }
      })
      const [left, right] = [before, report].map((one) => `Version ${String(one.version)}`)
      const marked = [before.classification, report.classification]
      const heading = `What version ${String(report.version)} changed`
      return await reply.page('rooms/intelligence/pages/report/compare.njk', {
        title: `${heading}: ${report.reference ?? ''}`,
        heading,
        classification: marked.includes('OFFICIAL-SENSITIVE') ? 'OFFICIAL-SENSITIVE' : 'OFFICIAL',
        back: { text: 'Back to the report', href: `/reports/${id}` },
        report,
        left,
        right,
        rows: staleRows(wholeReport(before), wholeReport(report)),
      })
    },
  )
}
