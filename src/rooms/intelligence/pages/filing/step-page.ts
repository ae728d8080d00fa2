/** What the steps of filing share: show a draft's page, save what was typed, and say when somebody else had. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { MemberScope } from '../../../../platform/database/scope.ts'
import type { BodySize } from '../../../../platform/http/body-limits.ts'
import { recordPath } from '../../../../platform/http/ids.ts'
import { pathOf, typedValues } from '../../../../platform/http/input.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { isStaleDraft, readDraft, saveDraft, type Draft, type DraftDocument } from '../../drafts.ts'
import { unnamedIn } from '../../found-in-text.ts'
import { dropTyping, typingOf, type Typing } from '../../typing.ts'
import type { Beside } from '../../beside-report.ts'
import { draftFrame, sourcesOf, type Original } from './draft.view.ts'
import { compartmentsOf } from './compartments.ts'
import type { Read, ReadContext } from './reading.ts'
import { staleRows } from './stale.view.ts'
import { draftAddress, stepAfter, type Errors, type Step } from './steps.ts'
import { isSame, takeIn } from './take-in.ts'
import { typedNumber, type Typed } from '../../../../platform/http/typed-form.ts'
import { canBeKept } from './typed.ts'
import { waitingOn } from './waiting.view.ts'
import { todayOf } from '../../../../platform/london-day.ts'

export type StepPage = {
  step: Exclude<Step, 'check'>
  heading: string
  template: string
  /** how much its form may hold: only a report's text and a list of finds need more than other forms */
  body?: BodySize
  /** what stands in its boxes; `query` is the page's, for a list of which all is ticked at once */
  values: (document: DraftDocument, context: ReadContext, query: Typed) => Record<string, unknown>
  read: (typed: Typed, document: DraftDocument, context: ReadContext) => Read
  /** what the template needs beside values */
  more?: (document: DraftDocument, context: ReadContext, shown: Shown) => object
  /** whoever leaves it is asked about what was found in the text and is not named */
  asksAboutFinds?: 'always' | 'on the way to the check'
}

/**
 * A draft as its page shows it. `typing`: what this person typed on its pages and has not sent. `beside`: pictures of what
 * it is made of, for who may see them.
 */
export type Shown = {
  draft: Draft
  context: ReadContext
  original: Original | null
  beside: Beside[]
  typing: Typing[]
}

/**
 * Registers a step's page and its form.
 * @param page - its step, template, form and what reads it
 */
export function registerStep(app: FastifyInstance, page: StepPage): void {
  const path = `/reports/drafts/:id/${page.step}`
  app.get(
    path,
    { config: { operation: `intelligence.draft.show-${page.step}`, access: whoever.filesIntelligence } },
    async (request, reply) => {
      const shown = await openDraft(request)
      if (shown.draft.derivationState === 'awaiting-check')
        return reply.redirect(`/checks/${shown.draft.id}`, 303)
      const values = page.values(shown.draft.document, shown.context, request.query as Typed)
      return await showStep(request, reply, page, shown, values, {})
    },
  )
  app.post(
    path,
    {
      config: {
        operation: 'intelligence.draft.save',
        access: whoever.filesIntelligence,
        body: page.body ?? 'small',
      },
    },
    async (request, reply) => {
      const typed = typedValues(request)
      const saved = await saveTyped(request, page.read)
      if ('theirs' in saved) return await showStale(request, reply, page.step, saved)
      const { read, shown } = saved
      if (Object.keys(read.errors).length > 0)
        return await showStep(request, reply, page, shown, typed, read.errors)
      const elsewhere =
        read.goTo ??
        (read.stay === true
          ? page.step
          : mustAskAboutFinds(request, page, shown)
            ? 'subjects/found'
            : undefined)
      const next = returnsToCheck(request) ? 'check' : stepAfter(page.step)
      return reply.redirect(
        elsewhere === undefined
          ? draftAddress(shown.draft.id, next)
          : `/reports/drafts/${shown.draft.id}/${elsewhere}${returnQuery(request)}`,
        303,
      )
    },
  )
}

function mustAskAboutFinds(request: FastifyRequest, page: StepPage, { draft }: Shown): boolean {
  const asks =
    page.asksAboutFinds === 'always' ||
    (page.asksAboutFinds === 'on the way to the check' && returnsToCheck(request))
  return asks && unnamedIn(draft.document).unnamed.length > 0
}

/**
 * Opens the draft that the address names, with what this person typed in it.
 * @returns the draft as its page shows it
 * @throws not-found
 */
export async function openDraft(request: FastifyRequest): Promise<Shown> {
  const { id } = pathOf(request, recordPath)
  return await request.perform(async (scope) => {
    const context = await contextOf(scope)
    const { draft, typing } = await takeIn(scope, id, context)
    return { draft, context, ...(await sourcesOf(scope, draft)), typing }
  })
}

/**
 * Finds the page of a draft that an address is, as it is named where its typing is kept: `text`, `subjects-person`.
 * @param url - path of the page, with or without a query
 * @returns its name; empty for an address of no draft
 */
export function pageOfAddress(url: string): string {
  return (/\/reports\/drafts\/[^/]+\/([^?]*)/.exec(url)?.[1] ?? '').replaceAll('/', '-')
}

/**
 * Reads what a form is read with.
 * @returns the person's clearance and operations, and the day in London
 */
export async function contextOf(scope: MemberScope): Promise<ReadContext> {
  const today = todayOf(scope)
  return { clearance: scope.actor.clearance, compartments: await compartmentsOf(scope), today }
}

/** Whether a draft is still the one that the form was filled in from. */
export type Since = 'as shown' | 'changed since'

export type Stale = { theirs: Draft; mine: DraftDocument }

/**
 * Saves what a form says, also when something is wrong with it: a draft keeps whatever was typed.
 * @param read - makes the next document of what was typed and of the document before; it is told whether the draft
 *   was saved since the form was shown
 * @returns the draft as it is now and what the form made of it; or both sides, when somebody saved meanwhile
 * @throws as saveDraft, besides StaleDraft
 */
export async function saveTyped(
  request: FastifyRequest,
  read: (typed: Typed, document: DraftDocument, context: ReadContext, since: Since) => Read,
): Promise<{ shown: Shown; read: Read } | Stale> {
  const { id } = pathOf(request, recordPath)
  const typed = typedValues(request)
  const revision = typedNumber(typed, 'revision')
  try {
    return await request.perform(async (scope) => {
      const before = await readDraft(scope, id)
      const context = await contextOf(scope)
      const since = before.revision === revision ? 'as shown' : 'changed since'
      const result = read(typed, before.document, context, since)
      const nothingNew = isSame(result.document, before.document)
      const draft =
        nothingNew || !canBeKept(result.document)
          ? before
          : await saveDraft(scope, id, revision, withoutOldRemoval(result.document, before.document))
      // A subject with a fault is in no draft yet: what was typed of it waits on its page.
      const page = pageOfAddress(request.url)
      if (Object.keys(result.errors).length === 0 || !page.includes('-')) await dropTyping(scope, id, page)
      const typing = await typingOf(scope, id)
      return { shown: { draft, context, ...(await sourcesOf(scope, draft)), typing }, read: result }
    })
  } catch (fault) {
    if (!isStaleDraft(fault)) throw fault
    const { theirs } = fault
    const context = await request.perform(contextOf)
    const result = read(typed, theirs.document, context, 'changed since')
    // What they saved is what this form says: it was sent twice, and nothing is left to choose.
    if (Object.keys(result.errors).length === 0 && isSame(result.document, theirs.document))
      return await saveTyped(request, read)
    return { theirs, mine: result.document }
  }
}

/** What was removed can be put back until the next change, which this is. */
function withoutOldRemoval(next: DraftDocument, before: DraftDocument): DraftDocument {
  if (next.removed === undefined || next.removed !== before.removed) return next
  const { removed: _gone, ...others } = next
  return others
}

/**
 * Shows both versions beside each other; the form sends the same again on top of theirs.
 * @param step - of the page that was sent
 * @param stale - what somebody saved meanwhile, and the same with what this person typed put over it
 * @returns the page, with status 409
 */
export async function showStale(
  request: FastifyRequest,
  reply: FastifyReply,
  step: Step,
  { theirs, mine }: Stale,
): Promise<FastifyReply> {
  const { revision: _old, ...kept } = typedValues(request)
  return await reply.status(409).page('rooms/intelligence/pages/filing/stale.njk', {
    ...draftFrame(theirs, step),
    title: 'Choose which version to keep',
    action: request.url,
    theirsHref: draftAddress(theirs.id, step),
    revision: theirs.revision,
    kept: Object.entries(kept).flatMap(([name, value]) =>
      [value].flat().map((one) => ({ name, value: one })),
    ),
    rows: staleRows(mine, theirs.document),
  })
}

/**
 * Shows a step's page.
 * @param page - the step
 * @param shown - the draft
 * @param values - what stands in the boxes, by field
 * @param errors - what is wrong, by field
 * @returns the page
 */
export async function showStep(
  request: FastifyRequest,
  reply: FastifyReply,
  page: StepPage,
  shown: Shown,
  values: Record<string, unknown>,
  errors: Errors,
): Promise<FastifyReply> {
  const { draft, context, original, beside } = shown
  const waiting = waitingOn(shown, page.step)
  return await reply.page(page.template, {
    ...draftFrame(draft, page.step, returnsToCheck(request)),
    heading: page.heading,
    waiting,
    // What the page was asked to show, a list of which all is ticked, or a form with its faults, goes before.
    values: isAsked(request) || Object.keys(errors).length > 0 ? values : { ...values, ...waiting.restored },
    errors,
    original,
    ...besideDraft(beside, page.step, request),
    ...page.more?.(draft.document, context, shown),
  })
}

/** Where the text is written and searched for names, pictures stand open beside it. */
function besideDraft(beside: readonly Beside[], step: Step, request: FastifyRequest) {
  if (beside.length === 0) return {}
  const open = step === 'text' || step === 'subjects'
  // A public report is OFFICIAL-SENSITIVE, and so is a page that shows some of it.
  return { classification: 'OFFICIAL-SENSITIVE' as const, beside, besideOpen: open, here: pathOnly(request) }
}

/**
 * Cuts the query off the address of a request.
 * @returns the path
 */
export const pathOnly = ({ url }: FastifyRequest): string => url.split('?')[0] ?? ''

const isAsked = (request: FastifyRequest) => (request.query as { tick?: unknown }).tick !== undefined

/**
 * Tells whether somebody came from the check page and goes back there.
 * @returns true when the address says so
 */
export function returnsToCheck(request: FastifyRequest): boolean {
  return (request.query as { return?: unknown }).return === 'check'
}

/**
 * Writes the query that leads back to the check page.
 * @returns `?return=check` for who came from there, else nothing
 */
export function returnQuery(request: FastifyRequest): string {
  return returnsToCheck(request) ? '?return=check' : ''
}
