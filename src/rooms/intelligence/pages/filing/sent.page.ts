/** After filing: the reference, what was matched, what happens next. */
import type { FastifyInstance } from 'fastify'
import { plural } from '../../../../design/words.ts'
import { recordPath } from '../../../../platform/http/ids.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { may, whoever } from '../../../../platform/identity/roles.ts'
import { eventsNear, LATELY_DAYS, NEAR_KM, type EventsNear } from '../../events-near.ts'
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
      const { report, matches, own, near } = await request.perform(async (scope) => {
        const report = await readReport(scope, id)
        const isAnywhere = report.items.some(({ events }) => events?.some(({ where }) => where !== undefined))
        return {
          report,
          matches: await matchesOf(scope, id),
          own: await ownHoldingsBeside(scope, id),
          near: isAnywhere ? await eventsNear(scope, id) : [],
        }
      })
      const roles = request.signedIn?.roles ?? []
      return await reply.page('rooms/intelligence/pages/filing/sent.njk', {
        title: `Filed: ${report.reference ?? ''}`,
        classification: report.classification,
        report,
        matches,
        unnamed: report.own ? unnamedView({ ...report, left_out: report.leftOut }, true) : null,
        mayFile: true,
        own: ownHoldingsView(own, true),
        near: may(roles, 'readsContent') ? nearView(near) : [],
        mayDecide: may(roles, 'decides'),
      })
    },
  )
}

/** One line for each place of the report; two events at one place are one. */
function nearView(near: readonly EventsNear[]) {
  const places = new Map(near.map((one) => [one.where, one]))
  return [...places.values()].map(({ where, others }) => ({
    words:
      others === 0
        ? `No other report that you may read says that something happened within ${String(NEAR_KM)} kilometres of ${where} in the last ${String(LATELY_DAYS)} days.`
        : `${plural(others, 'other event')} that you may read, within ${String(NEAR_KM)} kilometres of ${where} in the last ${String(LATELY_DAYS)} days.`,
    href:
      others === 0
        ? null
        : `/events?${new URLSearchParams({ at: where, days: String(LATELY_DAYS) }).toString()}`,
  }))
}
