/** Where a new version and a sanitised version begin: what it is, and one button. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { notFound } from '../../../../platform/errors.ts'
import { recordPath } from '../../../../platform/http/ids.ts'
import { pathOf, queryOf, typedValues } from '../../../../platform/http/input.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { saveDraft } from '../../drafts.ts'
import { beginNewVersion } from '../../new-version.ts'
import { readReport } from '../../read-report.ts'
import { beginSanitised } from '../../sanitise.ts'
import { withFindsNamed } from '../filing/offers.ts'
import { draftAddress } from '../filing/steps.ts'
import { typedCode, typedText } from '../../../../platform/http/typed-form.ts'
import { readMeanwhile, reportPage } from '../report/report.view.ts'

const folder = 'rooms/intelligence/pages/sanitise'

/** Why somebody was led here, and with what the reason of the new version begins; they change it as they like. */
const BECAUSE = { 'wrong-person': 'An earlier version was about the wrong person.' } as const
const beginQuery = z.object({ because: z.enum(['wrong-person']).optional().catch(undefined) })

/** Registers both pages, and the acts themselves. */
export function beginPages(app: FastifyInstance): void {
  for (const kind of ['sanitise', 'new-version'] as const) {
    const path = `/reports/:id/${kind}`
    app.get(
      path,
      { config: { operation: `intelligence.report.show-${kind}`, access: whoever.decides } },
      async (request, reply) => {
        const { id } = pathOf(request, recordPath)
        const report = await request.perform((scope) => readReport(scope, id))
        if (!report.own) throw notFound()
        const { because } = queryOf(request, beginQuery)
        const task = kind === 'sanitise' ? 'Write a sanitised version' : 'Write a new version'
        return await reply.page(`${folder}/${kind}.njk`, {
          title: `${task} of ${report.reference ?? ''}`,
          heading: task,
          classification: report.classification,
          back: { text: 'Back to the report', href: `/reports/${id}` },
          report,
          derivatives: reportPage(report, []).derivatives,
          meanwhile: readMeanwhile(report),
          because: kind === 'new-version' && because !== undefined ? because : undefined,
          reason: because === undefined ? undefined : BECAUSE[because],
        })
      },
    )

    app.post(
      path,
      { config: { operation: `intelligence.report.${kind}`, access: whoever.decides } },
      async (request, reply) => {
        const { id } = pathOf(request, recordPath)
        const begin = kind === 'sanitise' ? beginSanitised : beginNewVersion
        const typed = typedValues(request)
        // From a report whose text holds what it does not name.
        const namesFinds = kind === 'new-version' && typedText(typed, 'found') === 'name'
        const because = kind === 'new-version' ? typedCode(typed, 'because', BECAUSE) : undefined
        const draft = await request.perform(async (scope) => {
          const begun = await begin(scope, id)
          const reason = because === undefined ? undefined : BECAUSE[because]
          const named = namesFinds ? withFindsNamed(begun.document) : begun.document
          // Of a draft that was begun before, the reason that stands there stays.
          const says = reason === undefined ? named : { change_reason: reason, ...named }
          if (says === begun.document) return begun
          return await saveDraft(scope, begun.id, begun.revision, says)
        })
        return reply.redirect(draftAddress(draft.id, kind === 'sanitise' ? 'title' : 'check'), 303)
      },
    )
  }
}
