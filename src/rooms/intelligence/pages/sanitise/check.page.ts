/** The second officer: the sanitised version beside its original, approved or returned with a note. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { asSeamarkError, notFound } from '../../../../platform/errors.ts'
import { recordPath } from '../../../../platform/http/ids.ts'
import { pathOf, typedValues } from '../../../../platform/http/input.ts'
import { may, whoever } from '../../../../platform/identity/roles.ts'
import { digestOfDraft, readDraft, type Draft } from '../../drafts.ts'
import { readReport, type ReportView } from '../../read-report.ts'
import { approveSanitised, returnSanitised } from '../../sanitise.ts'
import { secondOfficersFor } from '../../second-officer.ts'
import { isStaleVersion } from '../../stale-version.ts'
import { wholeReport } from '../../whole-report.ts'
import { compareDocuments, staleRows, type ComparedRow } from '../filing/stale.view.ts'
import { contextOf } from '../filing/step-page.ts'
import { draftAddress } from '../filing/steps.ts'
import { formOf, typedText } from '../../../../platform/http/typed-form.ts'
import { readMeanwhile } from '../report/report.view.ts'
import { leftOver } from './left-over.view.ts'

/** Registers the page of a check, and its two answers. */
export function secondCheckPages(app: FastifyInstance): void {
  app.get(
    '/checks/:id',
    // Its writer too, who may be a coordinator, sees here that it waits, and for whom.
    { config: { operation: 'intelligence.check.show', access: whoever.decides } },
    async (request, reply) => showCheck(request, reply, {}),
  )

  app.post(
    '/checks/:id/approve',
    { config: { operation: 'intelligence.check.approve', access: whoever.checksSanitised } },
    async (request, reply) => {
      const { id } = pathOf(request, recordPath)
      try {
        const { draft, filed } = await request.perform(async (scope) => ({
          draft: await readDraft(scope, id),
          filed: await approveSanitised(scope, id, seenBy(request)),
        }))
        return await reply.done(
          `/reports/${filed.id}`,
          draft.nextVersionOf === null
            ? 'Approved. It is filed under its own reference and can be released.'
            : `Approved. Version ${String(filed.version)} is now the current one.`,
        )
      } catch (fault) {
        if (isStaleVersion(fault)) return await showCheck(request, reply, overtaken)
        if (['changed-meanwhile', 'not-awaiting-check'].includes(asSeamarkError(fault).code))
          return await showCheck(request, reply, changedMeanwhile)
        // A form that was sent twice: the first has made a version of it, and the draft is no more.
        const versionOf = z.uuid().safeParse(typedText(typedValues(request), 'version_of'))
        if (asSeamarkError(fault).kind !== 'not-found' || !versionOf.success) throw fault
        await request.perform((scope) => readReport(scope, versionOf.data))
        return reply.redirect(`/reports/${versionOf.data}`, 303)
      }
    },
  )

  app.post(
    '/checks/:id/return',
    { config: { operation: 'intelligence.check.return', access: whoever.checksSanitised } },
    async (request, reply) => {
      const { id } = pathOf(request, recordPath)
      const note = typedText(formOf(request), 'note') ?? ''
      if (note === '') return await showCheck(request, reply, { note: 'Say what must be changed' })
      if (note.length > 2_000)
        return await showCheck(request, reply, { note: 'Must be 2,000 characters or fewer' })
      const returned = await request.perform(async (scope) => {
        if (digestOfDraft(await readDraft(scope, id)) !== seenBy(request)) return false
        await returnSanitised(scope, id, note)
        return true
      })
      if (!returned) return await showCheck(request, reply, changedMeanwhile)
      return reply.done('/reports/ours', 'Returned to the officer who wrote it, with your note.')
    },
  )
}

const changedMeanwhile = { form: 'It was changed meanwhile. This is what it says now: check it again' }
const overtaken = {
  form: 'Another version of this report was approved meanwhile. Return this one, so that its writer starts from that',
}

/** The officer decides about what they read, not about what it has become since. */
const seenBy = (request: FastifyRequest): string => typedText(typedValues(request), 'seen') ?? ''

/** What a check is made against: the original, and for a next version the one that was checked before. */
type Check = {
  draft: Draft
  original: ReportView | null
  before: ReportView | null
  secondOfficers: string[]
  context: Awaited<ReturnType<typeof contextOf>>
}

async function showCheck(
  request: FastifyRequest,
  reply: FastifyReply,
  errors: Record<string, string>,
): Promise<FastifyReply> {
  const { id } = pathOf(request, recordPath)
  const personId = request.signedIn?.personId
  const check = await request
    .perform(async (scope): Promise<Check> => {
      const draft = await readDraft(scope, id)
      if (draft.derivationOf === null) throw notFound()
      const original = readReport(scope, draft.derivationOf)
      // The writer of a next version need not see the original; whoever checks it must.
      const mayLack = draft.authorId === personId && draft.nextVersionOf !== null
      return {
        draft,
        original: mayLack ? await original.catch(nothingThere) : await original,
        before: draft.nextVersionOf === null ? null : await readReport(scope, draft.nextVersionOf),
        secondOfficers: await secondOfficersFor(scope, id),
        context: await contextOf(scope),
      }
    })
    .catch(async (fault: unknown) => {
      // Approved already: it is a report now.
      if (asSeamarkError(fault).kind !== 'not-found') throw fault
      const { status } = await request.perform((scope) => readReport(scope, id))
      if (status === 'draft') throw fault
      return null
    })
  if (check === null) return reply.redirect(`/reports/${id}`, 303)
  const { draft } = check
  if (draft.derivationState !== 'awaiting-check' && draft.authorId === personId)
    return reply.redirect(draftAddress(id, 'check'), 303)
  return await reply.page('rooms/intelligence/pages/sanitise/check.njk', {
    ...checkedView(check),
    mine: draft.authorId === personId,
    mayCheck: may(request.signedIn?.roles, 'checksSanitised'),
    values: typedValues(request),
    errors,
  })
}

function nothingThere(thrown: unknown): null {
  if (asSeamarkError(thrown).kind === 'not-found') return null
  throw thrown
}

/** Who is let in changes with the operation, which no document says. */
function operationRow(from: ReportView, { draft, context: { compartments } }: Check): ComparedRow {
  const { compartment } = draft.document
  const name = compartments.find(({ id }) => id === compartment)?.name ?? 'Another operation'
  return {
    label: 'Operation',
    left: from.compartment?.name ?? 'None',
    right: compartment ? name : 'None',
  }
}

function checkedView(check: Check) {
  const { draft, original, before, secondOfficers } = check
  const marked = [draft.classification, original?.classification, before?.classification]
  const shown = before === null ? 'the sanitised version' : `version ${String(before.version + 1)} of`
  return {
    title: `Check ${shown} ${draft.reference}`,
    classification: marked.includes('OFFICIAL-SENSITIVE')
      ? ('OFFICIAL-SENSITIVE' as const)
      : ('OFFICIAL' as const),
    back: { text: 'Back to reports', href: '/reports/ours' },
    draft,
    seen: digestOfDraft(draft),
    leftOver: leftOver(draft, check.context.today),
    original,
    before,
    meanwhile: before === null ? null : readMeanwhile(before),
    secondOfficers,
    waiting: draft.derivationState === 'awaiting-check',
    changes:
      before === null
        ? []
        : [...staleRows(wholeReport(before), draft.document), operationRow(before, check)].filter(
            ({ left, right }) => left !== right,
          ),
    rows:
      original === null
        ? []
        : [...compareDocuments(wholeReport(original), draft.document), operationRow(original, check)],
  }
}
