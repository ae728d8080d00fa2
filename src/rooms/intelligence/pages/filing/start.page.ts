/** The first page of a report. The draft begins with what is typed on it, right or wrong. */
import type { FastifyInstance } from 'fastify'
import { typedValues } from '../../../../platform/http/input.ts'
import { startDraft } from '../../drafts.ts'
import { filers } from '../who.ts'
import { draftFrame } from './draft.view.ts'
import { contextOf } from './step-page.ts'
import { draftAddress, steps } from './steps.ts'
import { readTitle } from './title.form.ts'
import { markingChoices } from './title.view.ts'
import { canBeKept } from './typed.ts'

const template = 'rooms/intelligence/pages/filing/title.njk'
const heading = 'What is it about?'

export function startPages(app: FastifyInstance): void {
  app.get(
    '/reports/new',
    { config: { operation: 'intelligence.draft.show-new', access: filers } },
    (request, reply) =>
      reply.page(template, {
        title: 'File a report: title and classification',
        caption: `File a report, step 1 of ${String(steps.length)}`,
        heading,
        markings: markingChoices(request.signedIn?.clearance ?? 'OFFICIAL'),
        classification: request.signedIn?.clearance ?? 'OFFICIAL',
        back: { text: 'Back to reports', href: '/reports' },
      }),
  )

  app.post(
    '/reports/new',
    { config: { operation: 'intelligence.draft.start', access: filers } },
    async (request, reply) => {
      const typed = typedValues(request)
      const { draft, read, context } = await request.perform(async (scope) => {
        const context = await contextOf(scope)
        const read = readTitle(typed, {}, context)
        return {
          draft: await startDraft(scope, canBeKept(read.document) ? read.document : {}),
          read,
          context,
        }
      })
      if (Object.keys(read.errors).length === 0) return reply.redirect(draftAddress(draft.id, 'text'), 303)
      return reply.page(template, {
        ...draftFrame(draft, 'title'),
        heading,
        markings: markingChoices(context.clearance),
        action: draftAddress(draft.id, 'title'),
        values: typed,
        errors: read.errors,
      })
    },
  )
}
