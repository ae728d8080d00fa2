/** Check answers, and the act itself: file, save the new version, or send to the second officer. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { asSeamarkError } from '../../../../platform/errors.ts'
import { recordPath } from '../../../../platform/http/ids.ts'
import { pathOf, typedValues } from '../../../../platform/http/input.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { isStaleDraft, type Draft, type DraftKind } from '../../drafts.ts'
import { filingOffers, takeFilingOffers } from '../../filing-offers.ts'
import { readReport } from '../../read-report.ts'
import { secondOfficersFor } from '../../second-officer.ts'
import { isStaleVersion, startFromCurrent, submitDraft, type StaleVersion } from '../../submit-draft.ts'
import { wholeReport } from '../../whole-report.ts'
import { checkView } from './check.view.ts'
import { leftOver } from '../sanitise/left-over.view.ts'
import { nextVersionOf } from './next-version.view.ts'
import { draftFrame, kindOfDraft } from './draft.view.ts'
import { staleRows } from './stale.view.ts'
import { openDraft, pathOnly } from './step-page.ts'
import { draftAddress, type Errors } from './steps.ts'
import { formOf, typedCode, typedNumber, typedText } from '../../../../platform/http/typed-form.ts'
import { begunSubjects, overtakenPages } from './waiting.view.ts'

const folder = 'rooms/intelligence/pages/filing'
const path = '/reports/drafts/:id/check'

const yesNo = { yes: 'Yes', no: 'No' } as const

const acts: Record<DraftKind, { verb: string; button: string; consequence: string }> = {
  report: {
    verb: 'file',
    button: 'File this report',
    consequence:
      'When you file, Seamark looks for the same numbers, vehicles and accounts at your partners. Nobody else sees what you wrote until you release it.',
  },
  'new version': {
    verb: 'save the new version',
    button: 'Save this version',
    consequence:
      'It takes the place of the version before, also for the partners who hold that one. Under code C every reader accepts again. Earlier versions stay with your agency.',
  },
  'sanitised version': {
    verb: 'send it to a second officer',
    button: 'Send to a second officer',
    consequence:
      'Another intelligence officer of your agency compares it with the original, and approves or returns it. Nothing is released before that.',
  },
}

/** The next version of a sanitised report. */
const checkedVersion = {
  verb: 'send it to a second officer',
  button: 'Send to a second officer',
  consequence:
    'This report is a sanitised version, so another intelligence officer of your agency checks this version too, like the first. No partner reads this version before they have approved it. Then under code C every reader accepts again.',
}

/** Registers the page on which answers are checked, and the act itself. */
export function checkPages(app: FastifyInstance): void {
  app.get(
    path,
    { config: { operation: 'intelligence.draft.show-check', access: whoever.filesIntelligence } },
    async (request, reply) => {
      const { id } = pathOf(request, recordPath)
      // Somebody came back to the page of a draft that is a report by now.
      return await showCheck(request, reply, {}).catch((fault: unknown) =>
        answerFault(request, reply, id, fault),
      )
    },
  )

  app.post(
    path,
    { config: { operation: 'intelligence.draft.submit', access: whoever.filesIntelligence } },
    async (request, reply) => {
      const { id } = pathOf(request, recordPath)
      const revision = typedNumber(typedValues(request), 'revision')
      const reached = { offers: false }
      try {
        // What the draft is must be known before: afterwards there may be no draft.
        const { draft } = await openDraft(request)
        const typed = formOf(request)
        const described = typedCode(typed, 'described', yesNo)
        // Only the form of a next version asks why there is one.
        const reason = draft.nextVersionOf === null ? undefined : (typedText(typed, 'change_reason') ?? '')
        const outcome = await request.perform(async (scope) => {
          const submitted = await submitDraft(scope, id, revision, { described, reason })
          reached.offers = 'filed' in submitted && kindOfDraft(draft) === 'report'
          if (reached.offers && 'filed' in submitted) await takeFilingOffers(scope, submitted.filed, typed)
          return submitted
        })
        if ('fields' in outcome) return await showFaults(request, reply, outcome.fields)
        switch (kindOfDraft(draft)) {
          case 'report':
            return await reply.redirect(`/reports/${outcome.filed.id}/sent`, 303)
          case 'new version':
            if (outcome.filed.awaitsCheck === true)
              return await reply.done(
                `/reports/${outcome.filed.id}`,
                'Sent to a second officer. No partner reads this version before they have approved it.',
              )
            return await reply.done(`/reports/${outcome.filed.id}`, 'The new version is saved.')
          case 'sanitised version':
            return await reply.done(
              '/reports/drafts',
              'Sent to a second officer. Another intelligence officer of your agency must approve it before it can be released.',
            )
        }
      } catch (fault) {
        const { fields } = asSeamarkError(fault)
        // Nothing was filed: what was chosen of an offer could not be done.
        if (reached.offers && fields !== undefined) return await showCheck(request, reply, fields)
        return await answerFault(request, reply, id, fault)
      }
    },
  )

  app.post(
    '/reports/drafts/:id/start-from-current',
    { config: { operation: 'intelligence.draft.start-from-current', access: whoever.filesIntelligence } },
    async (request, reply) => {
      const { id } = pathOf(request, recordPath)
      const revision = typedNumber(typedValues(request), 'revision')
      await request.perform((scope) => startFromCurrent(scope, id, revision))
      return reply.done(
        draftAddress(id, 'check'),
        'Your draft now follows the current version. Check it again.',
      )
    },
  )
}

/** The question on the page itself has its fault beside it; all else is listed with the page where it is mended. */
async function showFaults(
  request: FastifyRequest,
  reply: FastifyReply,
  { described, change_reason, ...found }: Errors,
): Promise<FastifyReply> {
  // Asked on this page: nothing else has to be mended for them.
  const here = { ...(described && { described }), ...(change_reason && { change_reason }) }
  if (Object.keys(found).length === 0)
    return await showCheck(request, reply, here, described === undefined ? {} : { described })
  return await showCheck(request, reply, { form: 'Something is missing or wrong. It is listed below' }, found)
}

async function showCheck(
  request: FastifyRequest,
  reply: FastifyReply,
  errors: Errors,
  found: Errors = {},
): Promise<FastifyReply> {
  const { draft, context, original, beside, typing } = await openDraft(request)
  if (draft.derivationState === 'awaiting-check') return reply.redirect(`/checks/${draft.id}`, 303)
  const kind = kindOfDraft(draft)
  const offers = kind === 'report' ? await request.perform((scope) => filingOffers(scope)) : []
  return await reply.page(`${folder}/check.njk`, {
    ...draftFrame(draft, 'check'),
    ...(kind === 'new version' && draft.derivationOf !== null ? checkedVersion : acts[kind]),
    ...(await whoChecks(request, draft)),
    ...checkView(draft, context.today, context.compartments, found),
    versionOf: draft.nextVersionOf,
    leftOver: leftOver(draft, context.today),
    next: draft.nextVersionOf === null ? null : await request.perform((scope) => nextVersionOf(scope, draft)),
    original,
    ...(beside.length === 0
      ? {}
      : { classification: 'OFFICIAL-SENSITIVE' as const, beside, here: pathOnly(request) }),
    offers,
    begun: begunSubjects(typing, draft.id),
    overtaken: overtakenPages(typing, draft),
    values: { change_reason: draft.document.change_reason ?? '', ...typedValues(request) },
    errors,
  })
}

/** For a sanitised version: who could be its second officer, so that its writer knows whom to ask. */
async function whoChecks(request: FastifyRequest, draft: Draft) {
  if (draft.derivationOf === null) return {}
  return { secondOfficers: await request.perform((scope) => secondOfficersFor(scope, draft.id)) }
}

async function answerFault(
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
  fault: unknown,
): Promise<FastifyReply> {
  if (isStaleVersion(fault)) return await showStaleVersion(request, reply, fault)
  if (isStaleDraft(fault))
    return await showCheck(request, reply, {
      form: 'Somebody changed this draft meanwhile. This is what it says now: check it again',
    })
  const { kind, code, message } = asSeamarkError(fault)
  if (code === 'agency-reference-taken') return await showCheck(request, reply, { form: message })
  // A form that was sent twice: the first has filed it, and the draft is no more.
  if (kind === 'not-found' || kind === 'conflict') {
    const filed = await filedAlready(request, id)
    if (filed !== null) return reply.redirect(filed, 303)
  }
  throw fault
}

/** Where the report is that the same form filed a moment ago, or null. Sight is the reader's own, as ever. */
async function filedAlready(request: FastifyRequest, id: string): Promise<string | null> {
  const versionOf = z.uuid().safeParse(typedText(typedValues(request), 'version_of'))
  const report = versionOf.success ? versionOf.data : id
  return await request
    .perform(async (scope) => {
      const { own, status } = await readReport(scope, report)
      if (!own || status === 'draft') return null
      return versionOf.success ? `/reports/${report}` : `/reports/${report}/sent`
    })
    .catch(() => null)
}

async function showStaleVersion(
  request: FastifyRequest,
  reply: FastifyReply,
  { current }: StaleVersion,
): Promise<FastifyReply> {
  const { draft } = await openDraft(request)
  return await reply.status(409).page(`${folder}/stale-version.njk`, {
    ...draftFrame(draft, 'check'),
    title: 'Choose what the new version says',
    version: current.version,
    rows: staleRows(draft.document, wholeReport(current)),
  })
}
