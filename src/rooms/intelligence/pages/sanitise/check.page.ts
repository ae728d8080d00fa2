/** The second officer: the sanitised version beside its original, approved or returned with a note. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { asSeamarkError, notFound } from '../../../../platform/errors.ts'
import { idPath, pathOf, typedValues } from '../../../../platform/http/input.ts'
import { readDraft, type Draft } from '../../drafts.ts'
import { readReport, type ReportView } from '../../read-report.ts'
import { approveSanitised, returnSanitised } from '../../sanitise.ts'
import { wholeReport } from '../../whole-report.ts'
import { compareDocuments } from '../filing/stale.view.ts'
import { draftAddress } from '../filing/steps.ts'
import { formOf, typedText } from '../filing/typed.ts'
import { deciders } from '../who.ts'

export function secondCheckPages(app: FastifyInstance): void {
  app.get(
    '/checks/:id',
    { config: { operation: 'intelligence.check.show', access: deciders } },
    async (request, reply) => showCheck(request, reply, {}),
  )

  app.post(
    '/checks/:id/approve',
    { config: { operation: 'intelligence.check.approve', access: deciders } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      const filed = await request.perform(async (scope) =>
        isAsSeen(request, await readDraft(scope, id)) ? await approveSanitised(scope, id) : null,
      )
      if (filed === null) return await showCheck(request, reply, changedMeanwhile)
      return reply.done(
        `/reports/${filed.id}`,
        'Approved. It is filed under its own reference and can be released.',
      )
    },
  )

  app.post(
    '/checks/:id/return',
    { config: { operation: 'intelligence.check.return', access: deciders } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      const note = typedText(formOf(request), 'note') ?? ''
      if (note === '') return await showCheck(request, reply, { note: 'Say what must be changed' })
      if (note.length > 2_000)
        return await showCheck(request, reply, { note: 'Must be 2,000 characters or fewer' })
      const returned = await request.perform(async (scope) => {
        if (!isAsSeen(request, await readDraft(scope, id))) return false
        await returnSanitised(scope, id, note)
        return true
      })
      if (!returned) return await showCheck(request, reply, changedMeanwhile)
      return reply.done('/reports/ours', 'Returned to the officer who wrote it, with your note.')
    },
  )
}

const changedMeanwhile = { form: 'It was changed meanwhile. This is what it says now: check it again' }

/** The officer decides about what they read, not about what it has become since. */
function isAsSeen(request: FastifyRequest, { revision }: Draft): boolean {
  return typedText(typedValues(request), 'revision') === String(revision)
}

async function showCheck(
  request: FastifyRequest,
  reply: FastifyReply,
  errors: Record<string, string>,
): Promise<FastifyReply> {
  const { id } = pathOf(request, idPath)
  const personId = request.signedIn?.personId
  const { draft, original } = await request
    .perform(async (scope) => {
      const draft = await readDraft(scope, id)
      if (draft.derivationOf === null) throw notFound()
      return { draft, original: await readReport(scope, draft.derivationOf) }
    })
    .catch(async (fault: unknown) => {
      // Approved already: it is a report now.
      if (asSeamarkError(fault).kind !== 'not-found') throw fault
      const report = await request.perform((scope) => readReport(scope, id))
      return { draft: null, original: report }
    })
  if (draft === null) return reply.redirect(`/reports/${id}`, 303)
  if (draft.derivationState !== 'awaiting-check' && draft.authorId === personId)
    return reply.redirect(draftAddress(id, 'check'), 303)
  return await reply.page('rooms/intelligence/pages/sanitise/check.njk', {
    ...checkedView(draft, original),
    mine: draft.authorId === personId,
    values: typedValues(request),
    errors,
  })
}

function checkedView(draft: Draft, original: ReportView) {
  return {
    title: `Check the sanitised version ${draft.reference}`,
    classification:
      original.classification === 'OFFICIAL-SENSITIVE' ? original.classification : draft.classification,
    back: { text: 'Back to reports', href: '/reports/ours' },
    draft,
    original,
    waiting: draft.derivationState === 'awaiting-check',
    rows: compareDocuments(wholeReport(original), draft.document),
  }
}
