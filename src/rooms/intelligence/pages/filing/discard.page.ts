/** Throwing a draft away: asked once, then gone. */
import type { FastifyInstance } from 'fastify'
import { recordPath } from '../../../../platform/http/ids.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { discardDraft } from '../../drafts.ts'
import { draftFrame } from './draft.view.ts'
import { openDraft } from './step-page.ts'

/** Registers the page that asks before a draft is deleted, and the act itself. */
export function discardPages(app: FastifyInstance): void {
  app.get(
    '/reports/drafts/:id/discard',
    { config: { operation: 'intelligence.draft.show-discard', access: whoever.filesIntelligence } },
    async (request, reply) => {
      const { draft } = await openDraft(request)
      return await reply.page('rooms/intelligence/pages/filing/discard.njk', {
        ...draftFrame(draft, 'check'),
        title: 'Delete this draft?',
        draftTitle: draft.document.title ?? 'No title yet',
        back: { text: 'Back to the draft', href: `/reports/drafts/${draft.id}/check` },
      })
    },
  )

  app.post(
    '/reports/drafts/:id/discard',
    { config: { operation: 'intelligence.draft.discard', access: whoever.filesIntelligence } },
    async (request, reply) => {
      const { id } = pathOf(request, recordPath)
      await request.perform((scope) => discardDraft(scope, id))
      return reply.done('/reports/drafts', 'The draft is deleted.')
    },
  )
}
