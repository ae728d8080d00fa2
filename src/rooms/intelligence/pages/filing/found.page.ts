/** On the way out of step 4: what was found in the text and is not named, with one press to settle it. */
import type { FastifyInstance } from 'fastify'
import { typedValues } from '../../../../platform/http/input.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import type { DraftDocument } from '../../drafts.ts'
import { unnamedView } from '../unnamed.view.ts'
import { draftFrame } from './draft.view.ts'
import { withFindsLeftOut, withFindsNamed } from './offers.ts'
import { openDraft, returnQuery, returnsToCheck, saveTyped, showStale } from './step-page.ts'
import { draftAddress, stepAfter } from './steps.ts'
import { isProtected } from './subjects.view.ts'
import { typedText } from '../../../../platform/http/typed-form.ts'

const path = '/reports/drafts/:id/subjects/found'

/** Registers the page that asks about what was found in the text and is not named. */
export function foundPages(app: FastifyInstance): void {
  app.get(
    path,
    { config: { operation: 'intelligence.draft.show-found', access: whoever.filesIntelligence } },
    async (request, reply) => {
      const { draft } = await openDraft(request)
      const fromCheck = returnsToCheck(request)
      const unnamed = unnamedView(draft.document)
      if (unnamed.warning === null) return reply.redirect(draftAddress(draft.id, onward(fromCheck)), 303)
      return await reply.page('rooms/intelligence/pages/filing/found.njk', {
        ...draftFrame(draft, 'subjects', fromCheck),
        title: 'Found in the text and not named',
        back: {
          text: 'Back to who and what the report names',
          href: draftAddress(draft.id, 'subjects') + returnQuery(request),
        },
        unnamed,
      })
    },
  )

  app.post(
    path,
    { config: { operation: 'intelligence.draft.save', access: whoever.filesIntelligence } },
    async (request, reply) => {
      const named = typedText(typedValues(request), 'do') === 'name'
      const saved = await saveTyped(request, (_typed, document) => ({
        document: named ? withFindsNamed(document) : withFindsLeftOut(document),
        errors: {},
      }))
      if ('theirs' in saved) return await showStale(request, reply, 'subjects', saved)
      const { draft, context } = saved.shown
      // What belongs to a victim, a witness or a child is never matched: it has to be said whose each thing is.
      const askWhose = named && hasProtected(draft.document, context.today)
      const next = askWhose ? 'subjects' : onward(returnsToCheck(request))
      return reply.redirect(draftAddress(draft.id, next) + (askWhose ? returnQuery(request) : ''), 303)
    },
  )
}

const onward = (fromCheck: boolean) => (fromCheck ? 'check' : stepAfter('subjects'))

const hasProtected = (document: DraftDocument, today: string) =>
  (document.subjects ?? []).some((subject) => isProtected(subject, today))
