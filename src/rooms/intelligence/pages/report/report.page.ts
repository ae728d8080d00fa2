/** A report: read as far as the rule of sight lets this person. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { asSeamarkError } from '../../../../platform/errors.ts'
import { recordPath } from '../../../../platform/http/ids.ts'
import { pathOf, queryOf } from '../../../../platform/http/input.ts'
import { may } from '../../../../platform/identity/roles.ts'
import { highest } from '../../../../design/highest-marking.ts'
import { besideReport } from '../../beside-report.ts'
import { linkedWithReport } from '../../linked-records.ts'
import { readReport, type ReportView } from '../../read-report.ts'
import { reportKind } from '../../report-kind.ts'
import { addressOfNotice, conditionsPage } from '../../../sharing/index.ts'
import { ownHoldingsBeside, ownHoldingsView, sameAsOnReport } from '../../../matches/index.ts'
import { heldTooOf, matchesOf, samePersonsView } from '../matches.ts'
import { changesOf, versionReadBefore } from '../../version-changes.ts'
import { changesView, hadBefore } from './changes.view.ts'
import { findsNotNamed, reportPage } from './report.view.ts'

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

/** Registers the page of a report. */
export function reportPages(app: FastifyInstance): void {
  app.get(
    '/reports/:id',
    // Whoever wrote it reads it, whatever their role; the rule of sight answers everybody else.
    { config: { operation: 'intelligence.report.read', access: 'signed-in' } },
    async (request, reply) => {
      const { id } = pathOf(request, recordPath)
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
        const isRead = report.sight === 'full' && report.status !== 'draft'
        const linked = isRead ? await linkedWithReport(scope, report) : []
        return { report, matches, sameAs, held, own, readBefore, changes, beside, linked }
      })
      const found = await read.catch(async (fault: unknown) => {
        if (asSeamarkError(fault).kind !== 'not-found') throw fault
        // Whose agency had the report finds at its old address what became of it; to anybody else it is not there.
        const told = await request.perform((scope) => addressOfNotice(scope, id))
        if (told === null) throw fault
        return told
      })
      if (typeof found === 'string') return reply.redirect(found, 303)
      const { report, matches, sameAs, held, own, readBefore, changes, beside, linked } = found
      // Who wrote a draft and files no more (another role since) reads it here.
      if (report.status === 'draft' && may(request.signedIn?.roles, 'filesIntelligence'))
        return reply.redirect(`/reports/drafts/${id}/check`, 303)
      if (report.sight === 'conditions') {
        const { template, view } = conditionsPage(reportKind, report, readBefore)
        return await reply.page(template, view)
      }
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
        linked,
        // A public report is OFFICIAL-SENSITIVE, and so is a page that shows some of it.
        classification:
          beside.length > 0
            ? ('OFFICIAL-SENSITIVE' as const)
            : highest([report, ...linked.flatMap(({ items }) => items)]),
      })
    },
  )
}
