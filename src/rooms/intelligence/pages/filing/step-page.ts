/** What the steps of filing share: show a draft's page, save what was typed, and say when somebody else had. */
import { isDeepStrictEqual } from 'node:util'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { MemberScope } from '../../../../platform/database/scope.ts'
import type { BodySize } from '../../../../platform/http/body-limits.ts'
import { idPath, pathOf, typedValues } from '../../../../platform/http/input.ts'
import { isStaleDraft, readDraft, saveDraft, type Draft, type DraftDocument } from '../../drafts.ts'
import { filers } from '../who.ts'
import { draftFrame, originalOf, type Original } from './draft.view.ts'
import { compartmentsOf, type Compartment } from './compartments.ts'
import { staleRows } from './stale.view.ts'
import { draftAddress, stepAfter, type Errors, type Step } from './steps.ts'
import { canBeKept, typedNumber, type Typed } from './typed.ts'

/** What a form may have to know beside what was typed. */
export type ReadContext = {
  clearance: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
  /** operations that this person is a member of */
  compartments: readonly Compartment[]
  /** YYYY-MM-DD in London */
  today: string
}

/** What a form made of a draft. `stay` shows the page again; `goTo` is a page
 * of the draft to go to instead of the next step. */
export type Read = { document: DraftDocument; errors: Errors; stay?: boolean; goTo?: string }

export type StepPage = {
  step: Exclude<Step, 'check'>
  heading: string
  template: string
  /** how much its form may hold: only a report's text and a list of finds need more than other forms */
  body?: BodySize
  values: (document: DraftDocument, context: ReadContext) => Record<string, unknown>
  read: (typed: Typed, document: DraftDocument, context: ReadContext) => Read
  /** what the template needs beside values */
  more?: (document: DraftDocument, context: ReadContext) => object
}

export type Shown = { draft: Draft; context: ReadContext; original: Original | null }

/** Registers a step's page and its form. */
export function registerStep(app: FastifyInstance, page: StepPage): void {
  const path = `/reports/drafts/:id/${page.step}`
  app.get(
    path,
    { config: { operation: `intelligence.draft.show-${page.step}`, access: filers } },
    async (request, reply) => {
      const shown = await openDraft(request)
      if (shown.draft.derivationState === 'awaiting-check')
        return reply.redirect(`/checks/${shown.draft.id}`, 303)
      const values = page.values(shown.draft.document, shown.context)
      return await showStep(request, reply, page, shown, values, {})
    },
  )
  app.post(
    path,
    { config: { operation: 'intelligence.draft.save', access: filers, body: page.body ?? 'small' } },
    async (request, reply) => {
      const typed = typedValues(request)
      const saved = await saveTyped(request, page.read)
      if ('theirs' in saved) return await showStale(request, reply, page.step, saved)
      const { read, shown } = saved
      if (Object.keys(read.errors).length > 0)
        return await showStep(request, reply, page, shown, typed, read.errors)
      const elsewhere = read.goTo ?? (read.stay === true ? page.step : undefined)
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

/** Opens the draft that the address names. @throws not-found */
export async function openDraft(request: FastifyRequest): Promise<Shown> {
  const { id } = pathOf(request, idPath)
  return await request.perform(async (scope) => {
    const draft = await readDraft(scope, id)
    return { draft, context: await contextOf(scope), original: await originalOf(scope, draft) }
  })
}

export async function contextOf(scope: MemberScope): Promise<ReadContext> {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(scope.now)
  return { clearance: scope.actor.clearance, compartments: await compartmentsOf(scope), today }
}

export type Stale = { theirs: Draft; mine: DraftDocument }

/**
 * Saves what a form says, also when something is wrong with it: a draft keeps whatever was typed.
 * @returns the draft as it is now and what the form made of it; or both sides, when somebody saved meanwhile
 */
export async function saveTyped(
  request: FastifyRequest,
  read: (typed: Typed, document: DraftDocument, context: ReadContext) => Read,
): Promise<{ shown: Shown; read: Read } | Stale> {
  const { id } = pathOf(request, idPath)
  const typed = typedValues(request)
  const revision = typedNumber(typed, 'revision')
  try {
    return await request.perform(async (scope) => {
      const before = await readDraft(scope, id)
      const context = await contextOf(scope)
      const result = read(typed, before.document, context)
      const nothingNew = isDeepStrictEqual(plain(result.document), plain(before.document))
      const draft =
        nothingNew || !canBeKept(result.document)
          ? before
          : await saveDraft(scope, id, revision, result.document)
      return { shown: { draft, context, original: await originalOf(scope, draft) }, read: result }
    })
  } catch (fault) {
    if (!isStaleDraft(fault)) throw fault
    const { theirs } = fault
    const context = await request.perform(contextOf)
    return { theirs, mine: read(typed, theirs.document, context).document }
  }
}

/** Both versions beside each other; the form sends the same again on top of theirs. */
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

export async function showStep(
  request: FastifyRequest,
  reply: FastifyReply,
  page: StepPage,
  shown: Shown,
  values: Record<string, unknown>,
  errors: Errors,
): Promise<FastifyReply> {
  const { draft, context, original } = shown
  return await reply.page(page.template, {
    ...draftFrame(draft, page.step, returnsToCheck(request)),
    heading: page.heading,
    values,
    errors,
    original,
    ...page.more?.(draft.document, context),
  })
}

/** Somebody who came from the check page goes back there. */
export function returnsToCheck(request: FastifyRequest): boolean {
  return (request.query as { return?: unknown }).return === 'check'
}

export function returnQuery(request: FastifyRequest): string {
  return returnsToCheck(request) ? '?return=check' : ''
}

/** Without keys that are undefined, which a document in the database does not have. */
function plain(document: DraftDocument): unknown {
  return JSON.parse(JSON.stringify(document))
}
