/** The first page of a report. The draft begins with what is typed on it, right or wrong. */
import type { FastifyInstance } from 'fastify'
import { typedValues } from '../../../../platform/http/input.ts'
import { newId } from '../../../../platform/identifiers.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { saveDraft, startDraft } from '../../drafts.ts'
import { dropTyping } from '../../typing.ts'
import { draftFrame } from './draft.view.ts'
import { contextOf } from './step-page.ts'
import { draftAddress, steps } from './steps.ts'
import { isSame } from './take-in.ts'
import { readTitle } from './title.form.ts'
import { markingChoices } from './title.view.ts'
import { typedText } from '../../../../platform/http/typed-form.ts'
import { canBeKept } from './typed.ts'
import { waitingOn } from './waiting.view.ts'

const template = 'rooms/intelligence/pages/filing/title.njk'
const heading = 'What is it about?'

/** Registers the page on which a report begins. */
export function startPages(app: FastifyInstance): void {
  app.get(
    '/reports/new',
    { config: { operation: 'intelligence.draft.show-new', access: whoever.filesIntelligence } },
    (request, reply) =>
      reply.page(template, {
        title: 'File a report: title and classification',
        caption: `File a report, step 1 of ${String(steps.length)}`,
        heading,
        markings: markingChoices(request.signedIn?.clearance ?? 'OFFICIAL'),
        classification: request.signedIn?.clearance ?? 'OFFICIAL',
        back: { text: 'Back to reports', href: '/reports' },
        begins: newId(),
      }),
  )

  app.post(
    '/reports/new',
    { config: { operation: 'intelligence.draft.start', access: whoever.filesIntelligence } },
    async (request, reply) => {
      const typed = typedValues(request)
      const { draft, read, context } = await request.perform(async (scope) => {
        const context = await contextOf(scope)
        const as = typedText(typed, 'draft')
        const first = readTitle(typed, {}, context)
        const started = canBeKept(first.document) ? first.document : {}
        const begun = await startDraft(scope, started, as === undefined ? {} : { as })
        // The page may have begun it by itself, with the first words.
        const read = readTitle(typed, begun.document, context)
        const nothingNew = isSame(read.document, begun.document) || !canBeKept(read.document)
        const draft = nothingNew ? begun : await saveDraft(scope, begun.id, begun.revision, read.document)
        await dropTyping(scope, draft.id, 'title')
        return { draft, read, context }
      })
      if (Object.keys(read.errors).length === 0) return reply.redirect(draftAddress(draft.id, 'text'), 303)
      return reply.page(template, {
        ...draftFrame(draft, 'title'),
        heading,
        markings: markingChoices(context.clearance),
        waiting: waitingOn({ draft, typing: [] }, 'title'),
        action: draftAddress(draft.id, 'title'),
        values: typed,
        errors: read.errors,
      })
    },
  )
}
