/** A report: read as far as the rule of sight lets this person, and its conditions accepted. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { idPath, pathOf, queryOf, typedValues } from '../../../../platform/http/input.ts'
import { typedText } from '../filing/typed.ts'
import { asSeamarkError } from '../../../../platform/errors.ts'
import { acceptConditions, digestOfConditions } from '../../accept-conditions.ts'
import { readReport } from '../../read-report.ts'
import { ownHoldingsBeside, ownHoldingsView, sameAsOnReport } from '../../../deconfliction/index.ts'
import { heldTooOf, matchesOf, samePersonsView } from '../matches.ts'
import { filers, readers } from '../who.ts'
import { conditionFacts, deskFact, findsNotNamed, handlingFact, reportPage } from './report.view.ts'

const folder = 'rooms/intelligence/pages/report'
const versionQuery = z.object({ version: z.coerce.number().int().min(1).max(100_000).optional() })

export function reportPages(app: FastifyInstance): void {
  app.get(
    '/reports/:id',
    // Whoever wrote it reads it, whatever their role; the rule of sight answers everybody else.
    { config: { operation: 'intelligence.report.read', access: 'signed-in' } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      const { version } = queryOf(request, versionQuery)
      const { report, matches, sameAs, held, own } = await request.perform(async (scope) => {
        const report = await readReport(scope, id, version === undefined ? {} : { version })
        const matches = report.own ? await matchesOf(scope, id) : null
        const sameAs = report.own ? await sameAsOnReport(scope, id) : []
        const held = report.own || report.sight !== 'full' ? null : await heldTooOf(scope, id)
        const own = report.own && report.status !== 'draft' ? await ownHoldingsBeside(scope, id) : null
        return { report, matches, sameAs, held, own }
      })
      // Who wrote a draft and files no more (another role since) reads it here.
      if (report.status === 'draft' && filers.some((role) => request.signedIn?.roles.includes(role)))
        return reply.redirect(`/reports/drafts/${id}/check`, 303)
      if (report.sight === 'conditions')
        return await reply.page(`${folder}/conditions.njk`, {
          title: report.title,
          classification: report.classification,
          report,
          conditions: [handlingFact(report), ...conditionFacts(report)],
          seen: digestOfConditions(report),
          desk: deskFact(report),
          back: { text: 'Back to reports', href: '/reports' },
        })
      return await reply.page(`${folder}/report.njk`, {
        ...reportPage(report, request.signedIn?.roles ?? [], matches?.marks),
        matches,
        ...findsNotNamed(report, request.signedIn?.roles ?? []),
        held,
        own: own === null ? null : ownHoldingsView(own, true),
        samePersons: samePersonsView(sameAs, id),
      })
    },
  )

  app.post(
    '/reports/:id/accept',
    { config: { operation: 'intelligence.report.accept', access: readers } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      const digest = typedText(typedValues(request), 'seen') ?? ''
      try {
        await request.perform((scope) => acceptConditions(scope, id, { digest }))
      } catch (fault) {
        const { code, message } = asSeamarkError(fault)
        if (code !== 'changed-meanwhile') throw fault
        return reply.done(`/reports/${id}`, message, 'important')
      }
      return reply.redirect(`/reports/${id}`, 303)
    },
  )
}
