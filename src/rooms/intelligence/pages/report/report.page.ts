/** A report: read as far as the rule of sight lets this person, and its conditions accepted. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { asSeamarkError } from '../../../../platform/errors.ts'
import { idPath, pathOf, queryOf, typedValues } from '../../../../platform/http/input.ts'
import { typedText } from '../filing/typed.ts'
import { besideReport } from '../../beside-report.ts'
import { acceptConditions, digestOfConditions } from '../../accept-conditions.ts'
import { readReport, type ReportView } from '../../read-report.ts'
import { wasToldOfRecall } from '../../recall-notices.ts'
import { ownHoldingsBeside, ownHoldingsView, sameAsOnReport } from '../../../matches/index.ts'
import { heldTooOf, matchesOf, samePersonsView } from '../matches.ts'
import { filers, readers } from '../who.ts'
import { changesOf, versionReadBefore } from '../../version-changes.ts'
import { changesView, hadBefore } from './changes.view.ts'
import { conditionFacts, deskFact, findsNotNamed, handlingFact, reportPage } from './report.view.ts'

const folder = 'rooms/intelligence/pages/report'
const versionQuery = z.object({ version: z.coerce.number().int().min(1).max(100_000).optional() })

/** Its owner has every version, and may lay this one beside the one before: who may read that one. */
const comparison = ({ id, own, version, versions, status }: ReportView) =>
  own && versions.includes(version - 1) && status !== 'draft'
    ? {
        text: `Compare version ${String(version - 1)} and version ${String(version)}`,
        href: `/reports/${id}/changes?version=${String(version)}`,
      }
    : null

export function reportPages(app: FastifyInstance): void {
  app.get(
    '/reports/:id',
    // Whoever wrote it reads it, whatever their role; the rule of sight answers everybody else.
    { config: { operation: 'intelligence.report.read', access: 'signed-in' } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      const { version } = queryOf(request, versionQuery)
      const read = request.perform(async (scope) => {
        const report = await readReport(scope, id, version === undefined ? {} : { version })
        const matches = report.own ? await matchesOf(scope, id) : null
        const sameAs = report.own ? await sameAsOnReport(scope, id) : []
        const readBefore = report.own ? null : await versionReadBefore(scope, id)
        const changes = await changesOf(scope, id, report.own ? report.version : undefined)
        const held = report.own || report.sight !== 'full' ? null : await heldTooOf(scope, id)
        const own = report.own && report.status !== 'draft' ? await ownHoldingsBeside(scope, id) : null
        const beside = report.own && report.sight === 'full' ? await besideReport(scope, id) : []
        return { report, matches, sameAs, held, own, readBefore, changes, beside }
      })
      const found = await read.catch(async (fault: unknown) => {
        if (asSeamarkError(fault).kind !== 'not-found') throw fault
        // Whose agency had the report finds at its old address that it was recalled; to anybody else it is not there.
        if (!(await request.perform((scope) => wasToldOfRecall(scope, id)))) throw fault
        return null
      })
      if (found === null) return reply.redirect(`/recalls/${id}`, 303)
      const { report, matches, sameAs, held, own, readBefore, changes, beside } = found
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
          readBefore,
          back: { text: 'Back to reports', href: '/reports' },
        })
      return await reply.page(`${folder}/report.njk`, {
        ...reportPage(report, request.signedIn?.roles ?? [], matches?.marks),
        changes: changesView(changes, report),
        changed: {
          from: report.owner.name,
          had: changes.length === 0 ? null : hadBefore(readBefore, report.version, changes.length),
          compare: comparison(report),
        },
        matches,
        ...findsNotNamed(report, request.signedIn?.roles ?? []),
        held,
        own: own === null ? null : ownHoldingsView(own, true),
        samePersons: samePersonsView(sameAs, id),
        beside,
        // A public report is OFFICIAL-SENSITIVE, and so is a page that shows some of it.
        ...(beside.length > 0 ? { classification: 'OFFICIAL-SENSITIVE' as const } : {}),
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
