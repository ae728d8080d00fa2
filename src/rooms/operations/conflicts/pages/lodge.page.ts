/** Beginning a planned event or its change, and the last page: the answers are checked, and the event is lodged. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { invalid, notFound } from '../../../../platform/errors.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedText, type Typed } from '../../../../platform/http/typed-form.ts'
import { newId } from '../../../../platform/identifiers.ts'
import type { MemberScope } from '../../../../platform/database/scope.ts'
import { stretchLines } from '../../../coast/index.ts'
import { beginChange, dropDraft, findDraft, keepDraft, listDrafts, type PlannedDraft } from '../drafts.ts'
import { draftPath, plannedPath, type PlannedDraftId, type PlannedEventId } from '../ids.ts'
import { operationsToLodgeIn, readEvent } from '../list-events.ts'
import { changeEvent, lodgeEvent } from '../lodge-event.ts'
import { LONGEST_OF_EVENT, parseChange, parseLodging } from '../planned-event.ts'
import { kindWords } from '../words.ts'
import { showCheck } from './check.view.ts'
import { inOperations, typedWords } from './form-of-event.ts'
import { bodyOfForm, lodgingOf, valuesOf } from './read-form.ts'
import { actsIn, stretchesFor } from './step.page.ts'
import { draftAddress, showStep } from './step.view.ts'
import { faultsOfStep, firstOpen, keptOf, stepsOf } from './steps.ts'

/**
 * Registers them.
 * @param dataFolder - of the node, where the layers of the map lie
 */
export function lodgePages(app: FastifyInstance, dataFolder: string): void {
  app.get('/operations/events/new', inOperations('operations.planned-event.show-begin'), (request, reply) =>
    showBegin(request, reply, null),
  )
  app.post('/operations/events/new', inOperations('operations.planned-event.begin'), (request, reply) =>
    orAgain(
      request,
      () => begin(request, reply),
      (refused) => showBegin(request, reply, refused),
    ),
  )
  app.post('/operations/events/:planned/change', inOperations('operations.planned-event.begin-change'), async (request, reply) => {
    const { planned } = pathOf(request, plannedPath)
    const id = newId<PlannedDraftId>()
    await request.perform(async (scope) => {
      const event = await readEvent(scope, planned)
      await beginChange(scope, id, { event: planned, revision: event.revision, typed: valuesOf(event) })
    })
    return await reply.redirect(draftAddress(id, 'check'), 303)
  }) // prettier-ignore

  app.get('/operations/events/drafts/:draft/check', inOperations('operations.planned-event.show-step'), (request, reply) =>
    check(request, reply, { dataFolder, refused: null }),
  ) // prettier-ignore
  for (const [last, operation] of [
    ['lodge', 'operations.planned-event.lodge'],
    ['save', 'operations.planned-event.change'],
  ] as const)
    app.post(`/operations/events/drafts/:draft/${last}`, inOperations(operation), (request, reply) =>
      orAgain(
        request,
        () => send(request, reply, last, dataFolder),
        (refused) => check(request, reply, { dataFolder, refused }),
      ),
    )

  app.get('/operations/events/drafts/:draft/drop', inOperations('operations.planned-event.show-step'), async (request, reply) => {
    const { draft: id } = pathOf(request, draftPath)
    const draft = await request.perform((scope) => findDraft(scope, id))
    if (!draft) throw notFound()
    return await reply.page('rooms/operations/conflicts/pages/drop.njk', {
      title: 'Throw away what you typed?',
      classification: 'OFFICIAL-SENSITIVE',
      back: { text: 'Planned events', href: '/operations/events' },
      says: draft.changes === null ? 'It was not lodged, and nobody else has seen it.' : 'The planned event stays as it is.',
      keepHref: draftAddress(id, 'check'),
    })
  }) // prettier-ignore
  app.post('/operations/events/drafts/:draft/drop', inOperations('operations.planned-event.drop'), async (request, reply) => {
    const { draft: id } = pathOf(request, draftPath)
    await request.perform((scope) => dropDraft(scope, id))
    return await reply.done('/operations/events', 'Thrown away.')
  }) // prettier-ignore
}

async function begin(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const typed = keptOf('what', formOf(request))
  const id = newId<PlannedDraftId>()
  const draft = await request.perform(async (scope) => {
    const operation = await actsIn(typed, () => operationsToLodgeIn(scope))
    const made = { operationId: operation, changes: null }
    const faults = faultsOfStep('what', typed, { now: scope.now, stretches: [], ...made })
    if (Object.keys(faults).length > 0) throw invalid(faults)
    await keepDraft(scope, id, { operation, typed })
    return made
  })
  return await reply.redirect(draftAddress(id, stepsOf(draft)[1] ?? 'check'), 303)
}

async function showBegin(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { operations, drafts } = await request.perform(async (scope) => ({
    operations: await operationsToLodgeIn(scope),
    drafts: await listDrafts(scope),
  }))
  const asked: Typed = (request.query ?? {}) as Typed
  return await reply.page('rooms/operations/conflicts/pages/begin.njk', {
    title: 'Lodge a planned event',
    classification: 'OFFICIAL-SENSITIVE',
    back: { text: 'Planned events', href: '/operations/events' },
    longest: LONGEST_OF_EVENT,
    operations: operations.map(({ id, codename }) => ({ value: id, text: codename })),
    kinds: Object.entries(kindWords).map(([value, text]) => ({ value, text })),
    drafts: drafts.map((one) => [
      { text: whatOf(one), href: draftAddress(one.id, 'check') },
      one.codename ?? 'Not chosen yet',
      { time: one.typedAt },
    ]),
    values: { operation: typedText(asked, 'operation') ?? '', ...refused?.values },
    ...(refused ? { errors: refused.errors } : {}),
  })
}

function whatOf({ typed, changes }: PlannedDraft): string {
  const kind = changes?.kind ?? typed['kind']
  const words = kind !== undefined && Object.hasOwn(kindWords, kind) ? kindWords[kind as keyof typeof kindWords] : 'Planned event'
  return changes === null ? words : `Change of: ${words}`
} // prettier-ignore

/** Lodges or changes what the draft says; where a page is not answered yet, that page is shown with what is wrong. */
async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  last: 'lodge' | 'save',
  dataFolder: string,
): Promise<FastifyReply> {
  const { draft: id } = pathOf(request, draftPath)
  const reason = last === 'save' ? typedWords(formOf(request), 'reason', LONGEST_OF_EVENT.reason, null) : null
  const done = await request.perform((scope) => lodgeDraft(scope, id, last, reason))
  if (done.open !== undefined) {
    const { open, ...shown } = done
    return await showStep(reply, {
      ...shown,
      step: open.step,
      dataFolder,
      refused: { errors: open.faults, values: {} },
    })
  }
  return await reply.done(
    `/operations/events/${done.event}`,
    `${last === 'lodge' ? 'Lodged' : 'Changed'}. What it comes near is looked for within a minute.`,
  )
}

async function lodgeDraft(
  scope: MemberScope,
  id: PlannedDraftId,
  last: 'lodge' | 'save',
  reason: string | null,
) {
  const draft = await findDraft(scope, id)
  // Sent twice, from a telephone without script: the event that came of it is there.
  if (!draft && last === 'lodge') return { event: (await readEvent(scope, eventOf(id))).id, open: undefined }
  if (!draft || (draft.changes === null) !== (last === 'lodge')) throw notFound()
  const stretches = await stretchesFor(draft.typed, () => stretchLines(scope))
  const open = firstOpen(draft, { now: scope.now, stretches })
  if (open !== null)
    return { open, draft, stretches, now: scope.now, operations: await operationsToLodgeIn(scope) }
  const { body } = bodyOfForm(draft.typed, stretches)
  if (draft.changes === null) {
    const read = parseLodging({ ...body, ...lodgingOf(draft.typed) }, scope.now)
    if ('fields' in read || draft.operationId === null) throw notFound()
    await lodgeEvent(scope, eventOf(id), draft.operationId, read)
  } else {
    const read = parseChange(body, scope.now)
    if ('fields' in read) throw notFound()
    await changeEvent(scope, draft.changes.id, draft.changes.revision, { ...read, reason })
  }
  await dropDraft(scope, id)
  return { event: draft.changes?.id ?? eventOf(id), open: undefined }
}

/** The event has its draft's id, so that sending twice lodges one. */
const eventOf = (draft: PlannedDraftId) => draft as string as PlannedEventId

async function check(
  request: FastifyRequest,
  reply: FastifyReply,
  { dataFolder, refused }: { dataFolder: string; refused: Refused | null },
): Promise<FastifyReply> {
  const { draft: id } = pathOf(request, draftPath)
  const found = await request.perform(async (scope) => {
    const draft = await findDraft(scope, id)
    if (!draft) throw notFound()
    const stretches = await stretchesFor(draft.typed, () => stretchLines(scope))
    return { draft, stretches, open: firstOpen(draft, { now: scope.now, stretches }) }
  })
  return await showCheck(reply, { ...found, dataFolder, refused })
}
