/** The owner's questions about a report: who holds it, who has opened it, what has happened to it. */
import type { FastifyInstance } from 'fastify'
import { idPath, pathOf } from '../../../../platform/http/input.ts'
import { checksOf, historyOf, holdersOf, releasesOf } from '../../holders.ts'
import { readReport } from '../../read-report.ts'
import { readers } from '../who.ts'
import { checkSentences, historySentences } from './history.view.ts'
import { holdersView, releaseSentences } from './holders.view.ts'
import { nextVersionLinks } from './report.view.ts'

const folder = 'rooms/intelligence/pages/report'

export function ownerPages(app: FastifyInstance): void {
  app.get(
    '/reports/:id/holders',
    { config: { operation: 'intelligence.report.holders', access: readers } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      const { report, rows, releases } = await request.perform(async (scope) => {
        const rows = await holdersOf(scope, id)
        return { rows, releases: await releasesOf(scope, id), report: await readReport(scope, id) }
      })
      return await reply.page(`${folder}/holders.njk`, {
        title: `Who holds ${report.reference ?? ''}`,
        heading: 'Who holds this report',
        classification: report.classification,
        back: { text: 'Back to the report', href: `/reports/${id}` },
        report,
        releases: releaseSentences(releases),
        ...holdersView(rows, report),
      })
    },
  )

  app.get(
    '/reports/:id/history',
    { config: { operation: 'intelligence.report.history', access: readers } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      const { report, rows, checks } = await request.perform(async (scope) => {
        const rows = await historyOf(scope, id)
        return { rows, checks: await checksOf(scope, id), report: await readReport(scope, id) }
      })
      return await reply.page(`${folder}/history.njk`, {
        title: `History of ${report.reference ?? ''}`,
        heading: 'History of this report',
        classification: report.classification,
        back: { text: 'Back to the report', href: `/reports/${id}` },
        report,
        events: historySentences(rows),
        checks: checkSentences(checks),
        waiting: nextVersionLinks(report),
      })
    },
  )
}
