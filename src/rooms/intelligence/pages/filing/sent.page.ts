/** After filing: the reference, what was matched, what happens next. */
import type { FastifyInstance } from 'fastify'
import { recordPath } from '../../../../platform/http/ids.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { may, whoever } from '../../../../platform/identity/roles.ts'
import { readReport } from '../../read-report.ts'
import { ownHoldingsBeside, ownHoldingsView } from '../../../matches/index.ts'
import { matchesOf } from '../matches.ts'
import { unnamedView } from '../unnamed.view.ts'

/** Registers the page behind a filing. */
export function sentPages(app: FastifyInstance): void {
  app.get(
    '/reports/:id/sent',
    { config: { operation: 'intelligence.report.show-sent', access: whoever.filesIntelligence } },
    async (request, reply) => {
      const { id } = pathOf(request, recordPath)
      const { report, matches, own } = await request.perform(async (scope) => ({
        report: await readReport(scope, id),
        matches: await matchesOf(scope, id),
        own: await ownHoldingsBeside(scope, id),
      }))
      const roles = request.signedIn?.roles ?? []
      return await reply.page('rooms/intelligence/pages/filing/sent.njk', {
        title: `Filed: ${report.reference ?? ''}`,
        classification: report.classification,
        report,
        matches,
        unnamed: report.own ? unnamedView({ ...report, left_out: report.leftOut }, true) : null,
        mayFile: true,
        own: ownHoldingsView(own, true),
        mayDecide: may(roles, 'decides'),
      })
    },
  )
}
